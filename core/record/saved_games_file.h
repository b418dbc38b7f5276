// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/folder_file.h"
#include "core/record/saved_game.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <array>
#include <optional>
#include <variant>

namespace concert {

/// What is told of one of several saved games in a file, so that one can be chosen.
struct SavedGameEntry {
    int number = 0;  ///< from 1: how many entries it is from the beginning of the file
    QString problem; ///< why it is no game, a sentence; then nothing else is known
    QString id;
    QString map;
    QDateTime date; ///< when its first phase began; invalid: the file does not say
    QString first;  ///< phases, "S1901M"
    QString last;
    int phases = 0;
    std::array<int, powerCount> centers{}; ///< in the last phase that tells of any
};

/// The games of a file, of which nothing but these entries is kept in memory.
struct SavedGameList {
    QList<SavedGameEntry> entries; ///< none: it is no file of saved games
    bool isWhole = true;           ///< false: there are more than can be listed
};

inline constexpr int mostGamesListed = 500;

/// What AI_Diplomacy, and an export of ours, call a run's game.
inline const QString savedGameFileName = QStringLiteral("lmvsgame.json");

/// Lists what is in a file: one game, a list of them, or one a line, compressed or not.
SavedGameList listSavedGames(const QString &path, FileFrom from = FileFrom::User);

/// The game with this number, or a sentence: "PLACE: what is wrong".
std::variant<SavedGame, QString> readSavedGame(const QString &path, int number,
                                               FileFrom from = FileFrom::User);

} // namespace concert

Q_DECLARE_METATYPE(concert::SavedGameList)
