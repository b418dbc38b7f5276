// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/loose_json.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int deepest = 40;              // no answer of ours is deeper than five
constexpr qsizetype longestBareKey = 60; // how far is looked ahead for a colon

bool isAnyOf(QChar c, QStringView set)
{
    return set.contains(c);
}

/// The characters that may close what this one opens; empty: it opens no string.
QStringView closersOf(QChar quote)
{
    switch (quote.unicode()) {
    case u'"':
        return u"\"";
    case u'\'':
        return u"'";
    case u'`':
        return u"`'";
    case u'\u201c': // English opens so, German closes so
    case u'\u201d':
    case u'\u201e':
    case u'\u201f':
        return u"\u201c\u201d\"";
    case u'\u2018':
    case u'\u2019':
    case u'\u201a':
        return u"\u2018\u2019'";
    case u'\u00ab':
        return u"\u00bb";
    case u'\u00bb':
        return u"\u00ab";
    case u'\u300c':
        return u"\u300d";
    default:
        return {};
    }
}

class LooseReader {
public:
    LooseReader(QStringView text, qsizetype at) : text_(text), at_(at) {}

    std::optional<LooseJson> read()
    {
        const QJsonValue value = peek() == u'{' ? QJsonValue(object(1)) : QJsonValue(array(1));
        if (state_ == State::Wrong)
            return std::nullopt;
        return LooseJson{value, at_, state_ == State::Fine};
    }

private:
    enum class State { Fine, CutOff, Wrong };
    enum class Role { Key, Value };

    bool atEnd() const { return at_ >= text_.size(); }
    QChar peek() const { return atEnd() ? QChar() : text_[at_]; }
    bool take(QChar c)
    {
        skipBlanks();
        if (peek() != c)
            return false;
        ++at_;
        return true;
    }

    qsizetype afterBlanks(qsizetype at) const;
    void skipBlanks() { at_ = afterBlanks(at_); }
    qsizetype lookAhead(qsizetype at);
    bool beginsMember(qsizetype at);
    bool closesString(qsizetype next, Role role);

    QJsonObject object(int depth);
    void members(int depth, QJsonObject *object);
    QJsonArray array(int depth);
    QJsonValue value(int depth);
    QString key();
    QString string(Role role);
    QChar escaped();
    QJsonValue bareValue();

    QStringView text_;
    qsizetype at_;
    State state_ = State::Fine;
    qsizetype lookedAhead_ = 0; ///< how many characters in all
};

/// Behind white space, zero-width characters and comments.
qsizetype LooseReader::afterBlanks(qsizetype at) const
{
    while (at < text_.size()) {
        const QChar c = text_[at];
        if (c.isSpace() || isAnyOf(c, u"\ufeff\u200b\u200c\u200d\u2060")) {
            ++at;
        } else if (c == u'#' || text_.sliced(at).startsWith(u"//")) {
            const qsizetype end = text_.indexOf(u'\n', at);
            at = end < 0 ? text_.size() : end;
        } else if (text_.sliced(at).startsWith(u"/*")) {
            const qsizetype end = text_.indexOf(u"*/", at + 2);
            at = end < 0 ? text_.size() : end + 2;
        } else {
            break;
        }
    }
    return at;
}

/// The same without going there. A hostile text could make us look over all of it at each quote.
qsizetype LooseReader::lookAhead(qsizetype at)
{
    const qsizetype found = afterBlanks(at);
    lookedAhead_ += found - at;
    if (lookedAhead_ > 4 * text_.size())
        state_ = State::Wrong;
    return found;
}

/// After a comma: could another member or element follow here?
bool LooseReader::beginsMember(qsizetype at)
{
    at = lookAhead(at);
    if (at >= text_.size())
        return true;
    const QChar c = text_[at];
    if (isAnyOf(c, u"{[}],") || !closersOf(c).isEmpty() || c.isDigit() || c == u'-')
        return true;
    for (const QStringView word : {u"true", u"false", u"null", u"None"}) {
        if (text_.sliced(at).startsWith(word, Qt::CaseInsensitive))
            return true;
    }
    for (qsizetype i = at; i < std::min(text_.size(), at + longestBareKey); ++i) {
        if (text_[i] == u':')
            return i > at;
        if (!text_[i].isLetterOrNumber() && text_[i] != u'_')
            return false;
    }
    return false;
}

/// A quote closes a string only where something may follow it; else it stands for itself, as in
/// "we call it "peace" now" or 'Austria's fleet'.
bool LooseReader::closesString(qsizetype next, Role role)
{
    const qsizetype at = lookAhead(next);
    if (at >= text_.size())
        return true;
    const QChar c = text_[at];
    if (role == Role::Key)
        return c == u':' || c == u'=';
    if (c == u'}' || c == u']')
        return true;
    if (c == u',')
        return beginsMember(at + 1);
    // A comma was forgotten at the end of a line.
    return !closersOf(c).isEmpty() && text_.sliced(next, at - next).contains(u'\n');
}

