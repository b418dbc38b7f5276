// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace concert {

/// A line above the picture that says what just happened, or what is waited for and can be
/// cancelled, until it is closed or replaced. Takes
/// no focus, stops nothing; always plain text.
class MessageStrip : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Problem, Notice, Result, Wait };

    explicit MessageStrip(QWidget *parent = nullptr);

    void showMessage(Kind kind, const QString &text);
    /// With a button that says yes; whatever comes next takes the question back.
    void ask(const QString &question, const QString &yes);
    Kind kind() const { return kind_; }
    QString text() const;

Q_SIGNALS:
    void cancelled(); ///< what a message of kind Wait is about
    void agreed();    ///< to the question that is shown

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void labelButton(); ///< what it does, by the kind of message

    Kind kind_ = Kind::Notice;
    QLabel *text_;
    QPushButton *yes_;
    QToolButton *close_;
};

} // namespace concert
