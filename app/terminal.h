// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QString>
#include <QTextStream>

#include <cstdio>

namespace concert {

/// Text for stdout or stderr. It is written as a whole when this is destroyed or flushed, without
/// keys in it (Redactor) and with nothing that a terminal would obey (visibleText()): files and
/// models are quoted. Nothing in app writes to the terminal by another way.
class Terminal : public QTextStream {
public:
    explicit Terminal(std::FILE *file);
    ~Terminal() override;
    void write();

private:
    std::FILE *file_;
    QString text_;
};

/// As in `StandardError() << "concert: " << problem << '\n';`
class StandardError : public Terminal {
public:
    StandardError() : Terminal(stderr) {}
};

class StandardOutput : public Terminal {
public:
    StandardOutput() : Terminal(stdout) {}
};

/// "1 order", "3 orders".
QString counted(qint64 count, const QString &noun);

/// What a command line calls stdout: "-" or /dev/stdout.
bool isTerminalName(const QString &file);
/// A whole file to stdout, byte for byte what writeWhole() makes of it; false: it could not be
/// written.
bool writeToTerminal(const QByteArray &bytes);

/// Something for stdout did not get there (a full disk, say): whoever reads it has only a part.
bool isOutputLost();

} // namespace concert
