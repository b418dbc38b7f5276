// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/server_error.h"

#include "core/chat/request_remedy.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(concert::ModelAnswer)
};

using Kind = ChatError::Kind;

/// What those say who give no code: Anthropic, xAI, OpenRouter, Cloudflare, Alibaba, Fireworks,
/// Hugging Face. A limit of a day is none that a match can wait for.
bool isAccountsFault(const QString &words)
{
    static const QRegularExpression pattern(
        u"(?:credit )?balance is (?:too low|insufficient)|insufficient (?:account )?"
        "(?:balance|credits?|funds)|(?:out of|used (?:up )?all (?:available )?|requires? more|"
        "doesn't have any|not have enough|exceeded your \\w+ included) credits|"
        "(?:spend(?:ing)?|credit|billing) limit|(?:free|daily|monthly) (?:\\w+ )?(?:tier|quota|"
        "allocation|allowance)\\b.{0,60}(?:exhaust|exceed|used up|reached)|"
        "(?:exhausted|exceeded|used up|reached) (?:your|the) (?:daily|monthly|free)|"
        "(?:per[ -]?day|daily|monthly)(?: \\w+)? (?:limit|quota)|models-per-day|"
        "arrearage|in good standing|account (?:is )?suspended"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    return words.contains(pattern);
}

/// No money or quota: waiting does not help. Codes of OpenAI's error guide, Anthropic's, DeepSeek's
/// and Moonshot's documentation (OpenAI-like gateways pass them on).
bool isQuota(const ServerComplaint &complaint)
{
    static const QStringList codes{u"insufficient_quota"_s,
                                   u"credit_balance_exhausted"_s,
                                   u"billing_not_active"_s,
                                   u"organization_spend_limit_exceeded"_s,
                                   u"billing_hard_limit_reached"_s,
                                   u"project_spend_limit_exceeded"_s,
                                   u"enforced_spend_limit_reached"_s,
                                   u"organization_usage_limit_exceeded"_s,
                                   u"contract_spend_limit_reached"_s,
                                   u"exceeded_current_quota_error"_s,
                                   u"billing_error"_s,
                                   u"insufficient_balance"_s,
                                   u"insufficient_credits"_s};
    return complaint.noQuota || codes.contains(complaint.type) || codes.contains(complaint.code) ||
           isAccountsFault(complaint.message);
}

Kind kindOf(int status, const ServerComplaint &complaint)
{
    const bool mayBeQuota = status == 429 || status == 403 || status == 400 || status == 412;
    if (status == 402 || (mayBeQuota && isQuota(complaint)))
        return Kind::QuotaExhausted;
    if (status == 401 || status == 403 || complaint.code == u"API_KEY_INVALID") // Gemini: 400
        return Kind::Unauthorized;
    if (isContextLength(status, complaint))
        return Kind::ContextLength;
    if (mayBeAboutTheRequest(status) && isAboutTheAnswer(complaint))
        return Kind::Protocol;
    if (status == 408 || status == 504 || status == 524)
        return Kind::Timeout;
    if (status == 429 || status == 498) // 498: Groq's flex capacity
        return Kind::RateLimited;
    if (status >= 500 && status != 501)
        return Kind::Server;
    if (status >= 400)
        return Kind::BadRequest;
    return Kind::Protocol;
}

bool isRetryable(int status, Kind kind)
{
    return kind == Kind::RateLimited || kind == Kind::Server || kind == Kind::Timeout ||
           status == 409 || status == 425;
}

/// The remedy is where the key is from.
QString keySentence(const ProviderProfile &profile, const QString &label)
{
    const QString server = profile.serverName();
    switch (profile.keySource) {
    case KeySource::Environment:
        return ErrorText::tr("%1 refused the key (%2). Set %3 to a valid key.")
            .arg(server, label, profile.keyVariable);
    case KeySource::Keychain:
        return ErrorText::tr("%1 refused the key of the system keychain (%2). Enter a valid one "
                             "on the page Providers of the settings.")
            .arg(server, label);
    case KeySource::Session:
        return ErrorText::tr("%1 refused the key that you entered (%2). Enter a valid one on the "
                             "page Providers of the settings.")
            .arg(server, label);
    case KeySource::CommandLine:
        return ErrorText::tr("%1 refused the key that was given behind '#' (%2). Check it.")
            .arg(server, label);
    case KeySource::None:
        return ErrorText::tr("%1 asks for a key (%2).").arg(server, label);
    }
    Q_UNREACHABLE();
}

/// \a label: what the server gave as reason in short, its status or a code.
QString sentence(const ProviderProfile &profile, int status, Kind kind, const QString &label)
{
    const QString server = profile.serverName();
    switch (kind) {
    case Kind::Unauthorized:
        if (status == 403)
            return ErrorText::tr("%1 does not permit this request (%2).").arg(server, label);
        return keySentence(profile, label);
    case Kind::ContextLength:
        return ErrorText::tr("%1 finds the prompt longer than the model can take (%2).")
            .arg(server, label);
    case Kind::QuotaExhausted:
        return ErrorText::tr("%1 says that credit or quota is used up (%2).").arg(server, label);
    case Kind::RateLimited:
        return ErrorText::tr("%1 asks for fewer requests (%2).").arg(server, label);
    case Kind::Timeout:
        return ErrorText::tr("%1 ran out of time (%2).").arg(server, label);
    case Kind::Server:
        return ErrorText::tr("%1 failed (%2).").arg(server, label);
    case Kind::BadRequest:
        if (status == 404)
            return ErrorText::tr("%1 does not know the model or the address (%2).")
                .arg(server, label);
        if (status == 413 || status == 431)
            return ErrorText::tr("%1 finds the request too long (%2).").arg(server, label);
        return ErrorText::tr("%1 refused the request (%2).").arg(server, label);
    default:
        if (status >= 400)
            return ErrorText::tr("%1 refused what its model wrote (%2).").arg(server, label);
        if (status >= 300 && status < 400)
            return ErrorText::tr("%1 redirects elsewhere (%2), which is not followed. Check the "
                                 "address.")
                .arg(server, label);
        return ErrorText::tr("%1 answered with the unexpected status %2.").arg(server, label);
    }
}

ChatError makeError(const ProviderProfile &profile, int status, const ServerComplaint &complaint,
                    const QString &label)
{
    ChatError error;
    // A gateway hands on another server's words, with a status of its own.
    const bool isHandedOn = complaint.isInner && (status == 400 || status == 404 || status >= 500);
    error.kind = kindOf(isHandedOn ? complaint.status : status, complaint);
    error.httpStatus = status;
    error.retryable = isRetryable(status, error.kind);
    error.retryAfter = complaint.retryAfter;
    if (error.kind == Kind::Protocol && status >= 400) {
        error.about = ChatError::About::Answer;
        error.retryable = true; // the model may do better
    } else if (mayBeAboutTheRequest(status) &&
               (error.kind == Kind::BadRequest || error.kind == Kind::Server ||
                error.kind == Kind::ContextLength)) {
        error.about = ChatError::About::Request;
        error.words = complaint.param % u'\n' % complaint.words;
    }
    error.message = sentence(profile, status, error.kind, label);
    if (!complaint.message.isEmpty())
        error.message = ErrorText::tr("%1 It says: %2").arg(error.message, complaint.message);
    return error;
}

/// The status that an error inside a 200 would have had.
int statusOf(const ServerComplaint &complaint)
{
    if (complaint.status >= 400 && complaint.status < 600)
        return complaint.status;
    if (isQuota(complaint))
        return 429;
    QString words = QString(complaint.type % u'\n' % complaint.code).toLower();
    words.replace(u' ', u'_').replace(u'-', u'_'); // xAI: "Client specified an invalid argument"
    static const std::pair<QLatin1String, int> known[] = {
        {QLatin1String("rate_limit"), 429},       {QLatin1String("authentication"), 401},
        {QLatin1String("unauthenticated"), 401},  {QLatin1String("resource_exhausted"), 429},
        {QLatin1String("too_large"), 413},        {QLatin1String("api_error"), 500},
        {QLatin1String("unavailable"), 503},      {QLatin1String("deadline_exceeded"), 504},
        {QLatin1String("invalid_api_key"), 401},  {QLatin1String("permission"), 403},
        {QLatin1String("context_length"), 400},   {QLatin1String("invalid_request"), 400},
        {QLatin1String("invalid_argument"), 400}, {QLatin1String("not_found"), 404},
        {QLatin1String("overloaded"), 529},       {QLatin1String("timeout"), 504},
    };
    for (const auto &[word, status] : known) {
        if (words.contains(word))
            return status;
    }
    return 502; // something behind the server failed
}

/// RFC 9110; invalid: it is none.
QDateTime httpDate(const QByteArray &value)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(value.trimmed()),
                                             u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    return date;
}

