// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QLineEdit;

namespace concert {

/// Keeps a key out of sight that somebody types or pastes into a model's field, behind its '#'
/// ("openai:NAME@https://HOST/v1#KEY"): dots stand for it, and it is here only.
class KeyMask : public QObject {
    Q_OBJECT

public:
    /// A child of \a field.
    explicit KeyMask(QLineEdit *field);

    const QString &key() const { return key_; }
    /// What was written, the key in it.
    QString text() const;
    /// It has gone to where keys are kept: the field is as if it had never been there.
    void takeOut();

private:
    void hide(const QString &shown);

    QLineEdit *field_;
    QString key_;
};

} // namespace concert
