// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/call_text_store.h"

#include "core/record/folder_file.h"
#include "core/record/match_log_reader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qint64 sliceBytes = 1'000'000; // a millisecond or two

/// The same for all attempts of a call.
QString callKey(const CallId &call)
{
    return call.toString().section(u'/', 0, 3);
}

qsizetype sizeOf(const CallText &text)
{
    qsizetype characters = text.answer.size();
    for (const ChatMessage &message : text.messages)
        characters += message.content.size();
    return characters * 2;
}

} // namespace

CallTextStore::CallTextStore(const QString &folder, QObject *parent)
    : QObject(parent), path_(folder % u'/' % callsFileName)
{
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &CallTextStore::scan);
}

void CallTextStore::add(const CallText &text)
{
    newest_.push_back(text);
    kept_ += sizeOf(text);
    while (kept_ > limit_ && newest_.size() > 1) {
        kept_ -= sizeOf(newest_.front());
        newest_.pop_front();
    }
}

void CallTextStore::find(const CallId &call)
{
    waiting_ << call;
    timer_.start(0);
}

void CallTextStore::scan()
{
    // Memory first: a call whose first attempt is there is there as a whole.
    const QList<CallId> asked = std::exchange(waiting_, {});
    for (const CallId &call : asked) {
        const bool inMemory =
            std::any_of(newest_.begin(), newest_.end(), [&](const CallText &text) {
                return text.call.attempt == 1 && callKey(text.call) == callKey(call);
            });
        if (inMemory)
            answer(call);
        else
            waiting_ << call;
    }
    if (waiting_.isEmpty())
        return;
    qint64 left = sliceBytes;
    if (isReadable_ && (file_.isOpen() || openToRead(path_, &file_).isEmpty())) {
        file_.seek(scanned_);
        while (left > 0) {
            const QByteArray line = nextLine(&file_);
            isReadable_ = line.size() <= longestFileLine;
            if (!isReadable_ || !line.endsWith('\n'))
                break; // the end, or a line that is still being written
            noteOffset(line, scanned_);
            scanned_ += line.size();
            left -= line.size();
        }
    }
    if (left <= 0) {
        timer_.start(0); // there is more
        return;
    }
    const QList<CallId> known = std::exchange(waiting_, {});
    for (const CallId &call : known)
        answer(call);
}

void CallTextStore::noteOffset(const QByteArray &line, qint64 offset)
{
    // Quotes within a string are written \", so this can only be the line's own key.
    static const QByteArray key = R"("call":")"_ba;
    qsizetype at = line.indexOf(key);
    while (at > 0 && line[at - 1] != ',' && line[at - 1] != '{')
        at = line.indexOf(key, at + 1);
    if (at < 0)
        return;
    const qsizetype begin = at + key.size();
    const qsizetype end = line.indexOf('"', begin);
    if (const auto call = CallId::parse(QString::fromUtf8(line.mid(begin, end - begin))))
        offsets_[callKey(*call)] << offset;
}

void CallTextStore::answer(const CallId &call)
{
    QList<CallText> texts;
    for (const CallText &text : newest_) {
        if (callKey(text.call) == callKey(call))
            texts << text;
    }
    if (texts.isEmpty() || texts.first().call.attempt != 1)
        texts = readAt(offsets_.value(callKey(call)));
    Q_EMIT found(call, texts);
}

QList<CallText> CallTextStore::readAt(const QList<qint64> &offsets)
{
    QList<CallText> texts;
    for (const qint64 offset : offsets) {
        if (!file_.seek(offset))
            continue;
        if (const auto text = callTextFromLine(nextLine(&file_)))
            texts << *text;
    }
    return texts;
}

} // namespace concert