/// By the server's own clock if it tells it.
QDateTime serversNow(const HttpHeaders &headers)
{
    const QDateTime told = httpDate(headers.value("date"));
    return told.isValid() ? told : QDateTime::currentDateTimeUtc();
}

/// "6m0s", "12ms", "1h2m3.5s" (Go's durations, as OpenAI and Groq write them).
std::optional<std::chrono::milliseconds> goDuration(const QString &text)
{
    static const QRegularExpression form(
        u"^(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+(?:\\.\\d+)?)ms)?$"_s);
    const auto match = form.match(text);
    if (text.isEmpty() || !match.hasMatch())
        return std::nullopt;
    const double ms = match.captured(1).toDouble() * 3'600'000 +
                      match.captured(2).toDouble() * 60'000 + match.captured(3).toDouble() * 1000 +
                      match.captured(4).toDouble();
    if (ms > 30.0 * 24 * 3'600'000)
        return std::nullopt;
    return std::chrono::milliseconds(static_cast<qint64>(std::ceil(ms)));
}

/// When what is used up comes back: x-ratelimit-{remaining,reset}-{requests,tokens} of OpenAI and
/// Groq, anthropic-ratelimit-…-{remaining,reset} with a time of RFC 3339.
std::optional<std::chrono::milliseconds> limitReset(const HttpHeaders &headers)
{
    std::optional<std::chrono::milliseconds> longest;
    const auto take = [&](std::optional<std::chrono::milliseconds> wait) {
        if (wait && wait->count() > 0)
            longest = std::max(longest.value_or(*wait), *wait);
    };
    for (const QByteArray &what : {QByteArray("requests"), QByteArray("tokens")}) {
        if (headers.value("x-ratelimit-remaining-" + what).trimmed() == "0")
            take(goDuration(QString::fromLatin1(headers.value("x-ratelimit-reset-" + what))));
    }
    const QDateTime now = serversNow(headers);
    for (const QByteArray &what : {QByteArray("requests"), QByteArray("tokens"),
                                   QByteArray("input-tokens"), QByteArray("output-tokens")}) {
        const QByteArray prefix = "anthropic-ratelimit-" + what;
        if (headers.value(prefix + "-remaining").trimmed() != "0")
            continue;
        const QDateTime reset = QDateTime::fromString(
            QString::fromLatin1(headers.value(prefix + "-reset").trimmed()), Qt::ISODateWithMs);
        if (reset.isValid())
            take(std::chrono::milliseconds(now.msecsTo(reset)));
    }
    return longest;
}

} // namespace