QJsonObject LooseReader::object(int depth)
{
    QJsonObject result;
    ++at_;
    if (depth > deepest) {
        state_ = State::Wrong;
        return result;
    }
    skipBlanks();
    if (peek() == u'{') { // doubled, as templates write a brace that is meant
        result = object(depth + 1);
        if (state_ == State::Fine && !take(u'}'))
            state_ = afterBlanks(at_) >= text_.size() ? State::Fine : State::Wrong;
        return result;
    }
    members(depth, &result);
    return result;
}

void LooseReader::members(int depth, QJsonObject *object)
{
    for (;;) {
        while (take(u',') || take(u';')) {
        }
        if (take(u'}'))
            return;
        if (atEnd()) {
            state_ = State::CutOff;
            return;
        }
        const QString name = key();
        if (state_ != State::Fine)
            return;
        const QJsonValue member = value(depth);
        if (state_ != State::Fine)
            return;
        object->insert(name, member);
    }
}

QString LooseReader::key()
{
    QString name;
    if (!closersOf(peek()).isEmpty()) {
        name = string(Role::Key).trimmed();
        if (state_ != State::Fine)
            return name;
    } else {
        const qsizetype begin = at_;
        while (!atEnd() && (peek().isLetterOrNumber() || isAnyOf(peek(), u"_- /")) &&
               at_ - begin < longestBareKey)
            ++at_;
        name = text_.sliced(begin, at_ - begin).trimmed().toString();
    }
    if (take(u':')) {
    } else if (take(u'=')) {
        take(u'>');
    } else {
        state_ = atEnd() ? State::CutOff : State::Wrong;
    }
    if (name.isEmpty() && state_ == State::Fine)
        state_ = State::Wrong;
    return name;
}

QJsonArray LooseReader::array(int depth)
{
    QJsonArray result;
    ++at_;
    if (depth > deepest) {
        state_ = State::Wrong;
        return result;
    }
    for (;;) {
        while (take(u',') || take(u';')) {
        }
        if (take(u']'))
            return result;
        if (atEnd()) {
            state_ = State::CutOff;
            return {};
        }
        const QJsonValue element = value(depth);
        if (state_ != State::Fine)
            return {};
        result << element;
    }
}

QJsonValue LooseReader::value(int depth)
{
    skipBlanks();
    if (atEnd()) {
        state_ = State::CutOff;
        return {};
    }
    if (peek() == u'{') {
        const QJsonObject inner = object(depth + 1);
        return inner;
    }
    if (peek() == u'[')
        return array(depth + 1);
    if (!closersOf(peek()).isEmpty())
        return string(Role::Value);
    return bareValue();
}

QString LooseReader::string(Role role)
{
    const QStringView closers = closersOf(peek());
    QString result;
    for (++at_; !atEnd(); ++at_) {
        const QChar c = peek();
        if (c == u'\\' && at_ + 1 < text_.size()) {
            ++at_;
            result += escaped();
        } else if (isAnyOf(c, closers) && closesString(at_ + 1, role)) {
            ++at_;
            return result;
        } else if (state_ == State::Wrong) {
            return result;
        } else {
            result += c;
        }
    }
    state_ = State::CutOff;
    return result;
}

/// What stands behind a backslash; what JSON does not know stands for itself.
QChar LooseReader::escaped()
{
    switch (peek().unicode()) {
    case u'n':
        return u'\n';
    case u't':
        return u'\t';
    case u'r':
    case u'b':
    case u'f':
        return u' ';
    case u'u': {
        bool isHex = false;
        const ushort code = text_.mid(at_ + 1, 4).toUShort(&isHex, 16);
        if (!isHex || at_ + 4 >= text_.size())
            return u'u';
        at_ += 4;
        return code;
    }
    default:
        return peek();
    }
}

/// A number, a literal, or words without quotes up to the end of the member or the line.
QJsonValue LooseReader::bareValue()
{
    const qsizetype begin = at_;
    while (!atEnd() && !isAnyOf(peek(), u",]}\n{["))
        ++at_;
    if (atEnd()) {
        state_ = State::CutOff;
        return {};
    }
    if (isAnyOf(peek(), u"{[")) {
        state_ = State::Wrong;
        return {};
    }
    QStringView word = text_.sliced(begin, at_ - begin);
    for (const QStringView comment : {u"//", u" #", u"/*"}) {
        if (const qsizetype start = word.indexOf(comment); start > 0)
            word = word.first(start);
    }
    word = word.trimmed();
    if (word.isEmpty())
        state_ = State::Wrong;
    bool isNumber = false;
    const double number = word.toDouble(&isNumber);
    if (isNumber && qIsFinite(number))
        return number;
    const auto is = [word](QStringView name) {
        return word.compare(name, Qt::CaseInsensitive) == 0;
    };
    if (is(u"true") || is(u"false"))
        return is(u"true");
    if (is(u"null") || is(u"none") || is(u"undefined") || is(u"nan"))
        return QJsonValue::Null;
    return word.toString();
}

} // namespace

std::optional<LooseJson> readLooseJson(QStringView text, qsizetype at)
{
    if (at >= text.size() || (text[at] != u'{' && text[at] != u'['))
        return std::nullopt;
    return LooseReader(text, at).read();
}

} // namespace concert
