// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QScrollBar;

namespace concert {

class MatchLog;
class Navigator;
class TimelineLegend;
class TimelineView;

/// The timeline with what belongs around it: what was measured, zoom, scroll bar, legend.
class TimelinePanel : public QWidget {
    Q_OBJECT

public:
    explicit TimelinePanel(Navigator *navigator, QWidget *parent = nullptr);

    TimelineView *view() const { return view_; }
    /// While \a running, calls without an end last until \a nowMicroseconds.
    void setClock(qint64 nowMicroseconds, bool running);
    void setOver(bool over); ///< see TimelineView

Q_SIGNALS:
    void callClicked(int span); ///< it was selected here, by the user

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showTotals();
    void showScroll();

    Navigator *navigator_;
    TimelineView *view_;
    QLabel *totals_;
    QScrollBar *scroll_;
    TimelineLegend *legend_;
};

} // namespace concert
