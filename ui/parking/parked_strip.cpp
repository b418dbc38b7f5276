// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parking/parked_strip.h"

#include "ui/money_text.h"
#include "ui/power_chip.h"
#include "ui/sentences.h"
#include "ui/settings/model_edit.h"
#include "ui/window_colors.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastLine = 48; // characters

SpendingCaps raisedCaps(const SpendingCaps &caps)
{
    return {2 * caps.cost, 2 * caps.dayCost, 2 * caps.tokens, 2 * caps.dayTokens};
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
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum); // the map gives way
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
    connect(requests_, &Requests::matchChanged, this, &ParkedStrip::refresh);
    connect(requests_, &Requests::runStateChanged, this, &ParkedStrip::refresh);
    connect(requests_, &Requests::progressChanged, this, &ParkedStrip::refresh);
    refresh();
}

bool ParkedStrip::isLive() const
{
    const Requests::RunState state = requests_->runState();
    return requests_->log() != nullptr && state != Requests::RunState::None &&
           state != Requests::RunState::Ended;
}

void ParkedStrip::refresh()
{
    const bool paused = requests_->runState() == Requests::RunState::Paused ||
                        requests_->runState() == Requests::RunState::Pausing;
    QList<ParkedRow> rows;
    QString pause;
    if (isLive()) {
        rows = parkedRows(*requests_->log(), requests_->progress());
        if (const auto *own = paused ? ownPause(*requests_->log()) : nullptr) {
            pause = shownSentence(own->reason);
            waitsForDisk_ = own->unsaved;
        }
    }
    const QString interruption =
        requests_->isInterrupted() ? interruptionText(*requests_->log()) : QString();
    if (!interruption.isEmpty())
        rows.clear(); // nobody waits in a match that nobody plays
    if (rows == rows_ && pause == pause_ && interruption == interruption_)
        return;
    const bool isSame = pause == pause_ && interruption == interruption_ &&
                        std::ranges::equal(rows, rows_, &ParkedRow::isSameTrouble);
    rows_ = rows;
    pause_ = pause;
    interruption_ = interruption;
    if (isSame) { // buttons and what is being typed stay
        tell();
        return;
    }
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
        layout_->addWidget(pauseRow(pause_));
    if (!interruption_.isEmpty())
        layout_->addWidget(interruptionRow());
    for (const ParkedRow &row : std::as_const(rows_))
        layout_->addWidget(row.powers == choosing_ ? modelRow(row) : parkedRow(row));
    tell();
    setVisible(layout_->count() > 0);
    for (int i = 0; i < layout_->count(); ++i)
        layout_->itemAt(i)->widget()->show(); // at once: a layout would do it a turn later
    arrange();
}

/// Writes what there is to say into the rows that stand.
void ParkedStrip::tell()
{
    QStringList texts;
    if (!interruption_.isEmpty())
        texts << interruption_;
    const int first = (pause_.isEmpty() ? 0 : 1) + (interruption_.isEmpty() ? 0 : 1);
    for (int i = 0; i < rows_.size(); ++i) {
        const QString text = parkedText(rows_[i]);
        texts << text;
        if (rows_[i].powers != choosing_)
            layout_->itemAt(first + i)->widget()->findChild<QLabel *>(u"said"_s)->setText(text);
    }
    setAccessibleDescription(texts.join(u'\n'));
}

/// The text and what can be done about it.
QWidget *ParkedStrip::textRow(const QList<Power> &powers, const QString &text,
                              const QList<QWidget *> &buttons)
{
    auto *row = new QWidget(this);
    auto *layout = new QBoxLayout(QBoxLayout::LeftToRight, row);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    auto *said = new QHBoxLayout;
    const int side = fontMetrics().height() + 2;
    for (const Power power : powers) {
        auto *chip = new QLabel(row);
        chip->setPixmap(powerChip(power).pixmap(side, side));
        said->addWidget(chip);
    }
    auto *label = new QLabel(text, row);
    label->setObjectName(u"said"_s);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    said->addWidget(label, 1);
    layout->addLayout(said, 1);
    auto *done = new QHBoxLayout;
    done->addStretch();
    for (QWidget *button : buttons)
        done->addWidget(button, 0, Qt::AlignVCenter);
    layout->addLayout(done);
    return row;
}

