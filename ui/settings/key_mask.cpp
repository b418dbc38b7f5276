// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/key_mask.h"

#include <QLineEdit>
#include <QSignalBlocker>

#include <utility>

namespace concert {

namespace {

constexpr QChar dot = QChar(0x2022);

} // namespace

KeyMask::KeyMask(QLineEdit *field) : QObject(field), field_(field)
{
    connect(field_, &QLineEdit::textChanged, this, &KeyMask::hide);
}

QString KeyMask::text() const
{
    const QString shown = field_->text();
    const qsizetype hash = shown.indexOf(u'#');
    return hash < 0 ? shown : shown.left(hash + 1) + key_;
}

void KeyMask::takeOut()
{
    key_.clear();
    field_->setText(field_->text().section(u'#', 0, 0));
}

/// New letters come behind the dots, or take their place; dots that go take theirs along from the
/// end. Anything else is no editing that makes sense in the dark: what is left of the key goes.
void KeyMask::hide(const QString &shown)
{
    const qsizetype hash = shown.indexOf(u'#');
    const QString behind = hash < 0 ? QString() : shown.mid(hash + 1);
    qsizetype dots = 0;
    while (dots < behind.size() && behind[dots] == dot)
        ++dots;
    const QString letters = behind.mid(dots);
    if (letters.contains(dot))
        key_.clear();
    else if (dots == key_.size() || dots == 0)
        key_ = key_.left(dots) + letters;
    else
        key_ = letters.isEmpty() ? key_.left(dots) : QString();
    if (hash < 0)
        return;
    const QString masked = shown.left(hash + 1) + QString(key_.size(), dot);
    if (masked != shown) { // also forgets what undoing would bring back
        const QSignalBlocker blocker(field_);
        field_->setText(masked);
    }
}

} // namespace concert
