// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace concert {

/// An answer without the thoughts that some models put in front. Empty: it ends within them.
QString withoutThoughts(const QString &answer);

/// The member of one of these names, the first name first; case, blanks and underscores in names do
/// not count. Undefined: there is none.
QJsonValue memberOf(const QJsonObject &object, const QStringList &names);

/// Where in a model's answer the JSON is. The steps: what was only thought is left out; every
/// object and array is read, strictly if it can be, else loosely (loose_json.h); of those that hold
/// what is asked for the last one is meant. Its texts are clean (saidJson()). Quick also on half a
/// megabyte of rubbish.
class AnswerJson {
public:
    explicit AnswerJson(const QString &answer);

    struct Part {
        QJsonValue value;    ///< an object or an array that stands in no other
        bool isWhole = true; ///< false: the answer ends within it; what was complete is there
    };
    const QList<Part> &parts() const { return parts_; }

    /// The last object, or the last directly in one, with a member of one of these names. An array
    /// on its own stands for the member of the first name.
    std::optional<QJsonObject> find(const QStringList &names) const;

    /// Why that found nothing, as a sentence for the model.
    QString whyNotFound(const QStringList &names) const;

private:
    enum class Text { Empty, OnlyThoughts, Some };
    Text text_ = Text::Some;
    QList<Part> parts_;
};

} // namespace concert
