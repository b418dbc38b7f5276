// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/nearest_name.h"

#include "core/rules/edit_distance.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// A third of the letters may be wrong: more, and it is another word.
constexpr qsizetype lettersForAMistake = 3;
/// Shorter parts are in too many names.
constexpr qsizetype shortestPart = 4;

std::string plainName(const QString &name)
{
    return QString(name).toLower().replace(u'-', u'_').toStdString();
}

} // namespace

QString nearestName(const QString &given, const QStringList &known)
{
    constexpr qsizetype longest = 100; // nobody misspells more, and distances take time
    if (given.size() > longest)
        return {};
    const std::string wanted = plainName(given);
    QString nearest;
    auto least = static_cast<int>(std::max<qsizetype>(1, given.size() / lettersForAMistake)) + 1;
    for (const QString &name : known) {
        const int distance = editDistance(wanted, plainName(name));
        if (distance < least) {
            least = distance;
            nearest = name;
        }
    }
    if (!nearest.isEmpty() || given.size() < shortestPart)
        return nearest;
    const auto hasIt = [&wanted](const QString &name) {
        return plainName(name).find(wanted) != std::string::npos;
    };
    const auto found = std::find_if(known.begin(), known.end(), hasIt);
    const bool isOnly = found != known.end() && std::none_of(std::next(found), known.end(), hasIt);
    return isOnly ? *found : QString();
}

QString didYouMean(const QString &given, const QStringList &known, const QString &prefix)
{
    const QString name = nearestName(given, known);
    return name.isEmpty() ? QString() : u"; did you mean %1%2?"_s.arg(prefix, name);
}

} // namespace concert
