// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chances/chances_view.h"

#include "ui/chances/chance_plot.h"
#include "ui/navigator.h"
#include "ui/phase_text.h"
#include "ui/powers.h"
#include "ui/window_colors.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace concert {

ChancesView::ChancesView(Navigator *navigator, Requests *requests, QWidget *parent)
    : QWidget(parent), navigator_(navigator), requests_(requests)
{
    setObjectName(u"chancesView"_s);
    headline_ = new QLabel(this);
    headline_->setObjectName(u"chancesHeadline"_s);
    headline_->setTextFormat(Qt::PlainText);
    headline_->setWordWrap(true);
    headline_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont strong = font();
    strong.setBold(true);
    headline_->setFont(strong);
    remark_ = new QLabel(this);
    remark_->setTextFormat(Qt::PlainText);
    remark_->setForegroundRole(QPalette::PlaceholderText);
    save_ = new QPushButton(tr("&Save picture…"), this);
    save_->setObjectName(u"saveChances"_s);
    save_->setToolTip(tr("Write the curves as PNG or SVG"));
    empty_ = new QLabel(tr("What each power may hope for is shown here, phase by phase, as soon as "
                           "a match begins."),
                        this);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    empty_->setForegroundRole(QPalette::PlaceholderText);
    plot_ = new ChancePlot(this);
    plot_->setAccessibleName(tr("Each power's chances by phase"));
    pages_ = new QStackedWidget(this);
    pages_->addWidget(empty_);
    pages_->addWidget(plot_);

    auto *top = new QHBoxLayout;
    top->addWidget(headline_, 1);
    top->addWidget(remark_);
    top->addWidget(save_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addWidget(pages_, 1);

    connect(navigator_, &Navigator::logChanged, this, &ChancesView::onLogChanged);
    connect(navigator_, &Navigator::playheadChanged, this, &ChancesView::onPlayhead);
    connect(requests_, &Requests::chancesFound, this, &ChancesView::onChances);
    connect(plot_, &ChancePlot::columnClicked, this, &ChancesView::goTo);
    connect(plot_, &ChancePlot::columnHovered, this, &ChancesView::onHovered);
    connect(save_, &QPushButton::clicked, this, &ChancesView::askForFile);
    onLogChanged();
}

QString ChancesView::headline() const
{
    return headline_->text();
}

void ChancesView::onLogChanged()
{
    if (log_)
        disconnect(log_, nullptr, this, nullptr);
    log_ = navigator_->log();
    if (log_)
        connect(log_, &MatchLog::appended, this, &ChancesView::onAppended);
    picture_ = {};
    asked_.clear();
    onAppended();
}

void ChancesView::onAppended()
{
    const qsizetype before = picture_.columns.size();
    addColumns();
    if (picture_.columns.size() == before && before > 0)
        return;
    showPicture();
    ask(); // as many as the plot has places for
}

bool ChancesView::endsOnABoard() const
{
    const MatchEnded *end =
        log_ && log_->hasEnded() ? log_->at(log_->size() - 1).as<MatchEnded>() : nullptr;
    return end != nullptr && !log_->phases().isEmpty() &&
           log_->phases().last().phase < end->position->phase;
}

void ChancesView::addColumns()
{
    if (!log_)
        return;
    for (qsizetype i = picture_.columns.size(); i < log_->phases().size(); ++i)
        picture_.columns << ChancePicture::Column{log_->phases()[i].phase, std::nullopt};
    if (endsOnABoard() && picture_.columns.size() == log_->phases().size())
        picture_.columns << ChancePicture::Column{
            log_->at(log_->size() - 1).as<MatchEnded>()->position->phase, std::nullopt};
}

/// What was asked for last comes first: so the newest after older ones, and the playhead's at the
/// end. In a match of more phases than places for them, only as many as can be told apart; the
/// others when somebody points at them or goes there.
void ChancesView::ask()
{
    if (!isVisible())
        return;
    const qsizetype columns = picture_.columns.size();
    const qsizetype step = plot_->columnsAPlace();
    asked_.resize(columns, false);
    for (qsizetype column = 0; column < columns; ++column) {
        if ((column % step == 0 || column == columns - 1) && !asked_[column])
            askFor(column);
    }
    const qsizetype marked = markedColumn();
    if (marked >= 0 && marked < columns && !picture_.columns[marked].chances)
        askFor(marked);
}

void ChancesView::askFor(qsizetype column)
{
    asked_[column] = true;
    requests_->findChances(column);
}

void ChancesView::onHovered(qsizetype column)
{
    if (column >= 0 && column < asked_.size() && !asked_[column])
        askFor(column);
}

void ChancesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void ChancesView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    ask(); // there may be room for more
}

