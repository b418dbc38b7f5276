// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agents/prompt_builder.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>

namespace concert {

/// The texts that stand for a prompt's placeholders, made when they are first asked for. Diary and
/// press can be told how many tokens they may take; then their oldest parts are left out, and they
/// say so.
class PromptTexts {
public:
    explicit PromptTexts(const PromptContext &context) : context_(context) {}

    /// All placeholders.
    static QStringList names() { return allMakers().keys(); }
    /// None: there is no placeholder of this name.
    std::optional<QString> value(const QString &name) const;

    void setDiaryLimit(qsizetype tokens);
    void setPressLimit(qsizetype tokens);
    qsizetype tokens(const QString &name) const; ///< that the placeholder's text takes
    qsizetype diaryTokens() const { return tokens(QStringLiteral("diary_before")); }
    qsizetype pressTokens() const { return tokens(QStringLiteral("messages_this_round")); }

private:
    using Makers = QHash<QString, QString (*)(const PromptTexts &)>; // by placeholder
    static const Makers &allMakers();
    static Makers boardMakers();
    static Makers agentMakers();
    static Makers talkMakers();
    QString historyText() const;
    QString diaryText(const Agent &agent) const;
    QString pressText(const QList<MessageSent> &messages) const;
    QString earlierPressText() const;
    QString unansweredText() const;
    QString talksText() const;
    QString planText() const;
    QString judgedText() const;
    QString meantText() const;
    QString sinceText() const;
    QString changesText() const;
    QString adjustmentTask() const;
    QString ownOrdersText() const;
    QString othersText() const;
    QString boardStateText() const;
    QString linesOf(std::string (*list)(const Position &), bool own) const;

    const PromptContext &context_;
    qsizetype diaryLimit_ = -1; // none
    qsizetype pressLimit_ = -1;
    mutable QHash<QString, QString> made_;
};

} // namespace concert
