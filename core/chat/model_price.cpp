// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/model_price.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct PriceText {
    Q_DECLARE_TR_FUNCTIONS(concert::ModelPrice)
};

constexpr double highestPrice = 1e6; // dollars for a million tokens

bool isPrice(double value)
{
    return std::isfinite(value) && value >= 0 && value <= highestPrice;
}

std::optional<double> priceFrom(const QString &text)
{
    bool ok = false;
    const double value = text.trimmed().toDouble(&ok);
    return ok && isPrice(value) ? std::optional(value) : std::nullopt;
}

} // namespace

QString ModelPrice::toString() const
{
    QStringList prices{QString::number(input), QString::number(output)};
    if (cachedInput)
        prices.insert(1, QString::number(*cachedInput));
    return models % u'=' % prices.join(u'/');
}

std::optional<ModelPrice> ModelPrice::parse(const QString &text)
{
    const qsizetype equals = text.lastIndexOf(u'=');
    const QStringList prices = text.mid(equals + 1).split(u'/');
    if (equals < 1 || prices.size() < 2 || prices.size() > 3)
        return std::nullopt;
    ModelPrice price;
    price.models = text.left(equals).trimmed();
    const auto input = priceFrom(prices.first());
    const auto output = priceFrom(prices.last());
    if (prices.size() == 3)
        price.cachedInput = priceFrom(prices[1]);
    if (!input || !output || (prices.size() == 3 && !price.cachedInput) || price.models.isEmpty())
        return std::nullopt;
    price.input = *input;
    price.output = *output;
    return price;
}

QJsonObject ModelPrice::toJson() const
{
    QJsonObject json{{u"models"_s, models}, {u"input"_s, input}, {u"output"_s, output}};
    if (cachedInput)
        json.insert(u"cached_input"_s, *cachedInput);
    return json;
}

ModelPrice ModelPrice::fromJson(const QJsonObject &json)
{
    ModelPrice price;
    price.models = json[u"models"_s].toString(price.models);
    price.input = json[u"input"_s].toDouble();
    price.output = json[u"output"_s].toDouble();
    if (json[u"cached_input"_s].isDouble())
        price.cachedInput = json[u"cached_input"_s].toDouble();
    return price;
}

QString ModelPrice::problem() const
{
    if (models.trimmed().isEmpty())
        return PriceText::tr("A price needs the names of its models, as in gpt-5* or *.");
    if (!isPrice(input) || !isPrice(output) || !isPrice(cachedInput.value_or(0)))
        return PriceText::tr("Prices are dollars for a million tokens, from 0 to 1000000.");
    return {};
}

bool ModelPrice::matches(const QString &model) const
{
    // Qt 6.4's own wildcards stop at '/', which names of models hold.
    QString pattern = QRegularExpression::escape(models.trimmed());
    pattern.replace(u"\\*"_s, u".*"_s).replace(u"\\?"_s, u"."_s);
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                              QRegularExpression::CaseInsensitiveOption)
        .match(model)
        .hasMatch();
}

/// Servers' figures are not trusted: a part may exceed its whole or be negative.
double ModelPrice::cost(const Usage &usage) const
{
    const qint64 all = std::max<qint64>(0, usage.inputTokens);
    const qint64 cached = std::clamp<qint64>(usage.cachedInputTokens, 0, all);
    const qint64 out = std::max<qint64>(0, usage.outputTokens);
    return (static_cast<double>(all - cached) * input +
            static_cast<double>(cached) * cachedInput.value_or(input) +
            static_cast<double>(out) * output) /
           1e6;
}

} // namespace concert