void ChancesView::onPlayhead()
{
    if (picture_.marked == markedColumn())
        return;
    ask();
    showPicture();
}

void ChancesView::onChances(qsizetype phase, const PhaseChances &chances)
{
    if (phase < 0 || phase >= picture_.columns.size())
        return;
    picture_.columns[phase].chances = chances;
    showPicture();
}

qsizetype ChancesView::markedColumn() const
{
    if (!log_)
        return -1;
    const qsizetype playhead = navigator_->playhead();
    if (playhead >= 0 && endsOnABoard() && playhead == log_->size() - 1)
        return log_->phases().size();
    return navigator_->phaseIndex();
}

void ChancesView::goTo(qsizetype column)
{
    if (!log_)
        return;
    if (column < log_->phases().size())
        navigator_->goToPhase(column);
    else
        navigator_->goTo(log_->size() - 1);
}

void ChancesView::showPicture()
{
    picture_.marked = markedColumn();
    pages_->setCurrentWidget(picture_.columns.isEmpty() ? static_cast<QWidget *>(empty_) : plot_);
    save_->setEnabled(!picture_.columns.isEmpty());
    plot_->setPicture(picture_);
    QString text;
    int games = 0;
    if (picture_.marked >= 0 && picture_.marked < picture_.columns.size()) {
        const ChancePicture::Column &column = picture_.columns[picture_.marked];
        if (column.chances) {
            games = column.chances->games;
            std::array<Power, powerCount> powers = allPowers;
            std::partial_sort(powers.begin(), powers.begin() + 2, powers.end(),
                              [&](Power a, Power b) {
                                  return column.chances->of(a).share > column.chances->of(b).share;
                              });
            const auto chance = [&](Power power) { // stays on one line
                return QString(powerDisplayName(power) % u' ' %
                               shareText(column.chances->of(power).share))
                    .replace(u' ', QChar::Nbsp);
            };
            text = tr("%1: best chances %2, then %3")
                       .arg(phaseDisplayName(column.phase), chance(powers[0]), chance(powers[1]));
        } else {
            text = tr("%1: chances are being worked out…").arg(phaseDisplayName(column.phase));
        }
    }
    headline_->setText(text);
    plot_->setAccessibleDescription(plot_->tipText(picture_.marked));
    remark_->setText(games == 0 ? QString()
                                : tr("%Ln short game(s) from each phase", nullptr, games));
    remark_->setToolTip(
        tr("Concert plays on from each phase, all powers by a quick player that knows nothing of "
           "treaties, for two years. A power's share is 1 if it wins alone, otherwise its centres "
           "squared over the sum of all squares; the bands are two standard errors wide on each "
           "side."));
}

void ChancesView::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Save picture"), {},
                                   tr("PNG images (*.png);;SVG drawings (*.svg)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"png"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(u"svg"_s) ? u"svg"_s : u"png"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QString error;
        if (plot_->exportTo(path, &error))
            Q_EMIT written(path);
        else
            Q_EMIT failed(error);
    });
    dialog->open();
}

} // namespace concert
