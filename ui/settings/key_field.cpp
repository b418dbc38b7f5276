// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/key_field.h"

#include "ui/settings/problem_label.h"
#include "ui/window_colors.h"

#include <QApplication>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace concert {

KeyField::KeyField(QWidget *parent)
    : QWidget(parent), key_(new QLineEdit(this)),
      place_(new QCheckBox(tr("&Keep it in the system keychain"), this)),
      use_(new QPushButton(tr("&Use"), this)), forget_(new QPushButton(tr("For&get"), this)),
      state_(new QLabel(this)), problem_(new ProblemLabel(state_, this))
{
    key_->setObjectName(u"providerKey"_s);
    key_->setEchoMode(QLineEdit::Password);
    key_->setAccessibleName(tr("Key"));
    key_->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    place_->setObjectName(u"providerKeyPlace"_s);
    place_->setChecked(true);
    place_->setToolTip(tr("Otherwise Concert forgets the key when it ends"));
    use_->setObjectName(u"useKey"_s);
    use_->setAutoDefault(false);
    use_->setToolTip(tr("Use this key from now on"));
    forget_->setObjectName(u"forgetKey"_s);
    forget_->setAutoDefault(false);
    forget_->setToolTip(tr("Remove the key from Concert and from the system keychain"));
    state_->setObjectName(u"providerKeyState"_s);
    state_->setTextFormat(Qt::PlainText);
    state_->setWordWrap(true);

    QSizePolicy policy = forget_->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // the page does not jump when a key is there
    forget_->setSizePolicy(policy);

    auto *entry = new QHBoxLayout;
    entry->addWidget(key_, 1);
    entry->addWidget(use_);
    auto *below = new QHBoxLayout;
    below->addWidget(place_, 1);
    below->addWidget(forget_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addLayout(entry);
    layout->addLayout(below);
    layout->addWidget(state_);
    layout->addWidget(problem_);
    setFocusProxy(key_);

    connect(use_, &QPushButton::clicked, this, &KeyField::commit);
    connect(key_, &QLineEdit::returnPressed, this, &KeyField::commit);
    connect(key_, &QLineEdit::textChanged, this, &KeyField::showState);
    connect(forget_, &QPushButton::clicked, this, [this] { requests_->forgetKey(profile_); });
    showState();
}

void KeyField::setRequests(ProviderRequests *requests)
{
    requests_ = requests;
    if (requests_)
        connect(requests_, &ProviderRequests::keysChanged, this, &KeyField::showState);
    look();
}

void KeyField::setProfile(const ProviderProfile &profile)
{
    const bool isAnother = profile.name != profile_.name ||
                           profile.baseUrl.authority() != profile_.baseUrl.authority();
    profile_ = profile;
    if (isAnother) { // what was typed in was not meant for it
        clear();
        look();
    } else {
        showState();
    }
}

/// The keychain may ask its user for a password: only for somebody who looks at the page.
void KeyField::look()
{
    if (requests_ && isVisible() && profile_.problem().isEmpty())
        requests_->findKey(profile_);
    showState();
}

void KeyField::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    look();
}

/// Return in here is for what is in here: else it would press the dialog's OK.
void KeyField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        event->accept();
    else
        QWidget::keyPressEvent(event);
}

bool KeyField::commit()
{
    const QByteArray key = key_->text().trimmed().toUtf8();
    if (key.isEmpty())
        return true;
    if (!requests_ || !profile_.problem().isEmpty())
        return false;
    key_->clear();
    trouble_.clear(); // it is asked anew
    requests_->keepKey(profile_, key, place_->isChecked());
    return true;
}

void KeyField::clear()
{
    key_->clear();
}

/// A tick would promise what the keychain did not do. Who ticks it again, tries again.
void KeyField::noticeTrouble(const KeyState &state)
{
    if (state.asking || trouble_ == state.problem)
        return;
    trouble_ = state.problem;
    if (!trouble_.isEmpty())
        place_->setChecked(false);
}

void KeyField::showState()
{
    const bool canKeep = requests_ != nullptr;
    for (QWidget *widget : {static_cast<QWidget *>(key_), static_cast<QWidget *>(place_),
                            static_cast<QWidget *>(use_)})
        widget->setVisible(canKeep);
    KeyState state;
    if (canKeep)
        state = requests_->keyState(profile_);
    else if (!qEnvironmentVariableIsEmpty(profile_.keyVariable.toLatin1().constData()))
        state.source = KeySource::Environment;
    noticeTrouble(state);
    use_->setEnabled(!key_->text().trimmed().isEmpty() && profile_.problem().isEmpty());
    const bool isOurs = state.source == KeySource::Session || state.source == KeySource::Keychain;
    forget_->setVisible(canKeep && isOurs);
    key_->setPlaceholderText(isOurs ? u"••••••••••••"_s : tr("Paste the key here"));
    QPalette colors = QApplication::palette();
    if (state.source == KeySource::None)
        colors.setColor(QPalette::WindowText, faintTextColor(colors));
    state_->setPalette(colors);
    state_->setText(stateText(state));
    const bool isUnsaved = state.source == KeySource::Session && !state.problem.isEmpty();
    problem_->setProblem(
        isUnsaved
            ? tr("%1 The key is not saved: next time it must be entered again.").arg(state.problem)
            : state.problem);
    key_->setAccessibleDescription(state_->text() + u' ' + problem_->text());
}

QString KeyField::stateText(const KeyState &state) const
{
    QString text;
    switch (state.source) {
    case KeySource::Environment:
        text = tr("✓ In force: %1 of the environment.").arg(profile_.keyVariable);
        break;
    case KeySource::Keychain:
        text = tr("✓ In force: the key in the system keychain.");
        break;
    case KeySource::Session:
    case KeySource::CommandLine:
        text = state.asking ? tr("✓ In force. Saving it in the system keychain…")
                            : tr("✓ In force until Concert ends: the key that you entered.");
        break;
    case KeySource::None:
        if (state.asking)
            text = tr("Asking the system keychain…");
        else if (profile_.keyVariable.isEmpty())
            text = tr("No key: none is sent.");
        else
            text = tr("No key yet. Enter one, or set %1 before starting Concert.")
                       .arg(profile_.keyVariable);
        break;
    }
    return text;
}

} // namespace concert
