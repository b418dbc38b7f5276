// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keys/key_store.h"

#include "app/keys/system_keychain.h"
#include "core/chat/redactor.h"

#include <QPointer>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// In the keychain: "openai@https://api.openai.com".
QString entryName(const ProviderProfile &profile)
{
    return profile.name % u'@' %
           profile.baseUrl.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery |
                                    QUrl::RemoveFragment);
}

} // namespace

ProviderKey environmentKey(const ProviderProfile &profile)
{
    if (profile.keyVariable.isEmpty())
        return {};
    const QByteArray key = qgetenv(profile.keyVariable.toLatin1().constData()).trimmed();
    return {key, key.isEmpty() ? KeySource::None : KeySource::Environment};
}

KeyStore::KeyStore(std::unique_ptr<KeyBackend> keychain, QObject *parent)
    : QObject(parent), keychain_(std::move(keychain))
{}

KeyStore::KeyStore(QObject *parent) : KeyStore(std::make_unique<SystemKeychain>(), parent) {}

KeyStore::~KeyStore() = default;

ProviderKey KeyStore::known(const ProviderProfile &profile) const
{
    const Entry entry = entries_.value(entryName(profile));
    ProviderKey key;
    if (!entry.typed.isEmpty())
        key = {entry.typed, KeySource::Session};
    else if (const ProviderKey own = environmentKey(profile); own.source != KeySource::None)
        key = own;
    else if (!entry.saved.isEmpty())
        key = {entry.saved, KeySource::Keychain};
    Redactor::ofProcess().addSecret(key.bytes);
    return key;
}

void KeyStore::find(const ProviderProfile &profile, const Found &found)
{
    const QString name = entryName(profile);
    Entry &entry = entries_[name];
    const bool mayBeThere = profile.savedKey || !profile.keyVariable.isEmpty();
    if (known(profile).source != KeySource::None || profile.isBuiltIn() || !mayBeThere ||
        (entry.inKeychain == InKeychain::No && !entry.asking)) {
        found(known(profile));
        return;
    }
    entry.waiting.append({profile, found});
    if (entry.asking)
        return;
    keychain_->read(
        name, ask(name, [](Entry *read, const KeyBackend::Answer &answer) {
            read->saved = answer.key;
            if (answer.outcome != KeyBackend::Answer::Outcome::Failed) // else it is asked again
                read->inKeychain = answer.key.isEmpty() ? InKeychain::No : InKeychain::Yes;
        }));
}

void KeyStore::keep(const ProviderProfile &profile, const QByteArray &key, bool inKeychain)
{
    const QString name = entryName(profile);
    Redactor::ofProcess().addSecret(key);
    Entry &entry = entries_[name];
    entry.typed = key;
    entry.problem.clear();
    if (inKeychain) {
        keychain_->write(name, key, ask(name, [=, this](Entry *written, const auto &answer) {
                             if (answer.outcome != KeyBackend::Answer::Outcome::Done)
                                 return;
                             written->saved = key;
                             written->inKeychain = InKeychain::Yes;
                             if (written->typed == key)
                                 written->typed.clear();
                             tellSaved(profile, true);
                         }));
    }
    Q_EMIT changed();
}

void KeyStore::forget(const ProviderProfile &profile)
{
    const QString name = entryName(profile);
    Entry &entry = entries_[name];
    entry.typed.clear();
    entry.saved.clear();
    keychain_->remove(name, ask(name, [=, this](Entry *removed, const auto &answer) {
                          if (answer.outcome == KeyBackend::Answer::Outcome::Failed)
                              return;
                          removed->inKeychain = InKeychain::No;
                          tellSaved(profile, false);
                      }));
    Q_EMIT changed();
}

/// Later: an entry is being changed.
void KeyStore::tellSaved(const ProviderProfile &profile, bool saved)
{
    QMetaObject::invokeMethod(
        this, [=, this] { Q_EMIT savedChanged(profile, saved); }, Qt::QueuedConnection);
}

bool KeyStore::isAsking(const ProviderProfile &profile) const
{
    return entries_.value(entryName(profile)).asking;
}

QString KeyStore::problem(const ProviderProfile &profile) const
{
    return entries_.value(entryName(profile)).problem;
}

KeyBackend::Callback KeyStore::ask(const QString &name, const Taken &taken)
{
    Entry &entry = entries_[name];
    entry.asking = true;
    const int question = ++entry.question;
    QTimer::singleShot(patience_, this, [this, name, question] {
        answered(
            name, question,
            {KeyBackend::Answer::Outcome::Failed, {}, tr("The system keychain does not answer.")},
            [](Entry *, const auto &) {});
    });
    return [self = QPointer(this), name, question, taken](const KeyBackend::Answer &answer) {
        if (self) // the keychain may answer when nobody wants to know any more
            self->answered(name, question, answer, taken);
    };
}

void KeyStore::answered(const QString &name, int question, const KeyBackend::Answer &answer,
                        const Taken &taken)
{
    Entry &entry = entries_[name];
    if (!entry.asking || entry.question != question)
        return; // there is a newer question, or it comes too late
    entry.asking = false;
    entry.problem = answer.problem;
    taken(&entry, answer);
    const auto waiting = std::exchange(entry.waiting, {});
    for (const auto &[profile, found] : waiting)
        found(known(profile)); // may change entries_: entry is not used any more
    Q_EMIT changed();
}

} // namespace concert
