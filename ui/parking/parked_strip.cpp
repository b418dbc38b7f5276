// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parking/parked_strip.h"

#include "ui/money_text.h"
#include "ui/power_chip.h"
#include "ui/settings/model_edit.h"
#include "ui/window_colors.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

/// More money: half as much again.
SpendingCaps raisedCaps(const SpendingCaps &caps)
{
    return {caps.cost * 1.5, caps.dayCost * 1.5, caps.tokens + caps.tokens / 2,
            caps.dayTokens + caps.dayTokens / 2};
}

QString capText(const SpendingCaps &caps)
{
    QStringList parts;
    if (caps.cost > 0)
        parts << moneyText(caps.cost);
    if (caps.dayCost > 0)
        parts << ParkedStrip::tr("%1 a day").arg(moneyText(caps.dayCost));
    if (caps.tokens > 0)
        parts << ParkedStrip::tr("%1 tokens").arg(QLocale().toString(caps.tokens));
    if (caps.dayTokens > 0)
        parts << ParkedStrip::tr("%1 tokens a day").arg(QLocale().toString(caps.dayTokens));
    return parts.join(u", "_s);
}

} // namespace

ParkedStrip::ParkedStrip(Requests *requests, QWidget *parent)
    : QFrame(parent), requests_(requests), layout_(new QVBoxLayout(this))
{
    setObjectName(u"parkedStrip"_s);
    setAccessibleName(tr("Powers that wait"));
    layout_->setContentsMargins(14, 6, 8, 6);
    layout_->setSpacing(4);
    hide();
    connect(requests_, &Requests::matchChanged, this, &ParkedStrip::update);
    connect(requests_, &Requests::runStateChanged, this, &ParkedStrip::update);
    connect(requests_, &Requests::progressChanged, this, &ParkedStrip::update);
    update();
}

bool ParkedStrip::isLive() const
{
    const Requests::RunState state = requests_->runState();
    return requests_->log() != nullptr && state != Requests::RunState::None &&
           state != Requests::RunState::Ended;
}

void ParkedStrip::update()
{
    const bool paused = requests_->runState() == Requests::RunState::Paused ||
                        requests_->runState() == Requests::RunState::Pausing;
    QList<ParkedRow> rows;
    QString pause;
    if (isLive()) {
        rows = parkedRows(*requests_->log());
        if (paused)
            pause = pauseReason(*requests_->log());
    }
    if (rows == rows_ && pause == pause_)
        return;
    rows_ = rows;
    pause_ = pause;
    const auto isChoosing = [this](const ParkedRow &row) { return row.powers == choosing_; };
    if (std::none_of(rows_.begin(), rows_.end(), isChoosing))
        choosing_.clear();
    rebuild();
}

void ParkedStrip::rebuild()
{
    while (QLayoutItem *item = layout_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // perhaps it is what was clicked
        delete item;
    }
    if (!pause_.isEmpty())
        layout_->addWidget(capRow(pause_));
    for (const ParkedRow &row : std::as_const(rows_))
        layout_->addWidget(row.powers == choosing_ ? modelRow(row) : parkedRow(row));
    setVisible(layout_->count() > 0);
    QStringList texts;
    for (const ParkedRow &row : std::as_const(rows_))
        texts << parkedText(row);
    setAccessibleDescription(texts.join(u'\n'));
}

QWidget *ParkedStrip::textRow(const QString &text, QList<QWidget *> buttons)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    auto *label = new QLabel(text, row);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(label, 1);
    for (QWidget *button : buttons)
        layout->addWidget(button, 0, Qt::AlignVCenter);
    return row;
}

QWidget *ParkedStrip::parkedRow(const ParkedRow &row)
{
    const auto button = [this](const QString &text, const QString &name, auto &&action) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(name);
        connect(made, &QPushButton::clicked, this, action);
        return made;
    };
    const QList<Power> powers = row.powers;
    const auto choose = [this, powers](PowerUnparked::How how) {
        return [this, powers, how] { requests_->goOn(powers, how, {}); };
    };
    QList<QWidget *> buttons{button(row.playsDefaults ? tr("Ask again") : tr("Try again"),
                                    u"tryAgain"_s, choose(PowerUnparked::How::Again)),
                             button(tr("Other model…"), u"otherModel"_s, [this, powers] {
                                 choosing_ = powers;
                                 rebuild();
                             })};
    if (!row.playsDefaults)
        buttons << button(tr("Default orders"), u"defaultOrders"_s,
                          choose(PowerUnparked::How::Defaults));
    QWidget *made = textRow(parkedText(row), buttons);
    auto *layout = static_cast<QBoxLayout *>(made->layout());
    const int side = fontMetrics().height() + 2;
    for (qsizetype i = 0; i < powers.size(); ++i) {
        auto *chip = new QLabel(made);
        chip->setPixmap(powerChip(powers[i]).pixmap(side, side));
        layout->insertWidget(static_cast<int>(i), chip, 0, Qt::AlignVCenter);
    }
    return made;
}

/// In place of the row: which model plays from now on.
QWidget *ParkedStrip::modelRow(const ParkedRow &row)
{
    auto *edit = new ModelEdit(tr("Another model"), this);
    edit->field()->setObjectName(u"anotherModel"_s);
    QStringList suggestions;
    for (const ModelId &model : requests_->log()->config().models)
        suggestions << model.toString();
    for (const ProviderProfile &profile : std::as_const(providers_)) {
        if (!profile.isBuiltIn())
            suggestions << profile.name + u':';
    }
    edit->setProviders(providers_, {});
    edit->setSuggestions(suggestions);
    edit->setModel({simulatorProviderName, {}, {}});
    edit->setMinimumWidth(fontMetrics().averageCharWidth() * 34);
    auto *use = new QPushButton(tr("Play on"), this);
    use->setObjectName(u"useModel"_s);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    connect(edit, &ModelEdit::changed, use,
            [edit, use] { use->setEnabled(edit->model().has_value()); });
    connect(use, &QPushButton::clicked, this, [this, edit, powers = row.powers] {
        choosing_.clear();
        requests_->goOn(powers, PowerUnparked::How::OtherModel, *edit->model());
        rebuild();
    });
    connect(cancel, &QPushButton::clicked, this, [this] {
        choosing_.clear();
        rebuild();
    });
    return textRow(tr("Which model plays %n power(s) from now on?", nullptr,
                      static_cast<int>(row.powers.size())),
                   {edit, use, cancel});
}

QWidget *ParkedStrip::capRow(const QString &reason)
{
    const SpendingCaps more = raisedCaps(requests_->caps());
    auto *raise = new QPushButton(tr("Raise to %1 and go on").arg(capText(more)), this);
    raise->setObjectName(u"raiseCap"_s);
    connect(raise, &QPushButton::clicked, this, [this, more] { requests_->changeCaps(more); });
    auto *stop = new QPushButton(tr("Stop"), this);
    connect(stop, &QPushButton::clicked, requests_, &Requests::stop);
    return textRow(tr("The match pauses. %1").arg(reason), {raise, stop});
}

void ParkedStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        QFrame::update();
}

void ParkedStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor sign = problemColor(palette());
    painter.fillRect(rect(), mixedColor(palette().color(QPalette::Window), sign, 0.14));
    painter.fillRect(QRect(0, 0, 5, height()), sign);
}

} // namespace concert
