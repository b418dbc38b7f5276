// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/llm/chat_provider.h"
#include "tests/support/fake_model_server.h"
#include "tests/support/hurried_clock.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QTimer>

#include <algorithm>
#include <memory>

namespace concert {

/// An answer to jsonQuestion().
inline const QString theJson = QStringLiteral("{\"orders\": [\"A PAR H\"]}");

/// What a match asks, in short: words of the system, a user's, and a schema.
inline ChatRequest jsonQuestion()
{
    using namespace Qt::StringLiterals;
    ChatRequest request;
    request.model = u"m"_s;
    request.messages = {{ChatMessage::Role::System, u"You play FRANCE."_s},
                        {ChatMessage::Role::User, u"Your orders?"_s}};
    request.schema = ChatSchema{u"orders"_s,
                                {{u"type"_s, u"object"_s},
                                 {u"properties"_s, QJsonObject{{u"orders"_s, QJsonObject()}}},
                                 {u"required"_s, QJsonArray{u"orders"_s}}}};
    return request;
}

/// The built-in profile of that name, pointed to \a server.
inline ProviderProfile profileAt(const FakeModelServer &server, const QString &provider)
{
    const auto all = builtInProviders();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const auto &each) { return each.name == provider; });
    return found->at(server.baseUrl());
}

/// Asks one question after another of one provider, in hurried time, and keeps what a watcher is
/// told meanwhile.
class Asker {
public:
    const ChatResult &ask(const ProviderProfile &profile, const ChatRequest &request)
    {
        reply_.reset();
        if (!provider_ || !(provider_->profile() == profile)) {
            ProviderGround ground;
            ground.clock = &clock_;
            provider_ = std::make_unique<ChatProvider>(profile, "k", 3, nullptr, ground);
        }
        told.clear();
        seen.clear();
        reply_.reset(provider_->send(request));
        QEventLoop loop;
        QObject::connect(reply_.get(), &ChatReply::restarted, &loop, [this](const QString &why) {
            told << why;
            seen.clear();
        });
        QObject::connect(reply_.get(), &ChatReply::textReceived, &loop,
                         [this](const QString &text) { seen += text; });
        QObject::connect(reply_.get(), &ChatReply::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(60'000, &loop, [] { qFatal("the call does not end"); });
        loop.exec();
        return reply_->result();
    }
    const ChatResult &result() const { return reply_->result(); }
    QString problem() const { return result().error ? result().error->message : QString(); }
    Concessions learned() const { return provider_->concessions(QStringLiteral("m")); }
    bool isDown() const { return provider_->isDown(); }
    void forget()
    {
        reply_.reset();
        provider_.reset();
    }

    QStringList told; ///< why it was sent again
    QString seen;     ///< of the last attempt's answer

private:
    HurriedClock clock_;
    std::unique_ptr<ChatProvider> provider_;
    std::unique_ptr<ChatReply> reply_;
};

} // namespace concert
