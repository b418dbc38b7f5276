// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_welcome.h"

#include "ui/power_chip.h"
#include "ui/recent_match.h"
#include "ui/window_icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

constexpr int unfinishedRole = Qt::UserRole + 1;

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QScrollArea(parent), start_(new QPushButton(this)), resume_(new QPushButton(this)),
      recentTitle_(new QLabel(this)), recent_(new QListView(this)),
      matches_(new QStandardItemModel(this))
{
    setObjectName(u"welcomePage"_s);
    setUpStart();
    setUpRecent();
    auto *page = new QWidget;
    auto *column = new QWidget(page);
    column->setMaximumWidth(fontMetrics().averageCharWidth() * 64);
    auto *layout = new QVBoxLayout(column);
    layout->setSpacing(12);
    layout->addStretch(2);
    addIntroduction(layout);
    layout->addSpacing(8);
    layout->addWidget(start_);
    layout->addLayout(otherButtons());
    layout->addSpacing(8);
    layout->addWidget(recentTitle_);
    layout->addWidget(recent_);
    layout->addWidget(resume_, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    auto *row = new QHBoxLayout(page);
    row->addStretch(1);
    row->addWidget(column, 4);
    row->addStretch(1);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setWidget(page);
    for (QWidget *surface : {viewport(), page}) // in the window's colour
        surface->setAutoFillBackground(false);
    setFocusProxy(start_);
    setRecent({});
}

/// What this is.
void WelcomePage::addIntroduction(QVBoxLayout *layout)
{
    auto *title = new QLabel(u"Concert"_s, this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 2.4);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    title->setAlignment(Qt::AlignHCenter);

    auto *chips = new QHBoxLayout;
    chips->addStretch();
    for (const Power power : allPowers) {
        auto *chip = new QLabel(this);
        chip->setPixmap(powerChip(power).pixmap(QSize(22, 22), devicePixelRatio()));
        chips->addWidget(chip);
    }
    chips->addStretch();

    auto *sentence = new QLabel(
        tr("Seven language models play Diplomacy against each other, and you watch."), this);
    sentence->setTextFormat(Qt::PlainText);
    sentence->setWordWrap(true);
    sentence->setAlignment(Qt::AlignHCenter);
    layout->addWidget(title);
    layout->addLayout(chips);
    layout->addWidget(sentence);
}

void WelcomePage::setUpStart()
{
    start_->setText(tr("&Start a match"));
    start_->setIcon(drawnIcon(WindowIcon::Start));
    start_->setObjectName(u"welcomeStart"_s);
    start_->setToolTip(tr("With the settings' models; at first the built-in one plays all seven "
                          "powers, without any key"));
    QFont bold = start_->font();
    bold.setPointSizeF(bold.pointSizeF() * 1.2);
    bold.setWeight(QFont::DemiBold);
    start_->setFont(bold);
    start_->setMinimumHeight(44);
    connect(start_, &QPushButton::clicked, this, &WelcomePage::startClicked);
}

QHBoxLayout *WelcomePage::otherButtons()
{
    auto *setUp = new QPushButton(drawnIcon(WindowIcon::NewMatch), tr("&New match…"), this);
    auto *open = new QPushButton(drawnIcon(WindowIcon::Open), tr("&Open…"), this);
    for (QPushButton *button : {start_, setUp, open, resume_})
        button->setAutoDefault(true); // Enter presses it where it has the focus; this is no dialog
    connect(setUp, &QPushButton::clicked, this, &WelcomePage::newMatchClicked);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openClicked);
    auto *others = new QHBoxLayout;
    others->addWidget(setUp);
    others->addWidget(open);
    return others;
}

void WelcomePage::setUpRecent()
{
    resume_->setObjectName(u"welcomeResume"_s);
    resume_->setIcon(drawnIcon(WindowIcon::Play));
    resume_->setToolTip(tr("What was played is kept, and nothing of it is asked again"));
    connect(resume_, &QPushButton::clicked, this,
            [this] { Q_EMIT resumeClicked(unfinished().data(Qt::UserRole).toString()); });

    recentTitle_->setText(tr("Recent matches"));
    recentTitle_->setBuddy(recent_);
    recent_->setModel(matches_);
    recent_->setAccessibleName(tr("Recent matches"));
    recent_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    recent_->setWordWrap(true);
    recent_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    recent_->setResizeMode(QListView::Adjust);
    recent_->setMaximumHeight(recent_->fontMetrics().height() * 8);
    connect(recent_, &QListView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT recentChosen(index.data(Qt::UserRole).toString());
    });
    connect(recent_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &WelcomePage::showResume);
}

void WelcomePage::setRecent(const QList<RecentMatch> &matches)
{
    const QString chosen = recent_->currentIndex().data(Qt::UserRole).toString();
    matches_->setRowCount(static_cast<int>(matches.size()));
    QModelIndex current;
    for (int row = 0; row < matches.size(); ++row) {
        const RecentMatch &match = matches[row];
        auto *item = matches_->item(row);
        if (item == nullptr)
            matches_->setItem(row, item = new QStandardItem);
        item->setText(match.text);
        item->setData(match.path, Qt::UserRole);
        item->setData(match.isUnfinished, unfinishedRole);
        item->setData(pathTip(match.path), Qt::ToolTipRole);
        if (match.path == chosen)
            current = item->index();
    }
    recent_->setCurrentIndex(current);
    recentTitle_->setVisible(!matches.isEmpty());
    recent_->setVisible(!matches.isEmpty());
    showResume();
}

/// The one that is chosen, if it can go on, or else the newest that can.
QModelIndex WelcomePage::unfinished() const
{
    const QModelIndex current = recent_->currentIndex();
    if (current.data(unfinishedRole).toBool())
        return current;
    for (int row = 0; row < matches_->rowCount(); ++row) {
        if (const QModelIndex index = matches_->index(row, 0); index.data(unfinishedRole).toBool())
            return index;
    }
    return {};
}

void WelcomePage::showResume()
{
    const QModelIndex index = unfinished();
    resume_->setVisible(index.isValid());
    const QString when = index.data().toString().section(u" · "_s, 0, 0);
    resume_->setText(tr("&Resume the match of %1").arg(when));
}

} // namespace concert
