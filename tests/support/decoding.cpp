// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/decoding.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace concert {

ProviderProfile profileNamed(const QString &name)
{
    for (const ProviderProfile &profile : builtInProviders()) {
        if (profile.name == name)
            return profile;
    }
    return {};
}

QString finishedText(FinishReason reason)
{
    return u"finished %1"_s.arg(static_cast<int>(reason));
}

QString failedText(ChatError::Kind kind, bool retryable)
{
    return u"failed %1 %2"_s.arg(static_cast<int>(kind)).arg(retryable ? u"retry"_s : u"final"_s);
}

QString toText(const ChatEvent &event)
{
    if (const auto *text = std::get_if<TextDelta>(&event))
        return u"text "_s % text->text;
    if (const auto *reasoning = std::get_if<ReasoningDelta>(&event))
        return u"reasoning "_s % reasoning->text;
    if (const auto *usage = std::get_if<UsageReported>(&event))
        return u"usage %1 %2 %3 %4"_s.arg(usage->usage.inputTokens)
            .arg(usage->usage.cachedInputTokens)
            .arg(usage->usage.outputTokens)
            .arg(usage->usage.reasoningTokens);
    if (const auto *end = std::get_if<AnswerFinished>(&event))
        return finishedText(end->reason);
    const ChatError &error = std::get<AnswerFailed>(event).error;
    return failedText(error.kind, error.retryable);
}

QStringList decode(const QByteArray &bytes, const std::function<int()> &nextSize,
                   const ProviderProfile &profile)
{
    const auto decoder = dialectNamed(profile.dialect).decoder(profile, "text/event-stream");
    QStringList got;
    const auto add = [&](const QList<ChatEvent> &events) {
        for (const ChatEvent &event : events)
            got << toText(event);
    };
    for (qsizetype at = 0; at < bytes.size();) {
        const int size = nextSize();
        add(decoder->feed(bytes.mid(at, size)));
        at += size;
    }
    add(decoder->finish());
    add(decoder->feed("data: {\"choices\":[{\"delta\":{\"content\":\"late\"}}]}\n\n")); // nothing
    return got;
}

QStringList decode(const QByteArray &bytes, const ProviderProfile &profile)
{
    return decode(
        bytes, [&] { return static_cast<int>(bytes.size()) + 1; }, profile);
}

QString chunkingProblem(const QByteArray &bytes, const QStringList &expected,
                        const ProviderProfile &profile)
{
    const bool isLong = bytes.size() > 100'000;
    QRandomGenerator random(17);
    for (int round = 0; round < 20; ++round) {
        const int largest = isLong ? 100'000 : 3 + 5 * round;
        const bool bytewise = round == 0 && !isLong;
        const auto size = [&] { return bytewise ? 1 : random.bounded(1, largest); };
        const QStringList got = decode(bytes, size, profile);
        if (got != expected)
            return u"pieces of up to %1 bytes give:\n%2"_s.arg(largest).arg(got.join(u'\n'));
    }
    return {};
}

} // namespace concert
