// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chances/chance_picture.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace concert {

class ChancePlot;
class Navigator;
class Requests;

/// What each power may hope for, phase by phase: curves of the shares of the game with their
/// errors. Asks for what is not known while it can be seen, the playhead's phase first, then the
/// newest. A click goes to the phase.
class ChancesView : public QWidget {
    Q_OBJECT

public:
    /// \a navigator and \a requests must outlive it.
    ChancesView(Navigator *navigator, Requests *requests, QWidget *parent = nullptr);

    QString headline() const;
    ChancePlot *plot() const { return plot_; }

Q_SIGNALS:
    void written(const QString &path);
    void failed(const QString &problem); ///< a sentence for the user

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void onLogChanged();
    void onAppended();
    void onPlayhead();
    void onChances(qsizetype phase, const PhaseChances &chances);
    void goTo(qsizetype column);
    /// Columns for all phases of the log, and for the board that it ended with.
    void addColumns();
    void ask();
    void askFor(qsizetype column);
    void onHovered(qsizetype column);
    void showPicture();
    void askForFile();
    qsizetype markedColumn() const;
    bool endsOnABoard() const;

    Navigator *navigator_;
    Requests *requests_;
    QPointer<const MatchLog> log_;
    ChancePicture picture_;
    QList<bool> asked_; ///< by column: it was asked for

    QLabel *headline_ = nullptr;
    QLabel *remark_ = nullptr;
    QPushButton *save_ = nullptr;
    QStackedWidget *pages_ = nullptr;
    QLabel *empty_ = nullptr;
    ChancePlot *plot_ = nullptr;
};

} // namespace concert