/// What can be done stands beside the text as long as that has room for a line that reads well.
void ParkedStrip::arrange()
{
    for (int i = 0; i < layout_->count(); ++i) {
        auto *row = static_cast<QBoxLayout *>(layout_->itemAt(i)->widget()->layout());
        const int left = width() - row->itemAt(1)->sizeHint().width();
        const bool isBeside = left > fontMetrics().averageCharWidth() * leastLine;
        row->setDirection(isBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
        const QLayout *said = row->itemAt(0)->layout();
        for (int chip = 0; chip + 1 < said->count(); ++chip)
            said->itemAt(chip)->setAlignment(isBeside ? Qt::AlignVCenter : Qt::AlignTop);
    }
}

bool ParkedStrip::isWide() const
{
    return width() > fontMetrics().averageCharWidth() * 110;
}

void ParkedStrip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
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
                                 auto *field = findChild<QComboBox *>(u"anotherModel"_s);
                                 field->setFocus(); // whoever asks for it goes on to write
                                 field->lineEdit()->selectAll();
                             })};
    if (row.reason == ParkReason::Key && !row.playsDefaults)
        buttons.prepend(button(tr("Set the key…"), u"setKey"_s, [this] { Q_EMIT keyWanted(); }));
    if (!row.playsDefaults)
        buttons << button(tr("Default orders"), u"defaultOrders"_s,
                          choose(PowerUnparked::How::Defaults));
    return textRow(powers, parkedText(row), buttons);
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
    edit->setRequests(requests_->providers());
    edit->setProviders(providers_, {});
    edit->setSuggestions(suggestions);
    edit->setModel({simulatorProviderName, {}, {}});
    edit->setMinimumWidth(fontMetrics().averageCharWidth() * (isWide() ? 60 : 34));
    auto *use = new QPushButton(tr("Play on"), this);
    use->setObjectName(u"useModel"_s);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    connect(edit, &ModelEdit::changed, use,
            [edit, use] { use->setEnabled(edit->model().has_value()); });
    connect(use, &QPushButton::clicked, this, [this, edit, powers = row.powers] {
        choosing_.clear();
        edit->useKey();
        requests_->goOn(powers, PowerUnparked::How::OtherModel, *edit->model());
        rebuild();
    });
    connect(cancel, &QPushButton::clicked, this, [this] {
        choosing_.clear();
        rebuild();
    });
    return textRow(row.powers,
                   tr("Which model plays %n power(s) from now on?", nullptr,
                      static_cast<int>(row.powers.size())),
                   {edit, use, cancel});
}

QWidget *ParkedStrip::pauseRow(const QString &reason)
{
    auto *goOn = new QPushButton(this);
    if (waitsForDisk_) {
        goOn->setText(tr("Try again"));
        goOn->setObjectName(u"tryToSave"_s);
        connect(goOn, &QPushButton::clicked, requests_, &Requests::resume);
    } else {
        const SpendingCaps more = raisedCaps(requests_->caps());
        goOn->setText(tr("Raise to %1 and go on").arg(capText(more)));
        goOn->setObjectName(u"raiseCap"_s);
        connect(goOn, &QPushButton::clicked, this, [this, more] { requests_->changeCaps(more); });
    }
    auto *stop = new QPushButton(tr("Stop"), this);
    connect(stop, &QPushButton::clicked, requests_, &Requests::stop);
    const QString text = waitsForDisk_
                             ? tr("The match pauses until it can be saved. %1").arg(reason)
                             : tr("The match pauses. %1").arg(reason);
    return textRow({}, text, {goOn, stop});
}

QWidget *ParkedStrip::interruptionRow()
{
    auto *resume = new QPushButton(tr("Resume"), this);
    resume->setObjectName(u"resumeInterrupted"_s);
    resume->setToolTip(tr("What was played is kept, and nothing of it is asked again"));
    connect(resume, &QPushButton::clicked, requests_, &Requests::resume);
    return textRow({}, interruption_, {resume});
}

void ParkedStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

void ParkedStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool troubled = interruption_.isEmpty(); // an interruption is an offer, and no trouble
    const QColor sign = troubled ? problemColor(palette()) : palette().color(QPalette::Highlight);
    painter.fillRect(rect(), mixedColor(palette().color(QPalette::Window), sign, 0.14));
    painter.fillRect(QRect(0, 0, 5, height()), sign);
}

} // namespace concert
