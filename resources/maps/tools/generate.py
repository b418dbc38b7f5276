#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""generate.py world_map.gpkg standard.json: builds the board's picture (see ../README.md). Three minutes."""
import sys

from shapely.geometry import Polygon
from shapely.ops import unary_union

import anchors
import pack
import partition as P
import spec
import trace
from projection import HEIGHT, WIDTH, graticule

ANCHOR_SEED = 7  # the best of several
GLOW = (15, 10.5, 6.5, 3)  # widths of the light bands along the coasts


def kind_of(name, arcs):
    if name in P.SEAS:
        return 'sea'
    if name not in P.LAND:
        return 'impassable' if name == 'SWI' else 'decor'
    around = {a[b] for a in arcs for b, c in (('left', 'right'), ('right', 'left')) if a[c].rstrip('~') == name}
    return 'coast' if around & set(P.SEAS) else 'inland'


def anchor_points(slots, name):
    points = {}
    for s in slots:
        if s.area == name:
            kind = 'label' if s.kind.endswith('label') else s.kind
            points[kind + (s.coast[3:].lower() if s.coast else '')] = [s.x, s.y]
    return points


def polygon_of(arcs, numbers):
    ring = []
    for n in numbers:
        points = arcs[abs(n) - 1]['points']
        ring += points if n > 0 else points[::-1]
    return Polygon([(x / 10, y / 10) for x, y in ring])


def land_of(arcs):
    """All dry land: the rings of every area that is not water."""
    dry = [name for name in P.LAND] + ['SWI', '-']
    shapes = []
    for name in dry:
        numbers = [i for i, a in enumerate(arcs) if (a['left'] == name) != (a['right'] == name)]
        whole = Polygon()
        rings = [polygon_of(arcs, r).buffer(0) for r in pack.rings(arcs, numbers)]
        for ring in sorted(rings, key=lambda p: -p.area):
            whole = whole.symmetric_difference(ring)
        shapes.append(whole)
    return unary_union(shapes)


def glow_bands(land):
    # Ready-made: stroking the whole coast that wide costs QPainter seconds, filling a shape does not.
    for width in GLOW:
        band = land.simplify(.5).buffer(width, resolution=4).simplify(.3)
        parts = band.geoms if hasattr(band, 'geoms') else [band]
        yield width, [list(r.coords) for p in parts for r in (p.exterior, *p.interiors)]


def main(source, target):
    labels, straits = P.partition(source)
    arcs = trace.lines(labels, straits)
    slots = anchors.Placement(labels, straits, arcs, ANCHOR_SEED).run()
    print('boxes that meet:', anchors.overlaps(slots) or 'none')
    provinces = {}
    for name in P.LAND + P.SEAS + ['SWI', '-', '(lake)']:
        provinces[name] = {'kind': kind_of(name, arcs), 'name': spec.NAMES.get(name, '')}
        points = anchor_points(slots, name)
        if points:
            provinces[name]['anchors'] = points
    picture = pack.pack([WIDTH, HEIGHT], arcs, provinces, graticule())
    picture['glow'] = pack.bands(glow_bands(land_of(arcs)))
    pack.write(target, picture)


if __name__ == '__main__':
    main(*sys.argv[1:])
