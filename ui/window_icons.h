// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace concert {

enum class WindowIcon {
    First,
    Previous,
    Play,
    Pause,
    Stop,
    Step,
    StopAfter,
    Next,
    Last,
    Live,
    Start,
    NewMatch,
    Open,
    Close,
    Down,
    Return,
    ZoomIn,
    ZoomOut,
    Fit
};

/// A drawn icon that takes its colour from the application's palette each time it is painted, so
/// that it is right in light and dark, at any size and pixel ratio.
QIcon drawnIcon(WindowIcon icon);

} // namespace concert
