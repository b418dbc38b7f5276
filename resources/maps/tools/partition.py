# SPDX-License-Identifier: GPL-3.0-or-later
"""Natural Earth's administrative units, put together as spec.py says, to a raster in which every point
of the board has the number of its area."""
import sqlite3
import sys

import numpy as np
import shapely.wkb
from PIL import Image, ImageDraw
from scipy import ndimage as ndi
from shapely.geometry import box

import spec
from projection import HEIGHT, WIDTH, densify, project

S = 4  # raster points a board unit
LAND = '''ALB ANK APU ARM BEL BER BOH BRE BUD BUL BUR CLY CON DEN EDI FIN GAL GAS GRE HOL KIE LON LVN LVP
MAR MOS MUN NAF NAP NWY PAR PIC PIE POR PRU ROM RUH RUM SER SEV SIL SMY SPA STP SWE SYR TRI TUN TUS TYR
UKR VEN VIE WAL WAR YOR'''.split()
SEAS = 'ADR AEG BAL BAR BLA BOT EAS ENG HEL ION IRI LYO MAO NAO NTH NWG SKA TYS WES'.split()
NAMES = ['(sea)', 'SWI', '-'] + LAND + SEAS + ['(lake)']  # '-': land that is no province
ID = {name: i for i, name in enumerate(NAMES)}
WINDOW = box(-40, 24, 95, 82)  # degrees


def on_raster(points, step=0.25):
    a = np.array(densify([(p[0], p[1]) for p in points], step))
    x, y = project(a[:, 0], a[:, 1])
    return [(float(u * S), float(v * S)) for u, v in zip(x, y)]


def load_units(path):
    """(country, name, shape) of what lies near the board."""
    rows = sqlite3.connect(path).execute('select geom,adm0_a3,name from states_provinces')
    for blob, country, name in rows:
        if blob is None:
            continue
        envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]  # GeoPackage: before the WKB
        shape = shapely.wkb.loads(bytes(blob[8 + envelope:]))
        if not shape.is_empty and shape.intersects(WINDOW):
            yield 'UKR' if country == 'UA' else country, name, shape


def area_of(country, name, used):
    for area, names in spec.UNITS.get(country, {}).items():
        if name in names:
            used.add((country, name))
            return area
    return spec.COUNTRY.get(country, '-')


def rasterise(path):
    image = Image.new('L', (WIDTH * S, HEIGHT * S), 0)
    draw = ImageDraw.Draw(image)
    used = set()
    for country, name, shape in load_units(path):
        area = area_of(country, name, used)
        if area is None:
            continue
        part = shape.intersection(WINDOW)
        for p in part.geoms if hasattr(part, 'geoms') else [part]:
            if p.geom_type != 'Polygon' or p.is_empty:
                continue
            points = on_raster(p.exterior.coords)
            xs, ys = [q[0] for q in points], [q[1] for q in points]
            if max(xs) >= 0 and min(xs) <= WIDTH * S and max(ys) >= 0 and min(ys) <= HEIGHT * S:
                draw.polygon(points, fill=ID[area])
    for country, areas in spec.UNITS.items():
        for name in sum(areas.values(), []):
            if (country, name) not in used:
                print('spec: not found near the board:', country, name, file=sys.stderr)
    return np.array(image)


def mask_of(polygon):
    mask = Image.new('1', (WIDTH * S, HEIGHT * S), 0)
    ImageDraw.Draw(mask).polygon(on_raster(list(polygon) + [polygon[0]], 0.1), fill=1)
    return np.array(mask)


def rounded(points, times):
    """Chaikin's corner cutting."""
    for _ in range(times):
        q = [points[0]]
        for a, b in zip(points[:-1], points[1:]):
            q.append((0.75 * a[0] + 0.25 * b[0], 0.75 * a[1] + 0.25 * b[1]))
            q.append((0.25 * a[0] + 0.75 * b[0], 0.25 * a[1] + 0.75 * b[1]))
        q.append(points[-1])
        points = q
    return points


def cut_by_hand(labels):
    for before, after, polygon in spec.PATCHES:
        mask = mask_of(polygon) & (labels > 0)
        if before != '*':
            mask &= labels == ID[before]
        labels[mask] = ID[after]
    for x0, y0, x1, y1, area in spec.OFFMAP:
        part = labels[y0 * S:y1 * S, x0 * S:x1 * S]
        lakes, _ = ndi.label(part == 0)
        corner = lakes[2, -3]
        if corner:
            part[lakes == corner] = ID[area]


def smooth_land(labels):
    """Where is land: smoothed, without tiny islands and lakes."""
    land = ndi.gaussian_filter((labels > 0).astype(np.float32), sigma=0.55 * S) > 0.5
    islands, _ = ndi.label(land)
    keep = np.bincount(islands.ravel()) / (S * S) >= spec.MIN_ISLAND
    keep[0] = False
    for lon, lat in spec.NO_ISLAND:
        x, y = project([lon], [lat])
        keep[islands[int(y[0] * S), int(x[0] * S)]] = False
    land = keep[islands]
    lakes, _ = ndi.label(~land)
    small = np.bincount(lakes.ravel()) / (S * S) < 60
    small[0] = False
    return land | small[lakes]