ChatError statusError(const ProviderProfile &profile, int status, const HttpHeaders &headers,
                      const QByteArray &body)
{
    const ServerComplaint complaint = complaintInBody(body);
    ChatError error = makeError(profile, status, complaint, QString::number(status));
    if (const auto hint = retryAfterHint(headers))
        error.retryAfter = hint;
    else if (error.kind == Kind::RateLimited && !error.retryAfter)
        error.retryAfter = limitReset(headers);
    // The vendors' own SDKs obey this header over every rule of theirs.
    const QByteArray decision = headers.value("x-should-retry").trimmed().toLower();
    if (decision == "true" || decision == "false")
        error.retryable = decision == "true";
    error.isFinal = decision == "false";
    return error;
}

ChatError innerError(const ProviderProfile &profile, const ServerComplaint &complaint)
{
    QString label = complaint.code.isEmpty() ? complaint.type : complaint.code;
    if (label.isEmpty())
        label = ErrorText::tr("in its answer");
    ChatError error = makeError(profile, statusOf(complaint), complaint, label);
    if (complaint.status == 0)
        error.httpStatus = 200; // what really came
    return error;
}

std::optional<std::chrono::milliseconds> retryAfterHint(const HttpHeaders &headers)
{
    constexpr double longest = 30.0 * 24 * 3600 * 1000; // beyond that it is noise
    const auto usable = [](double ms) -> std::optional<std::chrono::milliseconds> {
        if (!std::isfinite(ms) || ms < 0 || ms > longest)
            return std::nullopt;
        return std::chrono::milliseconds(static_cast<qint64>(std::ceil(ms)));
    };
    bool isNumber = false;
    const double ms = headers.value("retry-after-ms").trimmed().toDouble(&isNumber);
    if (isNumber) {
        if (const auto hint = usable(ms))
            return hint;
    }
    const QByteArray text = headers.value("retry-after").trimmed();
    const double seconds = text.toDouble(&isNumber);
    if (isNumber)
        return usable(seconds * 1000);
    const QDateTime until = httpDate(text);
    if (!until.isValid())
        return std::nullopt;
    return usable(static_cast<double>(serversNow(headers).msecsTo(until)));
}

} // namespace concert
