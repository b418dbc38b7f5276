// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/known_hosts.h"

#include "core/record/write_whole.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qint64 longestHostFile = 1'000'000;

QStringList hostsIn(const QString &file)
{
    QFile known(file);
    return known.open(QIODevice::ReadOnly)
               ? QString::fromUtf8(known.read(longestHostFile)).split(u'\n', Qt::SkipEmptyParts)
               : QStringList();
}

} // namespace

KnownHosts::KnownHosts(const QString &file, QObject *parent)
    : QObject(parent), file_(file), hosts_(hostsIn(file))
{}

QString KnownHosts::usualFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) %
           u"/concert/hosts"_s;
}

bool KnownHosts::isNew(const QUrl &url) const
{
    const QString host = foreignHost(url);
    return !host.isEmpty() && !hosts_.contains(host);
}

void KnownHosts::remember(const QUrl &url)
{
    if (!isNew(url))
        return;
    hosts_ = hostsIn(file_) + hosts_; // another process may know more
    hosts_ << foreignHost(url);
    hosts_.removeDuplicates();
    QDir().mkpath(QFileInfo(file_).path());
    // If it cannot be written the host is shown again next time, which does no harm.
    writeWhole(file_, hosts_.join(u'\n').toUtf8() + '\n');
    Q_EMIT changed();
}

QStringList KnownHosts::introduce(const MatchConfig &config)
{
    QList<ModelId> models(config.models.begin(), config.models.end());
    if (config.commentary)
        models << *config.commentary;
    QStringList sentences;
    for (const ModelId &model : models) {
        const auto profile = config.effectiveProvider(model);
        if (!profile || !isNew(profile->baseUrl))
            continue;
        remember(profile->baseUrl);
        sentences << firstUseText(profile->baseUrl);
    }
    return sentences;
}

} // namespace concert
