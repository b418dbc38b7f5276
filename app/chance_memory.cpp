// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chance_memory.h"

#include "app/evaluator.h"
#include "core/record/folder_file.h"
#include "core/record/write_whole.h"
#include "core/rules/board_text.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qint64 longestChanceFile = qint64{8} * 1024 * 1024; // of some thousand phases
constexpr double mostCenters = 34;                            // of the standard map

QByteArray digestOf(const Position &position)
{
    return QCryptographicHash::hash(QByteArray::fromStdString(boardText(position)),
                                    QCryptographicHash::Sha256)
        .toHex();
}

QJsonArray chancesToJson(const Chances &chances)
{
    QJsonArray powers;
    for (const PowerChances &power : chances.powers) {
        QJsonArray numbers;
        for (const Estimate &estimate : {power.share, power.centers, power.solo, power.alive}) {
            numbers << estimate.mean << estimate.error;
        }
        powers << numbers;
    }
    return powers;
}

/// Absent: no game could have led to that.
std::optional<Chances> chancesFromJson(const QJsonArray &powers)
{
    Chances chances;
    chances.games = Evaluator::mostGames;
    if (powers.size() != powerCount)
        return std::nullopt;
    double shares = 0;
    for (int i = 0; i < powerCount; ++i) {
        const QJsonArray numbers = powers[i].toArray();
        if (numbers.size() != 8)
            return std::nullopt;
        int at = 0;
        const auto read = [&](double most) {
            const Estimate estimate{numbers[at].toDouble(-1), numbers[at + 1].toDouble(-1)};
            at += 2;
            const bool possible = estimate.mean >= 0 && estimate.mean <= most &&
                                  estimate.error >= 0 && estimate.error <= most;
            return possible ? std::optional(estimate) : std::nullopt; // NaN is not possible
        };
        const auto share = read(1);
        const auto centers = read(mostCenters);
        const auto solo = read(1);
        const auto alive = read(1);
        if (!share || !centers || !solo || !alive)
            return std::nullopt;
        chances.powers[static_cast<std::size_t>(i)] = {*share, *centers, *solo, *alive};
        shares += share->mean;
    }
    return std::abs(shares - 1) < 0.001 ? std::optional(chances) : std::nullopt;
}

/// What chances depend on besides the board. The player has no number of its own: how a few games
/// from the opening ended stands for it.
QJsonObject dependencies()
{
    static const QJsonObject all = [] {
        constexpr int sample = 20;
        Rollouts rollouts(Map::standard(), Position::start());
        rollouts.play(sample);
        const RolloutOptions options;
        return QJsonObject{{u"format"_s, 1},
                           {u"games"_s, Evaluator::mostGames},
                           {u"years"_s, options.years},
                           {u"seed"_s, static_cast<qint64>(options.seed)},
                           {u"opening"_s, chancesToJson(rollouts.chances())}};
    }();
    return all;
}

QString chanceFile(const QString &folder)
{
    return folder % u"/chances.json"_s;
}

} // namespace

const Chances *ChanceMemory::find(const Position &position)
{
    if (!loaded_)
        load();
    const auto known = known_.constFind(digestOf(position));
    return known == known_.constEnd() ? nullptr : &*known;
}

void ChanceMemory::add(const Position &position, const Chances &chances)
{
    if (find(position) != nullptr)
        return;
    known_.insert(digestOf(position), chances);
    changed_ = true;
}

void ChanceMemory::load()
{
    loaded_ = true;
    QFile file;
    if (folder_.isEmpty() || !openToRead(chanceFile(folder_), &file).isEmpty() ||
        file.size() > longestChanceFile)
        return;
    const QJsonObject all = jsonFrom(file.read(longestChanceFile)).object();
    if (all[u"depends_on"_s].toObject() != dependencies())
        return;
    const QJsonObject boards = all[u"boards"_s].toObject();
    for (auto board = boards.begin(); board != boards.end(); ++board) {
        if (const auto chances = chancesFromJson(board->toArray()))
            known_.insert(board.key().toLatin1(), *chances);
    }
}

void ChanceMemory::save()
{
    if (!std::exchange(changed_, false) || folder_.isEmpty() ||
        !whyNotOurs(chanceFile(folder_)).isEmpty())
        return;
    QJsonObject boards;
    for (auto board = known_.begin(); board != known_.end(); ++board)
        boards.insert(QString::fromLatin1(board.key()), chancesToJson(*board));
    const QJsonObject all{{u"depends_on"_s, dependencies()}, {u"boards"_s, boards}};
    writeWhole(chanceFile(folder_), QJsonDocument(all).toJson(QJsonDocument::Compact));
}

} // namespace concert
