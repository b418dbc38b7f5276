// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal.h"

#include "core/chat/redactor.h"
#include "core/chat/text_sanitizer.h"

namespace concert {

namespace {

bool outputLost = false;

bool writeClean(const QByteArray &clean, std::FILE *file)
{
    const auto size = static_cast<std::size_t>(clean.size());
    const bool written = std::fwrite(clean.constData(), 1, size, file) == size;
    const bool arrived = std::fflush(file) == 0 && written;
    outputLost |= !arrived && file == stdout;
    return arrived;
}

} // namespace

Terminal::Terminal(std::FILE *file) : file_(file)
{
    setString(&text_, QIODevice::WriteOnly);
}

Terminal::~Terminal()
{
    write();
}

void Terminal::write()
{
    flush();
    writeClean(Redactor::ofProcess().clean(visibleText(text_)).toLocal8Bit(), file_);
    text_.clear();
    setString(&text_, QIODevice::WriteOnly);
}

QString counted(qint64 count, const QString &noun)
{
    return QString::number(count) % u' ' % noun % (count == 1 ? QString() : QStringLiteral("s"));
}

bool isTerminalName(const QString &file)
{
    return file == QLatin1String("-") || file == QLatin1String("/dev/stdout");
}

bool writeToTerminal(const QByteArray &bytes)
{
    return writeClean(Redactor::ofProcess().withoutSecrets(bytes), stdout);
}

bool isOutputLost()
{
    return outputLost;
}

} // namespace concert
