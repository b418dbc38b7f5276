// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/model_id.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

const QString defaultProvider = u"openai"_s;

struct ModelIdText {
    Q_DECLARE_TR_FUNCTIONS(concert::ModelId)
};

/// Where "@http…" begins; -1: there is none. A name may hold an '@' itself.
qsizetype addressStart(const QString &text)
{
    static const QRegularExpression address(u"@(?=https?://)"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return text.indexOf(address);
}

QString addressProblem(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return ModelIdText::tr("The address after '@' is not valid; write it as "
                               "http://HOST:PORT/v1.");
    if (!url.userInfo().isEmpty() || url.hasQuery()) // both end up in logs
        return ModelIdText::tr("The address after '@' must hold no password and no query; a key "
                               "goes behind '#' or into an environment variable.");
    return {};
}

/// As provider profiles may be called. Not "meta-llama/llama-4" of "meta-llama/llama-4:free".
bool looksLikeProvider(const QString &prefix)
{
    static const QRegularExpression name(u"^[a-z0-9][a-z0-9._\\-]*$"_s);
    return prefix.contains(name);
}

QString unknownProvider(const QString &prefix, const QString &name, const QStringList &known)
{
    return ModelIdText::tr("There is no provider \"%1\"; known are %2. If \"%3\" is the model's "
                           "name, write its provider before it, as in ollama:%3.")
        .arg(prefix, known.join(u", "_s), name);
}

/// A letter or two wrong, left out, put in or swapped, or the end left out.
bool isMisspelt(const QString &text, const QString &word)
{
    constexpr qsizetype fewest = 3;
    if (text.size() < fewest || text == word)
        return false;
    const qsizetype shorter = std::min(text.size(), word.size());
    qsizetype front = 0;
    while (front < shorter && text[front] == word[front])
        ++front;
    qsizetype back = 0;
    while (back < shorter - front && text[text.size() - 1 - back] == word[word.size() - 1 - back])
        ++back;
    const qsizetype wrong = std::max(text.size(), word.size()) - front - back;
    return wrong <= std::min<qsizetype>(2, word.size() / 3) || front == text.size();
}

/// A name without a provider would go to OpenAI. What it more likely means: a provider whose name
/// it nearly is, or begins with; empty: nothing.
QString likelierMeaning(const QString &name, const QStringList &known)
{
    const QString lower = name.toLower();
    for (const QString &provider : known) {
        if (provider == defaultProvider)
            continue;
        if (lower.startsWith(provider % u'-'))
            return provider % u':' % name;
        if (isMisspelt(lower, provider))
            return provider == u"simulator" ? provider : QString(provider % u":NAME"_s);
    }
    return {};
}

QUrl withoutTrailingSlash(QUrl url)
{
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path);
    return url;
}

} // namespace

QString ModelId::toString() const
{
    QString text = provider;
    if (!name.isEmpty())
        text += u':' % name;
    if (!baseUrl.isEmpty())
        text += u'@' % baseUrl.toString(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    return text;
}

ParsedModelId parseModelId(const QString &text, const QStringList &knownProviders)
{
    ParsedModelId parsed;
    QString rest = text.trimmed();
    if (const qsizetype hash = rest.indexOf(u'#'); hash >= 0) {
        parsed.key = rest.mid(hash + 1).trimmed().toUtf8();
        rest.truncate(hash);
    }
    ModelId model{defaultProvider, {}, {}};
    if (const qsizetype at = addressStart(rest); at >= 0) {
        model.baseUrl = withoutTrailingSlash(QUrl(rest.mid(at + 1), QUrl::StrictMode));
        parsed.problem = addressProblem(model.baseUrl);
        rest.truncate(at);
    }
    const qsizetype colon = rest.indexOf(u':');
    const QString prefix = rest.left(colon).toLower(); // all of it if there is no colon
    if (knownProviders.contains(prefix)) {
        model.provider = prefix;
        rest = colon < 0 ? QString() : rest.mid(colon + 1);
    } else if (colon >= 0 && parsed.problem.isEmpty() && looksLikeProvider(prefix)) {
        parsed.problem = unknownProvider(prefix, rest.trimmed(), knownProviders);
    } else if (const QString meant = likelierMeaning(rest.trimmed(), knownProviders);
               colon < 0 && model.baseUrl.isEmpty() && parsed.problem.isEmpty() &&
               !meant.isEmpty()) {
        parsed.problem = ModelIdText::tr("Did you mean %1? If \"%2\" is a model of OpenAI's, write "
                                         "it as openai:%2.")
                             .arg(meant, rest.trimmed());
    }
    model.name = rest.trimmed();

    static const QRegularExpression unwanted(u"[\\s\\p{C}]"_s);
    static const QRegularExpression hostAndPort(u"@(\\w+://|[\\w.\\-]+:\\d+(/|$))"_s);
    if (!parsed.problem.isEmpty())
        return parsed;
    // Names may hold '@', but a key that comes after a host without its http:// is meant for it,
    // and must not go to the provider's own address.
    const bool keyForHost =
        !parsed.key.isEmpty() && model.baseUrl.isEmpty() && model.name.contains(u'@');
    if (keyForHost || model.name.contains(hostAndPort))
        parsed.problem = ModelIdText::tr("An address starts with http:// or https://, as in "
                                         "openai:NAME@http://127.0.0.1:8080/v1.");
    else if (model.name.contains(unwanted))
        parsed.problem = ModelIdText::tr("The name of a model holds no blanks: '%1'.")
                             .arg(model.name.simplified());
    else if (model.name.isEmpty() && model.provider != u"simulator")
        parsed.problem = ModelIdText::tr("The model's name is missing; write it as %1:NAME.")
                             .arg(model.provider);
    else
        parsed.model = model;
    return parsed;
}

} // namespace concert
