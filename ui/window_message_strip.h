// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace concert {

/// A line above the picture that says what just happened, until it is closed or replaced. Takes
/// no focus, stops nothing; always plain text.
class MessageStrip : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Problem, Notice, Result };

    explicit MessageStrip(QWidget *parent = nullptr);

    void showMessage(Kind kind, const QString &text);
    Kind kind() const { return kind_; }
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    Kind kind_ = Kind::Notice;
    QLabel *text_;
    QToolButton *close_;
};

} // namespace concert
