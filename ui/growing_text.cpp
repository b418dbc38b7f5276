// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/growing_text.h"

#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextCursor>

namespace concert {

void showGrown(QPlainTextEdit *field, const QString &text)
{
    const QString before = field->toPlainText();
    if (before == text)
        return;
    if (before.isEmpty() || !text.startsWith(before)) {
        field->setPlainText(text);
        return;
    }
    QScrollBar *bar = field->verticalScrollBar();
    const int place = bar->value();
    const bool atEnd = place == bar->maximum();
    QTextCursor marked = field->textCursor();
    marked.setKeepPositionOnInsert(true);
    field->setTextCursor(marked);
    QTextCursor end(field->document());
    end.movePosition(QTextCursor::End);
    end.insertText(text.mid(before.size()));
    bar->setValue(atEnd ? bar->maximum() : place); // setting a cursor scrolls to it
}

} // namespace concert
