// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/known_servers.h"

#include "core/record/write_whole.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int daysKept = 7;
constexpr int firstChosenPort = 32768; ///< Linux, ip_local_port_range
constexpr qint64 longestFile = 1'000'000;

bool isFixed(const QUrl &url)
{
    return url.port() < firstChosenPort && url.userInfo().isEmpty() && !url.hasQuery();
}

/// The entries that still count.
QJsonArray entriesIn(const QString &path, const QDate &today)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QJsonArray entries;
    const QJsonArray all = QJsonDocument::fromJson(file.read(longestFile)).array();
    for (const QJsonValue &entry : all) {
        const QDate found = QDate::fromString(entry[u"found"_s].toString(), Qt::ISODate);
        if (found.isValid() && found <= today && found.daysTo(today) <= daysKept)
            entries << entry;
    }
    return entries;
}

void learnFrom(const QJsonObject &entry, ServerKnowledge *knowledge)
{
    const QUrl url(entry[u"base_url"_s].toString(), QUrl::StrictMode);
    const auto level = parseStructuredLevel(entry[u"structured"_s].toString());
    if (!level || !url.isValid())
        return;
    Concessions concessions{*level, {}};
    const QJsonArray fields = entry[u"dropped_fields"_s].toArray();
    for (const QJsonValue &field : fields)
        concessions.droppedFields << field.toString();
    concessions.withoutSystem = entry[u"without_system"_s].toBool();
    concessions.withoutThoughts = entry[u"without_thoughts"_s].toBool();
    concessions.mostTokens = std::max(0, entry[u"most_tokens"_s].toInt());
    knowledge->learn(url, entry[u"model"_s].toString(), concessions);
}

/// In place of what is said there of the same model.
void write(const QString &file, const QJsonObject &news, const QDate &today)
{
    QJsonArray entries = entriesIn(file, today); // another process may know more
    for (qsizetype i = entries.size() - 1; i >= 0; --i) {
        if (entries[i][u"base_url"_s] == news[u"base_url"_s] &&
            entries[i][u"model"_s] == news[u"model"_s])
            entries.removeAt(i);
    }
    entries << news;
    QDir().mkpath(QFileInfo(file).path());
    writeWhole(file, QJsonDocument(entries).toJson());
}

} // namespace

void keepServerKnowledge(ServerKnowledge *knowledge, const QString &file, const QDate &today)
{
    knowledge->setKeeper(nullptr);
    const QJsonArray entries = entriesIn(file, today);
    for (const QJsonValue &entry : entries)
        learnFrom(entry.toObject(), knowledge);
    knowledge->setKeeper(
        [file](const QUrl &url, const QString &model, const Concessions &concessions) {
            if (!isFixed(url))
                return;
            const QDate now = QDate::currentDate();
            write(file,
                  {{u"base_url"_s, url.toString()},
                   {u"model"_s, model},
                   {u"structured"_s, structuredLevelName(concessions.structured)},
                   {u"dropped_fields"_s, QJsonArray::fromStringList(concessions.droppedFields)},
                   {u"without_system"_s, concessions.withoutSystem},
                   {u"without_thoughts"_s, concessions.withoutThoughts},
                   {u"most_tokens"_s, concessions.mostTokens},
                   {u"found"_s, now.toString(Qt::ISODate)}},
                  now);
        });
}

QString usualServersFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) %
           u"/concert/servers.json"_s;
}

} // namespace concert
