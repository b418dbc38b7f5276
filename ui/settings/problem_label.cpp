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
    problem_ = !problem.isEmpty();
    show(problem);
}

void ProblemLabel::setNote(const QString &note)
{
    problem_ = false;
    show(note);
}

void ProblemLabel::show(const QString &text)
{
    setText(text);
    setVisible(!text.isEmpty());
    field_->setAccessibleDescription(text);
    QPalette colors = QApplication::palette();
    colors.setColor(QPalette::WindowText, problem_ ? problemColor(colors) : faintTextColor(colors));
    setPalette(colors);
}

void ProblemLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        show(text());
}

} // namespace concert
