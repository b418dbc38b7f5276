// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/jsonl_reader.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr unsigned chunkSize = 1U << 16U;
/// A saved game has a few megabytes; what is longer than this is not read into memory.
constexpr qsizetype longestText = qsizetype{256} << 20;

void closeGzip(gzFile_s *file)
{
    gzclose(file);
}

bool isNamedAsLines(const QString &path)
{
    return path.endsWith(u".jsonl"_s, Qt::CaseInsensitive) ||
           path.endsWith(u".jsonl.gz"_s, Qt::CaseInsensitive);
}

/// "illegal value (line 3, column 7)" in a document that begins in this line.
QString whereWrong(const QJsonParseError &error, const QByteArray &text, qsizetype firstLine)
{
    const QByteArray before = text.left(error.offset);
    return u"this is not JSON: %1 (line %2, column %3)"_s.arg(error.errorString())
        .arg(firstLine + before.count('\n'))
        .arg(before.size() - before.lastIndexOf('\n'));
}

} // namespace

JsonlReader::JsonlReader(const QString &path)
    : path_(path), shown_(path == u"-"_s ? u"standard input"_s : QDir::toNativeSeparators(path)),
      isLines_(isNamedAsLines(path)), file_(nullptr, &closeGzip)
{}

JsonlReader::~JsonlReader() = default;

/// zlib reads what is not compressed as it is.
bool JsonlReader::open()
{
    wasOpened_ = true;
    errno = 0;
    if (path_ == u"-"_s)
        file_.reset(gzdopen(0, "rb"));
    else if (QFileInfo(path_).isDir())
        errno = EISDIR;
    else
        file_.reset(gzopen(QFile::encodeName(path_).constData(), "rb"));
    if (!file_) {
        failure_ = u"the file cannot be read: %1"_s.arg(qt_error_string(errno));
        atEnd_ = true;
    }
    return file_ != nullptr;
}

/// Appends to the buffer; false at the end, and on an error, which is kept in failure_.
bool JsonlReader::fillBuffer()
{
    if (atEnd_)
        return false;
    buffer_.remove(0, begin_);
    begin_ = 0;
    const qsizetype size = buffer_.size();
    buffer_.resize(size + chunkSize);
    const int count = gzread(file_.get(), buffer_.data() + size, chunkSize);
    buffer_.resize(size + std::max(count, 0));
    if (count > 0)
        return true;
    atEnd_ = true;
    int code = Z_OK;
    const char *message = gzerror(file_.get(), &code);
    if (code != Z_OK && code != Z_STREAM_END)
        failure_ = u"the file is damaged or cut off here: %1"_s.arg(
            code == Z_ERRNO ? qt_error_string(errno) : QString::fromUtf8(message));
    return false;
}

/// Without the line's end. Nothing: the file has ended, well or not.
std::optional<QByteArray> JsonlReader::readLine()
{
    qsizetype searched = begin_;
    for (;;) {
        const qsizetype end = buffer_.indexOf('\n', searched);
        if (end >= 0) {
            const QByteArray line = buffer_.mid(begin_, end - begin_);
            begin_ = end + 1;
            return line;
        }
        const qsizetype length = buffer_.size() - begin_;
        if (length > longestText) {
            failure_ = u"the line is longer than %1 MB"_s.arg(longestText >> 20);
            atEnd_ = true;
            buffer_.clear(); // told once, and nothing of it is read again
            begin_ = 0;
        }
        if (!fillBuffer())
            break;
        searched = length;
    }
    if (!failure_.isEmpty() || begin_ == buffer_.size())
        return std::nullopt;
    const QByteArray line = buffer_.mid(begin_);
    begin_ = buffer_.size();
    return line;
}

QString JsonlReader::placeOfLine() const
{
    const bool counted = isLines_ || path_ == u"-"_s || line_ > 1;
    return counted ? u"%1:%2"_s.arg(shown_).arg(line_) : shown_;
}

JsonlReader::Item JsonlReader::readFailure()
{
    ++line_;
    const Item item{placeOfLine(), {}, failure_};
    failure_.clear();
    return item;
}

void JsonlReader::addRest(QByteArray *text)
{
    while (const auto line = readLine()) {
        *text += '\n' + *line;
        if (text->size() > longestText) {
            failure_ = u"the file is longer than %1 MB"_s.arg(longestText >> 20);
            atEnd_ = true;
            buffer_.clear();
            begin_ = 0;
        }
    }
}

/// A document that begins in this line.
JsonlReader::Item JsonlReader::parsed(const QByteArray &line)
{
    QByteArray text = line;
    QJsonParseError error{};
    QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError && isFirst_ && !isLines_) {
        addRest(&text);
        if (!failure_.isEmpty())
            return readFailure();
        document = QJsonDocument::fromJson(text, &error);
        if (error.error != QJsonParseError::NoError)
            return {shown_, {}, whereWrong(error, text, line_)};
    }
    if (error.error != QJsonParseError::NoError)
        return {placeOfLine(), {}, u"this is not JSON: %1"_s.arg(error.errorString())};
    if (document.isObject())
        return {placeOfLine(), document.object(), {}};
    const QJsonArray array = document.array();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString place = u"%1[%2]"_s.arg(placeOfLine()).arg(i);
        waiting_ << Item{place, array[i].toObject(),
                         array[i].isObject() ? QString() : u"this is not a JSON object"_s};
    }
    if (waiting_.isEmpty())
        return {placeOfLine(), {}, u"the array is empty"_s};
    return waiting_.takeFirst();
}

std::optional<JsonlReader::Item> JsonlReader::next()
{
    if (!waiting_.isEmpty())
        return waiting_.takeFirst();
    if (!wasOpened_ && !open()) {
        isFirst_ = false;
        return Item{shown_, {}, std::exchange(failure_, {})};
    }
    while (const auto line = readLine()) {
        ++line_;
        if (line->trimmed().isEmpty())
            continue;
        Item item = parsed(*line);
        isFirst_ = false;
        return item;
    }
    const bool isEmpty = std::exchange(isFirst_, false);
    if (!failure_.isEmpty())
        return readFailure();
    if (!isEmpty)
        return std::nullopt;
    return Item{shown_, {}, u"the file is empty"_s};
}

} // namespace concert
