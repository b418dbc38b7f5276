# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds places for units, dislodged units, supply centres, names and coasts, so that no two boxes meet and
arrows between neighbours can be seen: simulated annealing, then a polish. The same seed, the same places."""
import math
import random

import numpy as np
from scipy import ndimage as ndi

import partition as P
import spec
from projection import HEIGHT, WIDTH, project

Q = 2  # samples a board unit
# Room that must stay free of others (a unit with its hold ring), and what must lie inside the province.
SIZE = {'unit': (33, 31), 'dislodged': (28, 26), 'center': (13, 13), 'label': (31, 12), 'sea label': (40, 15),
        'coast label': (15, 9)}
INSIDE = {'unit': (25, 19), 'dislodged': (22, 17)}
OUTSIDE_COST = {'unit': 80, 'dislodged': 40, 'center': 90, 'label': 90, 'sea label': 90, 'coast label': 30}
COAST_UNIT_COST = 60
SHORTEST_ARROW = 52
ROUNDS = 400000


class Slot:
    """Something to place. wish: a point, or the kind of slot it should stay near; pull: how strongly."""

    def __init__(self, area, kind, wish, pull, coast=None):
        self.area, self.kind, self.wish, self.pull, self.coast = area, kind, wish, pull, coast
        self.width, self.height = SIZE[kind]
        self.x = self.y = 0
        self.outside_cost = COAST_UNIT_COST if kind == 'unit' and coast else OUTSIDE_COST[kind]

    def overlap(self, x, y, other, margin):
        w = min(x + self.width / 2, other.x + other.width / 2) - max(x - self.width / 2, other.x - other.width / 2)
        h = min(y + self.height / 2, other.y + other.height / 2) - max(y - self.height / 2, other.y - other.height / 2)
        w, h = w + margin, h + margin
        return w * h if w > 0 and h > 0 else 0.0


class Placement:
    def __init__(self, labels, straits, arcs, seed):
        self.random = random.Random(seed)
        self.labels = labels[::P.S // Q, ::P.S // Q]
        self.straits = straits[::P.S // Q, ::P.S // Q]
        self.areas = P.LAND + P.SEAS
        self.integral, self.box, self.pole = {}, {}, {}
        for name in self.areas:
            self.measure(name)
        self.slots = []
        for name in self.areas:
            self.add_slots(name)
        of = {name: [s for s in self.slots if s.area == name] for name in self.areas}
        next_to = {name: set() for name in self.areas}
        for arc in arcs:
            a, b = arc['left'][:3], arc['right'][:3]
            if a in of and b in of:
                next_to[a].add(b)
                next_to[b].add(a)
        self.of = of
        self.near = {n: [s for m in sorted({n} | next_to[n]) for s in of[m]] for n in of}
        self.near_units = {n: [s for m in sorted(next_to[n]) for s in of[m] if s.kind == 'unit'] for n in of}

    def measure(self, name):
        """Sums to look up how much of a box is inside, and the point farthest from the edge."""
        whole = self.labels == P.ID[name]
        weight = whole.astype(np.float32)
        weight[self.straits & whole] = 0.55
        self.integral[name] = np.pad(weight.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
        s = ndi.find_objects(whole.astype(int))[0]
        self.box[name] = (s[1].start / Q, s[0].start / Q, s[1].stop / Q, s[0].stop / Q)
        dry = np.pad(whole[s], 1)
        dry[1:-1, 1:-1] &= ~self.straits[s]
        d = ndi.distance_transform_edt(dry)
        k = np.unravel_index(d.argmax(), d.shape)
        self.pole[name] = ((k[1] - 1) / Q + self.box[name][0], (k[0] - 1) / Q + self.box[name][1])

    def add_slots(self, name):
        on_board = lambda place: tuple(float(v[0]) for v in project([place[0]], [place[1]]))
        add = lambda *args: self.slots.append(Slot(name, *args))
        sea = name in P.SEAS
        hint = spec.ANCHOR_HINT.get(name)
        x, y = hint or self.pole[name]
        add('unit', (x, y + (9 if sea else 8)), 1.0 if hint else 0.25)
        add('sea label' if sea else 'label', (x, y - 15), 0.22)
        add('dislodged', 'unit', 0.35)
        if name in spec.CENTRES:
            add('center', on_board(spec.CENTRES[name]), 0.5)
        for coast, place in spec.COASTS.items():
            if coast[:3] == name:
                add('unit', on_board(place), 1.2, coast)
                add('dislodged', 'unit', 0.35, coast)
                add('coast label', 'unit', 0.5, coast)

    def inside(self, name, x0, y0, x1, y1):
        """The part of a box that lies in the area."""
        height, width = self.labels.shape
        x0, y0, x1, y1 = [int(round(v * Q)) for v in (x0, y0, x1, y1)]
        size = (x1 - x0) * (y1 - y0)
        x0, x1 = (max(0, min(width, v)) for v in (x0, x1))
        y0, y1 = (max(0, min(height, v)) for v in (y0, y1))
        if x1 <= x0 or y1 <= y0:
            return 0.0
        i = self.integral[name]
        return float(i[y1, x1] - i[y0, x1] - i[y1, x0] + i[y0, x0]) / size

    def cost(self, s, x, y):
        w, h = s.width / 2 + 1, s.height / 2 + 1
        iw, ih = (v / 2 + 1 for v in INSIDE.get(s.kind, (s.width, s.height)))
        cost = s.outside_cost * (1 - self.inside(s.area, x - iw, y - ih, x + iw, y + ih))
        if x - w < 14 or y - h < 14 or x + w > WIDTH - 14 or y + h > HEIGHT - 14:
            cost += 200  # the frame
        wish = s.wish
        if isinstance(wish, str):
            wish = next((t.x, t.y) for t in self.of[s.area] if t.kind == wish and t.coast == s.coast)
        cost += s.pull * math.hypot(x - wish[0], y - wish[1])
        for other in self.near[s.area]:
            if other is not s:
                overlap = s.overlap(x, y, other, 1.5)
                if overlap:
                    cost += 20 + 2.5 * overlap
        if s.kind == 'unit':
            for other in self.near_units[s.area]:
                arrow = math.hypot(x - other.x, y - other.y)
                if arrow < SHORTEST_ARROW:
                    cost += 0.8 * (SHORTEST_ARROW - arrow)
        return cost

    def run(self):
        for s in self.slots:
            s.x, s.y = self.pole[s.area] if isinstance(s.wish, str) else s.wish
        hot, cold = 12.0, 0.15
        for i in range(ROUNDS):
            self.try_move(hot * (cold / hot) ** (i / ROUNDS), 3 + 25 * (1 - i / ROUNDS))
        for _ in range(6):
            for s in self.slots:
                self.polish(s)
        return self.slots

    def try_move(self, heat, reach):
        s = self.slots[self.random.randrange(len(self.slots))]
        x0, y0, x1, y1 = self.box[s.area]
        if self.random.random() < 0.25:
            x, y = self.random.uniform(x0, x1), self.random.uniform(y0, y1)
        else:
            x, y = s.x + self.random.gauss(0, reach), s.y + self.random.gauss(0, reach)
        x, y = round(x * 2) / 2, round(y * 2) / 2
        if x0 - 10 <= x <= x1 + 10 and y0 - 10 <= y <= y1 + 10:
            worse = self.cost(s, x, y) - self.cost(s, s.x, s.y)
            if worse < 0 or self.random.random() < math.exp(-worse / heat):
                s.x, s.y = x, y

    def polish(self, s):
        best, bx, by = self.cost(s, s.x, s.y), s.x, s.y
        for dx in range(-6, 7):
            for dy in range(-6, 7):
                cost = self.cost(s, s.x + dx, s.y + dy)
                if cost < best - 1e-6:
                    best, bx, by = cost, s.x + dx, s.y + dy
        s.x, s.y = bx, by


def overlaps(slots):
    return [(a.area, a.kind, b.area, b.kind) for i, a in enumerate(slots) for b in slots[i + 1:]
            if a.overlap(a.x, a.y, b, 0) > 0.5]
