# SPDX-License-Identifier: GPL-3.0-or-later
"""From longitude and latitude to the board: Lambert's azimuthal equal-area projection, with the middle
and the crowded places enlarged and the far north compressed."""
import math

import numpy as np

WIDTH, HEIGHT = 1600, 1200  # board units
LON0, LAT0 = 14.0, 50.0
FOCUS_X, FOCUS_Y = -120.0, -250.0  # km; where the enlargement is greatest, from the projection's centre
STRENGTH = 1300.0  # km; smaller: stronger
NORTH, NORTH_SCALE, NORTH_EASE = 350.0, 0.78, 300.0  # north of this (km from the focus) heights shrink
SCALE = 0.392  # board units a km
CENTER_X, CENTER_Y = 778, 716  # the focus on the board
# longitude, latitude, gain, km: Britain, Italy, the southern Balkans, the German Bight, the Straits
LENSES = [(-2.8, 55.0, 0.62, 430.0), (12.3, 42.6, 0.22, 330.0), (21.0, 41.2, 0.22, 380.0),
          (8.0, 54.0, 0.16, 330.0), (29.5, 40.2, 0.15, 330.0)]


def equal_area(lon, lat):
    lam = np.radians(np.asarray(lon, float) - LON0)
    phi = np.radians(np.asarray(lat, float))
    p0 = math.radians(LAT0)
    k = np.sqrt(2 / (1 + np.sin(p0) * np.sin(phi) + np.cos(p0) * np.cos(phi) * np.cos(lam)))
    x = 6371 * k * np.cos(phi) * np.sin(lam) - FOCUS_X
    y = 6371 * k * (np.cos(p0) * np.sin(phi) - np.sin(p0) * np.cos(phi) * np.cos(lam)) - FOCUS_Y
    return x, y


LENS_PLACES = [(*equal_area(lon, lat), gain, reach) for lon, lat, gain, reach in LENSES]


def project(lon, lat):
    x, y = equal_area(lon, lat)
    dx = 0 * x
    dy = 0 * y
    for cx, cy, gain, reach in LENS_PLACES:
        e = gain * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * reach * reach))
        dx = dx + e * (x - cx)
        dy = dy + e * (y - cy)
    x = x + dx
    y = y + dy
    r = np.hypot(x, y) + 1e-9
    f = STRENGTH * np.arcsinh(r / STRENGTH) / r
    x = x * f
    y = y * f
    t = np.maximum(y - NORTH, 0)
    y = y - (1 - NORTH_SCALE) * (t - NORTH_EASE * (1 - np.exp(-t / NORTH_EASE)))
    return CENTER_X + SCALE * x, CENTER_Y - SCALE * y


def densify(points, step=0.25):
    """Points at least every step degrees, so that straight lines bend with the projection."""
    out = []
    for (x0, y0), (x1, y1) in zip(points[:-1], points[1:]):
        span = max(abs(x1 - x0) * math.cos(math.radians((y0 + y1) / 2)), abs(y1 - y0))
        n = max(1, int(math.ceil(span / step)))
        for i in range(n):
            out.append((x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n))
    out.append(points[-1])
    return out


def graticule():
    """Meridians and parallels every ten degrees, as far as they run near the board."""
    lines = [[(lon, 20 + i * 2) for i in range(30)] for lon in range(-50, 100, 10)]
    lines += [[(-60 + i * 4, lat) for i in range(40)] for lat in range(30, 80, 10)]
    out = []
    for line in lines:
        run = []
        for x, y in zip(*project([p[0] for p in line], [p[1] for p in line])):
            if -60 < x < WIDTH + 60 and -60 < y < HEIGHT + 60:
                run.append((float(x), float(y)))
            else:
                out.append(run)
                run = []
        out.append(run)
    return [run for run in out if len(run) > 1]