def nearest(labels, known):
    """For every point the label of the nearest known one."""
    at = ndi.distance_transform_edt(~known, return_distances=False, return_indices=True)
    return labels[at[0], at[1]]


def smooth_borders(labels, mask, sigma):
    """Each point goes to the area whose blurred shape is strongest there."""
    best = np.zeros(labels.shape, np.float32)
    out = labels.copy()
    pad = int(4 * sigma)
    for i, s in enumerate(ndi.find_objects(labels), 1):
        if s is None:
            continue
        y0, y1 = max(0, s[0].start - pad), min(labels.shape[0], s[0].stop + pad)
        x0, x1 = max(0, s[1].start - pad), min(labels.shape[1], s[1].stop + pad)
        g = ndi.gaussian_filter((labels[y0:y1, x0:x1] == i).astype(np.float32), sigma)
        b = best[y0:y1, x0:x1]
        wins = (g > b) & mask[y0:y1, x0:x1]
        b[wins] = g[wins]
        out[y0:y1, x0:x1][wins] = i
    return out


def remove_crumbs(labels):
    """Detached bits of an area that are no islands go to the area around them."""
    for i in [ID['SWI'], ID['-']] + [ID[name] for name in LAND]:
        whole = labels == i
        if not whole.any():
            continue
        box_ = tuple(slice(max(0, q.start - 2), q.stop + 2) for q in ndi.find_objects(whole)[0])
        bits, count = ndi.label(whole[box_])
        if count < 2:
            continue
        size = np.bincount(bits.ravel()) / (S * S)
        for k in np.nonzero(size[1:] < 40)[0] + 1:
            bit = bits == k
            ring = ndi.binary_dilation(bit, iterations=1) & ~bit
            around = labels[box_][ring]
            around = around[around > 0]
            if len(around) > 0.15 * ring.sum():
                labels[box_][bit] = np.bincount(around).argmax()


def sea_lines():
    image = Image.new('1', (WIDTH * S, HEIGHT * S), 0)
    draw = ImageDraw.Draw(image)
    for points in spec.SEA_LINES.values():
        p = np.array(densify(points, 0.2))
        x, y = project(p[:, 0], p[:, 1])
        line = list(zip(x[::3].tolist() + [x[-1]], y[::3].tolist() + [y[-1]]))
        draw.line([(a * S, b * S) for a, b in rounded(line, 2)], fill=1, width=3)
    return np.array(image)


def name_seas(parts, count):
    """The sea that each part between the sea lines belongs to, by the seeds in it."""
    target = np.zeros(count + 1, np.uint8)
    for name, (lon, lat) in list(spec.SEA_SEEDS.items()) + spec.SEA_EXTRA:
        x, y = project([lon], [lat])
        part = parts[int(y[0] * S), int(x[0] * S)]
        if part == 0 or target[part] not in (0, ID[name]):
            sys.exit(f'{name}: its seed is on land, on a line, or the sea leaks into {NAMES[target[part]]}')
        target[part] = ID[name]
    return target


def divide_seas(labels):
    sea = labels == 0
    parts, count = ndi.label(sea & ~sea_lines())
    target = name_seas(parts, count)
    size = np.bincount(parts.ravel()) / (S * S)
    seas = target[parts]
    boxes = ndi.find_objects(parts)
    for i in range(1, count + 1):
        if target[i]:
            continue
        box_ = tuple(slice(max(0, q.start - 8), q.stop + 8) for q in boxes[i - 1])
        part = parts[box_] == i
        ring = ndi.binary_dilation(part, iterations=6) & ~part
        around = target[parts[box_][ring]]
        around = around[around > 0]
        if len(around):  # a crumb that a sea line cut off
            seas[box_][part] = np.bincount(around).argmax()
        elif size[i] > 150:
            seas[box_][part] = ID['(lake)']
        else:  # a lagoon becomes land
            land = labels[box_][ring]
            labels[box_][part] = np.bincount(land[land > 0]).argmax()
            sea[box_][part] = False
    return np.where(sea, nearest(seas, (seas > 0) & sea), labels).astype(np.uint8)


def partition(path):
    """The raster, and where in it is water that counts as land (straits)."""
    labels = rasterise(path)
    cut_by_hand(labels)
    land = smooth_land(labels)
    labels = np.where(land, nearest(labels, labels > 0), 0).astype(np.uint8)
    labels = smooth_borders(labels, land, 0.7 * S)
    remove_crumbs(labels)
    straits = np.zeros_like(land)
    for area, polygon in spec.FILLS:
        mask = mask_of(polygon) & (labels == 0)
        labels[mask] = ID[area]
        straits |= mask
    return divide_seas(labels), straits
