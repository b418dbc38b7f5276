// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/problem_label.h"

#include "ui/window_colors.h"

#include <QApplication>
#include <QEvent>

namespace concert {

ProblemLabel::ProblemLabel(QWidget *field, QWidget *parent) : QLabel(parent), field_(field)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setVisible(false);
}

void ProblemLabel::setProblem(const QString &problem)
{
    show(problem, problem.isEmpty() ? Weight::Note : Weight::Problem);
}

void ProblemLabel::setNote(const QString &note)
{
    show(note, Weight::Note);
}

void ProblemLabel::setNotice(const QString &notice)
{
    show(notice, Weight::Notice);
}

void ProblemLabel::show(const QString &text, Weight weight)
{
    weight_ = weight;
    setText(text);
    setVisible(!text.isEmpty());
    field_->setAccessibleDescription(text);
    QPalette colors = QApplication::palette();
    if (weight == Weight::Problem)
        colors.setColor(QPalette::WindowText, problemColor(colors));
    else if (weight == Weight::Note)
        colors.setColor(QPalette::WindowText, faintTextColor(colors));
    setPalette(colors);
    QFont words = font();
    words.setBold(weight == Weight::Notice);
    setFont(words);
}

void ProblemLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        show(text(), weight_);
}

} // namespace concert
