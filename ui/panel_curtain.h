// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QDockWidget;

namespace concert {

/// Hides what a panel holds while the panel stands behind another's tab. For Qt such a dock is
/// visible, only moved out of the window: what it holds would go on working, and Tab would lead
/// into it. With this, isVisible(), showEvent() and the keyboard's way are what one sees.
class PanelCurtain : public QObject {
    Q_OBJECT

public:
    /// Owned by \a dock, which has its widget already.
    explicit PanelCurtain(QDockWidget *dock);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool canBeSeen() const;

    QDockWidget *dock_;
};

} // namespace concert
