# SPDX-License-Identifier: GPL-3.0-or-later
"""From the raster to lines: every line between two areas once, smoothed and simplified."""
from collections import defaultdict

import numpy as np
from scipy.ndimage import gaussian_filter1d
from shapely.geometry import LineString

import partition as P

STRAITS = {'DEN': 240, 'CON': 241}  # the water inside these
FRAME = 255
SMOOTHING = {'coast': 0.55, 'border': 1.0, 'sea': 3.0, 'strait': 1.5, 'frame': 0}
TOLERANCE = {'coast': 0.16, 'border': 0.16, 'sea': 0.12, 'strait': 0.15, 'frame': 0.01}


def edges_of(labels):
    """Corner -> [(neighbouring corner, label left, label right)] along the edges between labels."""
    height, width = labels.shape
    padded = np.full((height + 2, width + 2), FRAME, np.uint8)
    padded[1:-1, 1:-1] = labels
    edges = defaultdict(list)
    ys, xs = np.nonzero(padded[:-1, :] != padded[1:, :])
    for y, x in zip((ys + 1).tolist(), xs.tolist()):
        a, b = (y, x), (y, x + 1)
        up, down = int(padded[y - 1, x]), int(padded[y, x])
        edges[a].append((b, up, down))
        edges[b].append((a, down, up))
    ys, xs = np.nonzero(padded[:, :-1] != padded[:, 1:])
    for y, x in zip(ys.tolist(), (xs + 1).tolist()):
        a, b = (y, x), (y + 1, x)
        left, right = int(padded[y, x - 1]), int(padded[y, x])
        edges[a].append((b, right, left))
        edges[b].append((a, left, right))
    return edges


def trace(labels):
    """[(points, label left, label right, is a closed ring)]."""
    edges = edges_of(labels)
    nodes = [c for c, out in edges.items() if len(out) != 2]
    node_set = set(nodes)
    used = set()

    def walk(a, b):
        points = [a, b]
        used.update(((a, b), (b, a)))
        while b not in node_set:
            c = next(e for e in edges[b] if e[0] != a)[0]
            if (b, c) in used:
                break
            used.update(((b, c), (c, b)))
            points.append(c)
            a, b = b, c
            if c == points[0]:
                break
        return points

    arcs = []
    for start in nodes + list(edges):  # then what is left: rings without a node
        for end, left, right in edges[start]:
            if (start, end) not in used:
                arcs.append((walk(start, end), left, right))
    return [(np.array([(x - 1, y - 1) for y, x in points], float) / P.S, left, right,
             points[0] == points[-1] and points[0] not in node_set) for points, left, right in arcs]


def smooth(points, closed, sigma):
    if len(points) < 4 or not sigma:
        return points
    sigma = sigma * P.S
    if closed:
        q = points[:-1]
        sigma = min(sigma, len(q) / 8)
        g = np.stack([gaussian_filter1d(q[:, k], sigma, mode='wrap') for k in (0, 1)], 1)
        return np.vstack([g, g[:1]])
    sigma = min(sigma, len(points) / 5)
    n = min(len(points) - 1, int(4 * sigma) + 1)
    before = 2 * points[0] - points[1:n + 1][::-1]  # mirrored at the ends, which must not move
    after = 2 * points[-1] - points[-n - 1:-1][::-1]
    q = np.vstack([before, points, after])
    g = np.stack([gaussian_filter1d(q[:, k], sigma) for k in (0, 1)], 1)[n:n + len(points)]
    g[0] = points[0]
    g[-1] = points[-1]
    return g


def kind_of(left, right):
    is_strait = lambda i: i in STRAITS.values()
    is_water = lambda i: is_strait(i) or (i < 200 and P.NAMES[i] in P.SEAS + ['(lake)'])
    if FRAME in (left, right):
        return 'frame'
    if is_water(left) != is_water(right):
        return 'coast'
    if is_water(left):
        return 'strait' if is_strait(left) or is_strait(right) else 'sea'
    return 'border'


def lines(labels, straits):
    """[{kind, left, right, points}]; '~' after a name: the water in that province, '#': the frame."""
    labels = labels.copy()
    for name, i in STRAITS.items():
        labels[(labels == P.ID[name]) & straits] = i
    special = {i: name + '~' for name, i in STRAITS.items()} | {FRAME: '#'}
    name_of = lambda i: special.get(i) or P.NAMES[i]
    out = []
    for points, left, right, closed in trace(labels):
        kind = kind_of(left, right)
        fine = smooth(points, closed, SMOOTHING[kind])
        s = fine
        if len(fine) > 2:
            s = np.array(LineString(fine).simplify(TOLERANCE[kind], preserve_topology=False).coords)
        if closed and len(s) < 4:
            s = np.vstack([fine[::max(1, len(fine) // 6)], fine[-1:]])
        out.append({'kind': kind, 'left': name_of(left), 'right': name_of(right),
                    'points': np.round(s, 2)})
    return out
