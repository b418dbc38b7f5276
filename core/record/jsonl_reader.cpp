// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/jsonl_reader.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr unsigned chunkSize = 1U << 16U;
/// A saved game has a few megabytes; what is longer than this is not read into memory.
constexpr qsizetype longestText = qsizetype{48} << 20;

void closeGzip(gzFile_s *file)
{
    gzclose(file);
}

bool isNamedAsLines(const QString &path)
{
    return path.endsWith(u".jsonl"_s, Qt::CaseInsensitive) ||
           path.endsWith(u".jsonl.gz"_s, Qt::CaseInsensitive);
}

QString whatIsWrong(const QJsonParseError &error)
{
    return error.error == QJsonParseError::DocumentTooLarge
               ? u"there are more values than can be read"_s
               : u"this is not JSON: %1"_s.arg(error.errorString());
}

/// "illegal value (line 3, column 7)" in a document that begins in this line.
QString whereWrong(const QJsonParseError &error, const QByteArray &text, qsizetype firstLine)
{
    const QByteArray before = text.left(error.offset);
    return u"%1 (line %2, column %3)"_s.arg(whatIsWrong(error))
        .arg(firstLine + before.count('\n'))
        .arg(before.size() - before.lastIndexOf('\n'));
}

} // namespace

JsonlReader::JsonlReader(const QString &path, FileFrom from)
    : path_(path), from_(from),
      shown_(path == u"-"_s ? u"standard input"_s : QDir::toNativeSeparators(path)),
      isLines_(isNamedAsLines(path)), file_(nullptr, &closeGzip)
{}

JsonlReader::~JsonlReader() = default;

/// zlib reads what is not compressed as it is.
bool JsonlReader::open()
{
    wasOpened_ = true;
    const QFileInfo info(path_);
    QString reason;
    errno = 0;
    if (path_ == u"-"_s) {
        file_.reset(gzdopen(0, "rb"));
    } else if (info.isDir()) {
        errno = EISDIR;
    } else if (from_ == FileFrom::User && info.exists() && !info.isFile()) {
        file_.reset(gzopen(QFile::encodeName(path_).constData(), "rb"));
    } else {
        QFile file;
        reason = openToRead(path_, &file, from_);
        if (reason.isEmpty())
            file_.reset(gzdopen(::dup(file.handle()), "rb"));
    }
    if (!file_)
        giveUp(u"the file cannot be read: %1"_s.arg(reason.isEmpty() ? qt_error_string(errno)
                                                                     : reason));
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
        if (length > longestText)
            giveUp(u"the line is longer than %1 MB"_s.arg(longestText >> 20));
        if (!fillBuffer())
            break;
        searched = length;
    }
    if (!failure_.isEmpty() || begin_ == buffer_.size())
        return std::nullopt;
    QByteArray line = std::exchange(buffer_, {}); // which may be large
    line.remove(0, std::exchange(begin_, 0));
    return line;
}

/// It is told once, and nothing is read again.
void JsonlReader::giveUp(const QString &failure)
{
    failure_ = failure;
    atEnd_ = true;
    buffer_.clear();
    begin_ = 0;
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
    *text += '\n';
    do {
        *text += QByteArrayView(buffer_).sliced(begin_);
        begin_ = buffer_.size();
        if (text->size() > longestText)
            giveUp(u"the file is longer than %1 MB"_s.arg(longestText >> 20));
    } while (fillBuffer());
}

/// A document that begins in this line.
JsonlReader::Item JsonlReader::parsed(const QByteArray &line)
{
    QByteArray text = line;
    QJsonParseError error{};
    QJsonDocument document = jsonFrom(text, &error);
    if (error.error != QJsonParseError::NoError && isFirst_ && !isLines_) {
        addRest(&text);
        if (!failure_.isEmpty())
            return readFailure();
        document = jsonFrom(text, &error);
        if (error.error == QJsonParseError::DocumentTooLarge)
            return {shown_, {}, whatIsWrong(error)};
        if (error.error != QJsonParseError::NoError)
            return {shown_, {}, whereWrong(error, text, line_)};
    }
    if (error.error != QJsonParseError::NoError)
        return {placeOfLine(), {}, whatIsWrong(error)};
    if (document.isObject())
        return {placeOfLine(), document.object(), {}};
    array_ = document.array();
    arrayAt_ = 0;
    return array_.isEmpty() ? Item{placeOfLine(), {}, u"the array is empty"_s} : nextOfArray();
}

JsonlReader::Item JsonlReader::nextOfArray()
{
    const QString place = u"%1[%2]"_s.arg(placeOfLine()).arg(arrayAt_);
    const QJsonValue value = array_[arrayAt_++];
    return {place, value.toObject(), value.isObject() ? QString() : u"this is not a JSON object"_s};
}

std::optional<JsonlReader::Item> JsonlReader::next()
{
    if (arrayAt_ < array_.size())
        return nextOfArray();
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
