// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keys/system_keychain.h"

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

const QString keychainService = u"Concert"_s;

} // namespace

SystemKeychain::SystemKeychain(QObject *parent) : QObject(parent) {}

KeyBackend::Answer SystemKeychain::failure(const QKeychain::Job &job) const
{
    using Outcome = Answer::Outcome;
    switch (job.error()) {
    case QKeychain::NoError:
        return {};
    case QKeychain::EntryNotFound:
        return {Outcome::NotFound, {}, {}};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {Outcome::Failed, {}, tr("No system keychain runs here.")};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {Outcome::Failed, {}, tr("The system keychain denied access.")};
    default:
        // Its own words may be empty, or hold the entry's name; they never hold the key.
        return {Outcome::Failed, {}, tr("The system keychain is locked or does not work.")};
    }
}

void SystemKeychain::start(QKeychain::Job *job, const QString &entry, const Callback &done)
{
    job->setKey(entry);
    job->setInsecureFallback(false);
    // Queued: some back ends fail before start() returns.
    connect(
        job, &QKeychain::Job::finished, this,
        [this, job, done] {
            Answer answer = failure(*job);
            if (const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(job);
                reading && answer.outcome == Answer::Outcome::Done)
                answer.key = reading->textData().toUtf8();
            job->deleteLater();
            done(answer);
        },
        Qt::QueuedConnection);
    job->setAutoDelete(false);
    job->start();
}

void SystemKeychain::read(const QString &entry, const Callback &done)
{
    start(new QKeychain::ReadPasswordJob(keychainService, this), entry, done);
}

void SystemKeychain::write(const QString &entry, const QByteArray &key, const Callback &done)
{
    auto *job = new QKeychain::WritePasswordJob(keychainService, this);
    job->setTextData(QString::fromUtf8(key));
    start(job, entry, done);
}

void SystemKeychain::remove(const QString &entry, const Callback &done)
{
    start(new QKeychain::DeletePasswordJob(keychainService, this), entry, done);
}

} // namespace concert
