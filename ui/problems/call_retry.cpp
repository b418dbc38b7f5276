// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/call_retry.h"

#include "ui/sentences.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

struct RetryText {
    Q_DECLARE_TR_FUNCTIONS(concert::CallRetry)
};

// By the forms of ui/log_sentences.h, so that older records have these rows, too.
const QString waitForm = u"%1 asks for fewer requests (%2)."_s;
const std::array stallForms{u"%1 did not begin to answer within %2 s."_s,
                            u"%1 fell silent for %2 s in its answer."_s,
                            u"%1 kept the connection for %2 s but sent no text."_s,
                            u"%1 did not finish its answer within %2 s."_s};
const QString quotingForm = u"%1 It says: %2"_s;

/// "qwen3:8b" of "ollama:qwen3:8b@http://…".
QString modelName(const QString &model)
{
    const QString name = model.section(u'@', 0, 0);
    return name.contains(u':') ? name.section(u':', 1) : name;
}

CallRetry retryFor(const QString &problem, const QString &model)
{
    CallRetry retry;
    retry.text = problem;
    retry.model = modelName(model);
    auto parts = sentenceParts(problem);
    while (parts && parts->form == quotingForm) { // what a server says is different each time
        retry.text = parts->places.first();
        parts = sentenceParts(retry.text);
    }
    if (!parts)
        return retry;
    if (parts->form.startsWith(u"%1"_s))
        retry.server = parts->places.first();
    if (parts->form == waitForm)
        retry.kind = CallRetry::Kind::Wait;
    else if (std::ranges::find(stallForms, parts->form) != stallForms.end())
        retry.kind = CallRetry::Kind::Stall;
    return retry;
}

QString secondsText(qint64 microseconds)
{
    const double seconds = static_cast<double>(microseconds) / 1e6;
    return QLocale().toString(seconds, 'f', seconds < 9.95 ? 1 : 0);
}

} // namespace

QString CallRetry::group() const
{
    const QString what =
        kind == Kind::Other ? sentenceKind(text) : QString::number(static_cast<int>(kind));
    return u"retry "_s % server % u' ' % what;
}

QList<CallRetry> retriesIn(const CallEnded &ended, const QString &model)
{
    QList<CallRetry> retries;
    if (ended.outcome != CallOutcome::Answered && ended.outcome != CallOutcome::Repaired)
        return retries;
    for (qsizetype i = 0; i + 1 < ended.requests.size(); ++i) {
        const SpanRequest &request = ended.requests[i];
        if (request.problem.isEmpty() || request.hedge ||
            request.problem == u"another answer was used"_s)
            continue;
        CallRetry retry = retryFor(request.problem, model);
        retry.waited = std::max<qint64>(0, ended.requests[i + 1].sent - request.ended);
        const auto same = std::ranges::find_if(
            retries, [&retry](const CallRetry &other) { return other.group() == retry.group(); });
        if (same == retries.end())
            retries << retry;
        else
            same->waited += retry.waited;
    }
    return retries;
}

QString retryText(const CallRetry &retry)
{
    const QString said = shownSentence(retry.text);
    return retry.kind == CallRetry::Kind::Wait
               ? RetryText::tr("%1 Waited for %2 s.").arg(said, secondsText(retry.waited))
               : RetryText::tr("%1 It was asked again.").arg(said);
}

QString retriesText(const QList<CallRetry> &retries)
{
    const int count = static_cast<int>(retries.size());
    const CallRetry &first = retries.first();
    qint64 waited = 0;
    QStringList models;
    bool isSame = true;
    for (const CallRetry &retry : retries) {
        waited += retry.waited;
        isSame &= retry.text == first.text;
        if (!models.contains(retry.model))
            models << retry.model;
    }
    switch (first.kind) {
    case CallRetry::Kind::Wait:
        return RetryText::tr("%1 asked %n call(s) to wait, %2 s in all.", nullptr, count)
            .arg(first.server, secondsText(waited));
    case CallRetry::Kind::Stall:
        return RetryText::tr("%n answer(s) of %1 stalled and were asked again.", nullptr, count)
            .arg(models.join(u", "_s));
    case CallRetry::Kind::Other:
        break;
    }
    return RetryText::tr("%1 %n call(s) were sent again.", nullptr, count)
        .arg(shownSentence(isSame ? first.text : sentenceKind(first.text)));
}

} // namespace concert
