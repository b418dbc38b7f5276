// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>

class QDockWidget;

namespace concert {

/// Shows and hides a panel. In a menu it is checked while the panel can be seen, and says what it
/// says. Its keys lead to the panel: they bring it to the front and put the keyboard there; only
/// pressed once more, there, they hide it.
class PanelAction : public QAction {
    Q_OBJECT

public:
    /// Owned by \a dock.
    PanelAction(QDockWidget *dock, const QKeySequence &keys);

    /// The keyboard stays where it is, unless that is hidden thereby: then it comes along.
    void bringToFront();

protected:
    bool event(QEvent *event) override;

private:
    void show();
    void goToOrHide();

    QDockWidget *dock_;
};

} // namespace concert
