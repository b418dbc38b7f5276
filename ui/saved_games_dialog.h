// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/saved_games_file.h"

#include <QDialog>

class QPushButton;
class QTreeView;

namespace concert {

/// The games of a file with several, to choose one from: beside the window, not in its way.
class SavedGamesDialog : public QDialog {
    Q_OBJECT

public:
    SavedGamesDialog(const QString &path, const SavedGameList &games, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QString &path, int number);

private:
    void showWhatCanBeOpened();
    void openCurrent();

    QString path_;
    QTreeView *view_;
    QPushButton *open_ = nullptr;
};

} // namespace concert
