// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/message_filter.h"

#include "core/chat/redactor.h"
#include "core/chat/text_sanitizer.h"

#include <QtGlobal>

namespace concert {

namespace {

QtMessageHandler nextHandler = nullptr;

void filterMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    nextHandler(type, context, Redactor::ofProcess().clean(visibleText(text)));
}

} // namespace

void installMessageFilter()
{
    if (nextHandler == nullptr)
        nextHandler = qInstallMessageHandler(&filterMessage);
}

} // namespace concert
