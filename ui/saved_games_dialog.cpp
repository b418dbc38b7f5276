// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/saved_games_dialog.h"

#include "ui/phase_text.h"
#include "ui/powers.h"
#include "ui/recent_match.h"
#include "ui/time_text.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int numberRole = Qt::UserRole + 1;

/// "S1901M": as the viewer writes it; other names as they are.
QString shownPhase(const QString &name)
{
    const auto phase = Phase::parse(name.toStdString());
    return phase ? phaseShortName(*phase) : name;
}

QString phasesOf(const SavedGameEntry &game)
{
    if (game.phases == 0)
        return SavedGamesDialog::tr("none");
    return SavedGamesDialog::tr("%1 – %2 (%3)")
        .arg(shownPhase(game.first), shownPhase(game.last))
        .arg(game.phases);
}

/// Who still had centers in the end, and how many, the strongest first.
QString powersOf(const SavedGameEntry &game)
{
    std::vector<Power> order(allPowers.begin(), allPowers.end());
    const auto centers = [&game](Power power) {
        return game.centers[static_cast<std::size_t>(indexOf(power))];
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](Power a, Power b) { return centers(a) > centers(b); });
    QStringList texts;
    for (const Power power : order) {
        if (centers(power) > 0)
            texts << u"%1 %2"_s.arg(powerDisplayName(power)).arg(centers(power));
    }
    return texts.join(u", "_s);
}

QList<QStandardItem *> rowOf(const SavedGameEntry &game)
{
    QStringList texts{
        game.id.isEmpty() ? SavedGamesDialog::tr("Game %1").arg(game.number) : game.id, game.map,
        game.date.isValid() ? momentText(game.date) : QString(), phasesOf(game), powersOf(game)};
    if (!game.problem.isEmpty())
        texts = {SavedGamesDialog::tr("Entry %1").arg(game.number), {}, {}, game.problem, {}};
    QList<QStandardItem *> row;
    for (const QString &text : std::as_const(texts)) {
        auto *item = new QStandardItem(text);
        item->setEditable(false);
        item->setEnabled(game.problem.isEmpty());
        item->setData(game.number, numberRole);
        item->setData(text.toHtmlEscaped(), Qt::ToolTipRole);
        row << item;
    }
    return row;
}

} // namespace

SavedGamesDialog::SavedGamesDialog(const QString &path, const SavedGameList &games, QWidget *parent)
    : QDialog(parent), path_(path), view_(new QTreeView(this))
{
    setObjectName(u"savedGamesDialog"_s);
    setWindowTitle(tr("Games of %1").arg(QFileInfo(path).fileName()));
    auto *model = new QStandardItemModel(0, 5, this);
    model->setHorizontalHeaderLabels(
        {tr("Game"), tr("Map"), tr("Date"), tr("Phases"), tr("Powers and their centres")});
    for (const SavedGameEntry &game : games.entries)
        model->appendRow(rowOf(game));
    auto *title = new QLabel(
        games.isWhole ? tr("This file holds several games. Which one is to be shown?")
                      : tr("This file holds more games than these %1. Which one is to be shown?")
                            .arg(games.entries.size()),
        this);
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    title->setBuddy(view_);
    view_->setObjectName(u"savedGames"_s);
    view_->setModel(model);
    view_->setRootIsDecorated(false);
    view_->setUniformRowHeights(true);
    view_->setAllColumnsShowFocus(true);
    view_->setAccessibleName(windowTitle());
    view_->header()->setStretchLastSection(true);
    for (int column = 0; column < model->columnCount(); ++column)
        view_->resizeColumnToContents(column);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel, this);
    open_ = buttons->button(QDialogButtonBox::Open);
    open_->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(title);
    layout->addWidget(view_, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 22);
    connect(view_, &QTreeView::activated, this, &SavedGamesDialog::openCurrent);
    connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &SavedGamesDialog::showWhatCanBeOpened);
    connect(buttons, &QDialogButtonBox::accepted, this, &SavedGamesDialog::openCurrent);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->item(row)->isEnabled()) {
            view_->setCurrentIndex(model->index(row, 0));
            break;
        }
    }
    view_->setFocus();
    showWhatCanBeOpened();
}

void SavedGamesDialog::showWhatCanBeOpened()
{
    const QModelIndex current = view_->currentIndex();
    open_->setEnabled(current.isValid() && current.flags().testFlag(Qt::ItemIsEnabled));
}

void SavedGamesDialog::openCurrent()
{
    if (!open_->isEnabled() || !isVisible()) // Return reaches the view, and then the button
        return;
    const int number = view_->currentIndex().data(numberRole).toInt();
    accept();
    Q_EMIT chosen(path_, number);
}

} // namespace concert
