// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/board_text.h"
#include "core/rules/position.h"

#include <QByteArray>
#include <QDebug>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <zlib.h>

#include <algorithm>

/// Reads the samples in tests/data and the diplomacy library's notation in them.
namespace samples {

using namespace Qt::StringLiterals;

inline QString path(const QString &name)
{
    return QStringLiteral(CONCERT_SOURCE_DIR "/tests/data/") + name;
}

inline QJsonDocument readJson(const QString &name)
{
    QFile file(path(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return QJsonDocument::fromJson(file.readAll());
}

/// The objects of a compressed file with one JSON object a line.
inline QList<QJsonObject> readJsonLines(const QString &name)
{
    const gzFile file = gzopen(path(name).toLocal8Bit().constData(), "rb");
    if (file == nullptr)
        qFatal("cannot read %s", qPrintable(path(name)));
    QByteArray text;
    QByteArray buffer(1 << 16, Qt::Uninitialized);
    for (int count = 0; (count = gzread(file, buffer.data(), 1 << 16)) > 0;)
        text.append(buffer.constData(), count);
    gzclose(file);
    QList<QJsonObject> result;
    for (const QByteArray &line : text.split('\n')) {
        if (!line.isEmpty())
            result.append(QJsonDocument::fromJson(line).object());
    }
    return result;
}

inline concert::Power power(const QString &name)
{
    return concert::parsePower(name.toStdString()).value();
}

inline concert::Unit unit(const QString &text, concert::Power power)
{
    return concert::parseUnit(text.toStdString(), power).value();
}

inline QString text(const std::string &string)
{
    return QString::fromStdString(string);
}

inline QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

inline QStringList strings(const QJsonValue &array)
{
    QStringList result;
    for (const QJsonValue &value : array.toArray())
        result.append(value.toString());
    return result;
}

/// The state of a saved game as a position. It does not say where attacks came from.
inline concert::Position position(const QJsonObject &state)
{
    concert::Position result;
    result.phase = concert::Phase::parse(state[u"name"_s].toString().toStdString()).value();
    std::vector<concert::DislodgedUnit> dislodged;
    for (const concert::Power owner : concert::allPowers) {
        const QString name = QString::fromUtf8(concert::powerName(owner).data());
        for (const QString &entry : strings(state[u"units"_s][name])) {
            if (!entry.startsWith(u'*'))
                result.setUnit(unit(entry, owner));
        }
        for (const QString &entry : strings(state[u"centers"_s][name]))
            result.setOwner(concert::parseLocation(entry.toStdString()).value().province(), owner);
        const QJsonObject retreats = state[u"retreats"_s][name].toObject();
        for (auto it = retreats.begin(); it != retreats.end(); ++it) {
            concert::DislodgedUnit lost{unit(it.key(), owner), concert::Province::ADR, {}};
            for (const QString &place : strings(it.value()))
                lost.retreats.push_back(concert::parseLocation(place.toStdString()).value());
            dislodged.push_back(lost);
        }
    }
    result.setDislodged(std::move(dislodged));
    return result;
}

/// Units, dislodged units with their retreats, and centres, one sorted line each.
inline QStringList boardLines(const concert::Position &position)
{
    QStringList lines{text(position.phase.name())};
    for (const concert::Unit &entry : position.units())
        lines.append(QString::fromUtf8(concert::powerName(entry.power).data()) + u' ' +
                     text(concert::unitText(entry)));
    for (const concert::DislodgedUnit &entry : position.dislodged()) {
        QStringList retreats;
        for (const concert::Location place : entry.retreats)
            retreats.append(text(concert::locationText(place)));
        lines.append(u"dislodged "_s + text(concert::unitText(entry.unit)) + u" to "_s +
                     sorted(retreats).join(u' '));
    }
    for (const concert::Power owner : concert::allPowers) {
        for (const concert::Province center : position.centers(owner))
            lines.append(QString::fromUtf8(concert::powerName(owner).data()) + u" owns "_s +
                         text(concert::locationText(center)));
    }
    return sorted(lines);
}

/// What is in one list and not in the other, for messages.
inline QString difference(const QStringList &actual, const QStringList &expected)
{
    QStringList more = actual;
    QStringList less = expected;
    for (const QString &entry : expected)
        more.removeOne(entry);
    for (const QString &entry : actual)
        less.removeOne(entry);
    return u"too much: "_s + more.join(u", "_s) + u"; missing: "_s + less.join(u", "_s);
}

} // namespace samples
