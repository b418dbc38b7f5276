// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/answer_decoder.h"

#include "core/simulator/fault_plays.h"
#include "tests/support/decoding.h"

using namespace Qt::StringLiterals;

namespace concert {

QString answerDecoderProblem(const QByteArray &input)
{
    if (input.size() < 2)
        return {};
    const QList<DialectName> dialects = allDialects();
    ProviderProfile profile;
    profile.name = u"fuzzed"_s;
    profile.dialect = dialects[static_cast<uchar>(input[0]) % dialects.size()];
    const QByteArray bytes = input.mid(2);
    unsigned cut = static_cast<uchar>(input[1]);
    const QStringList whole = decode(bytes, profile);
    const auto next = [&cut] { // pieces of 1 to 32 bytes
        cut = cut * 1103515245U + 12345U;
        return static_cast<int>((cut >> 16) % 32) + 1;
    };
    if (decode(bytes, next, profile) != whole)
        return u"chunking changes the events"_s;
    qsizetype ends = 0;
    for (const QString &event : whole)
        ends += event.startsWith(u"finished "_s) || event.startsWith(u"failed "_s) ? 1 : 0;
    if (ends != 1)
        return u"%1 ends"_s.arg(ends);
    // The same bytes as the body of an error: its sentence stays short and plain.
    const ChatError error = dialectNamed(profile.dialect).error(profile, 400, {}, bytes);
    if (error.message.isEmpty() || error.message.size() > 600 || error.message.contains(u'\n'))
        return u"an error's sentence of %1 characters"_s.arg(error.message.size());
    const bool last =
        whole.last().startsWith(u"finished "_s) || whole.last().startsWith(u"failed "_s);
    return last ? QString() : u"something after the end"_s;
}

} // namespace concert
