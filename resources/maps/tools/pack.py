# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the board's picture in the form the application reads (see ../README.md).

Each line of the picture stands in the file once, as an arc: a border is drawn for two provinces, and a
province is a set of rings of arcs. Coordinates are tenths of a board unit, each point after the first as
its difference to the one before."""
import json
from collections import defaultdict


def tenths(points):
    """Whole tenths of a board unit, repeated points left out."""
    out = []
    for x, y in points:
        p = (round(x * 10), round(y * 10))
        if not out or out[-1] != p:
            out.append(p)
    return out


def deltas(points):
    out = [*points[0]]
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        out += [x1 - x0, y1 - y0]
    return out


def rings(arcs, chosen):
    """Chains the chosen arcs to closed rings: lists of arc numbers from 1, negative: backwards."""
    ends = defaultdict(list)
    out, used = [], set()
    for i in chosen:
        p = arcs[i]['points']
        if p[0] == p[-1]:
            out.append([i + 1])
            used.add(i)
        else:
            ends[p[0]].append(i)
            ends[p[-1]].append(i)
    for i in chosen:
        if i in used:
            continue
        used.add(i)
        ring, start, end = [i + 1], arcs[i]['points'][0], arcs[i]['points'][-1]
        while end != start:
            j = next(k for k in ends[end] if k not in used)
            used.add(j)
            forwards = arcs[j]['points'][0] == end
            ring.append(j + 1 if forwards else -(j + 1))
            end = arcs[j]['points'][-1 if forwards else 0]
        out.append(ring)
    return out


def pack(board, arcs, provinces, graticule):
    """arcs: [{kind, left, right, points}], '~' after a name: the water inside that province; their points
    are rounded to tenths. provinces: {id: {kind, name, anchors}}; graticule: polylines."""
    for arc in arcs:
        arc['points'] = tenths([(round(float(x), 1), round(float(y), 1)) for x, y in arc['points']])
    result = {'board': board, 'source': 'Natural Earth 1:10m Admin-1 v4.1.0 (public domain)',
              'arcs': [{'kind': a['kind'], 'left': a['left'], 'right': a['right'],
                        'points': deltas(a['points'])} for a in arcs],
              'provinces': {}}
    for name, province in provinces.items():
        whole = [i for i, a in enumerate(arcs)
                 if (a['left'].rstrip('~') == name) != (a['right'].rstrip('~') == name)]
        entry = {**province, 'rings': rings(arcs, whole)}
        water = [i for i, a in enumerate(arcs) if (a['left'] == name + '~') != (a['right'] == name + '~')]
        if water:
            entry['water'] = rings(arcs, water)
        result['provinces'][name] = entry
    result['graticule'] = [deltas(tenths(line)) for line in graticule]
    return result


def bands(glow):
    return [{'width': width, 'rings': [deltas(tenths(ring)) for ring in rings_]} for width, rings_ in glow]


def write(path, picture):
    """One arc, province or band a line: small, and a change shows in a diff."""
    compact = lambda v: json.dumps(v, ensure_ascii=False, separators=(',', ':'))
    out = []
    for key, value in picture.items():
        if isinstance(value, list) and value and not isinstance(value[0], int):
            body = '[\n' + ',\n'.join(map(compact, value)) + '\n]'
        elif isinstance(value, dict):
            body = '{\n' + ',\n'.join(f'{compact(k)}:{compact(v)}' for k, v in value.items()) + '\n}'
        else:
            body = compact(value)
        out.append(f'"{key}":{body}')
    with open(path, 'w', encoding='utf-8') as f:
        f.write('{\n' + ',\n'.join(out) + '\n}\n')
