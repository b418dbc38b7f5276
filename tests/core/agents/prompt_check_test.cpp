// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/prompt_check.h"

#include "core/agents/prompt_library.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// What of a folder of prompts is not used is said, and old folders load.
class PromptCheckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void remarks_data();
    void remarks();
    void sevenFolders();
    void oldOrdersStandForAllThree();
    void packagedPromptsAreSound();
};

namespace {

struct NamedFile {
    QString name;
    QByteArray text;
};

void writeFiles(const QString &folder, const QList<NamedFile> &files)
{
    QVERIFY(QDir().mkpath(folder));
    for (const NamedFile &written : files) {
        QFile file(folder % u'/' % written.name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(written.text);
    }
}

MatchConfig configWith(const QStringList &folders)
{
    MatchConfig config = MatchConfig::demo();
    config.promptFolders = folders;
    return config;
}

} // namespace

Q_DECLARE_METATYPE(QList<NamedFile>)

void PromptCheckTest::remarks_data()
{
    QTest::addColumn<QList<NamedFile>>("files");
    QTest::addColumn<bool>("ofPowers");        // the files of single powers are used
    QTest::addColumn<QStringList>("expected"); // FOLDER is the folder
    const auto row = [](const char *name, const QList<NamedFile> &files,
                        const QStringList &expected = {}, bool ofPowers = true) {
        QTest::newRow(name) << files << ofPowers << expected;
    };
    const NamedFile system{u"system_prompt.txt"_s, "Play {power_name}."};
    row("nothing to say", {system, {u"README.md"_s, "{what}"}});
    row("empty folder", {}, {u"FOLDER holds no prompts; Concert's own are used."_s});
    row("only others'", {{u"notes.txt"_s, "x"}},
        {u"FOLDER holds no prompts; Concert's own are used."_s});
    row("as forks have them",
        {system,
         {u"few_shot_example.txt"_s, "x"},
         {u"draw_evaluation_prompt.txt"_s, "{x}"},
         {u"order_diary_prompt.txt"_s, "x"},
         {u"order_instructions.txt"_s, "Order."}},
        {u"In FOLDER, these files are not used: draw_evaluation_prompt.txt, few_shot_example.txt, "
         "order_diary_prompt.txt."_s});
    row("placeholders of the first layout",
        {{u"context_prompt.txt"_s, "{power_name} {game_map_loc_name} {game_history} {units_info} "
                                   "{enemy_units} {convoy_paths_possible} {game_map_loc_name}"}},
        {u"In FOLDER/context_prompt.txt, these names stand for nothing and are sent as they are: "
         "{game_map_loc_name}, {convoy_paths_possible}."_s});
    row("braces that are none",
        {{u"system_prompt.txt"_s, "{{name}} {\"orders\": []} {} {a b} {{ \"x\": 1 }} {1}"}});
    row("of one power", {{u"france_system_prompt.txt"_s, "{trust}"}},
        {u"In FOLDER/france_system_prompt.txt, these names stand for nothing and are sent as they "
         "are: {trust}."_s});
    row("of one power, switched off", {system, {u"france_system_prompt.txt"_s, "{trust}"}},
        {u"In FOLDER, these files are not used, as prompts of single powers are switched off: "
         "france_system_prompt.txt."_s},
        false);
    row("slips of the pen",
        {system, {u"conversation_instruction.txt"_s, "x"}, {u"Context_Prompt.txt"_s, "x"}},
        {u"FOLDER/Context_Prompt.txt is not used; perhaps context_prompt.txt is meant."_s,
         u"FOLDER/conversation_instruction.txt is not used; perhaps conversation_instructions.txt "
         "is meant."_s});
    row("empty file", {system, {u"planning_instructions.txt"_s, " \n"}},
        {u"FOLDER/planning_instructions.txt is empty; Concert's own is used."_s});
    row("hidden by all three",
        {{u"order_instructions.txt"_s, "x"},
         {u"order_instructions_movement_phase.txt"_s, "x"},
         {u"order_instructions_retreat_phase.txt"_s, "x"},
         {u"order_instructions_adjustment_phase.txt"_s, "x"}},
        {u"In FOLDER, these files are not used: order_instructions.txt."_s});
}

void PromptCheckTest::remarks()
{
    QFETCH(QList<NamedFile>, files);
    QFETCH(bool, ofPowers);
    QFETCH(QStringList, expected);
    const QTemporaryDir folder;
    writeFiles(folder.path(), files);
    MatchConfig config = configWith({folder.path()});
    config.countrySpecificPrompts = ofPowers;
    QStringList remarks = promptRemarks(config);
    remarks.replaceInStrings(folder.path(), u"FOLDER"_s);
    QCOMPARE(remarks, expected);
}

/// Each is looked at for the power that gets it.
void PromptCheckTest::sevenFolders()
{
    const QTemporaryDir folder;
    QStringList folders;
    for (const Power power : allPowers) {
        folders << folder.filePath(QString::number(indexOf(power)));
        writeFiles(folders.last(), {{u"system_prompt.txt"_s, "Play."}});
    }
    QCOMPARE(promptRemarks(configWith(folders)), QStringList());
    writeFiles(folders[2], {{u"italy_system_prompt.txt"_s, "{x}"}});
    writeFiles(folders[4], {{u"italy_system_prompt.txt"_s, "{x}"}});
    QCOMPARE(
        promptRemarks(configWith(folders)),
        (QStringList{u"In %1, these files are not used: italy_system_prompt.txt."_s.arg(folders[2]),
                     u"In %1, these files are not used: system_prompt.txt."_s.arg(folders[4]),
                     u"In %1/italy_system_prompt.txt, these names stand for nothing and are "
                     "sent as they are: {x}."_s.arg(folders[4])}));
}

void PromptCheckTest::oldOrdersStandForAllThree()
{
    const QTemporaryDir folder;
    writeFiles(folder.path(), {{u"order_instructions.txt"_s, "Old."},
                               {u"russia_order_instructions.txt"_s, "Russian."},
                               {u"order_instructions_retreat_phase.txt"_s, "Retreat."}});
    const PromptLibrary library({folder.path()});
    const QString movement = u"order_instructions_movement_phase.txt"_s;
    QCOMPARE(library.text(movement, Power::Italy), u"Old."_s);
    QVERIFY(library.isForeign(movement, Power::Italy));
    QCOMPARE(library.text(movement, Power::Russia), u"Russian."_s);
    QCOMPARE(library.text(u"order_instructions_adjustment_phase.txt"_s, Power::Italy), u"Old."_s);
    QCOMPARE(library.text(u"order_instructions_retreat_phase.txt"_s, Power::Italy), u"Retreat."_s);
    QCOMPARE(promptRemarks(configWith({folder.path()})), QStringList());
}

void PromptCheckTest::packagedPromptsAreSound()
{
    const QString prompts = QStringLiteral(CONCERT_SOURCE_DIR "/resources/prompts");
    QCOMPARE(promptRemarks(configWith({prompts})), QStringList());
    QCOMPARE(promptRemarks(configWith({prompts % u"/compact"_s})), QStringList());
    QCOMPARE(promptRemarks(configWith({})), QStringList());
}

QTEST_GUILESS_MAIN(PromptCheckTest)
#include "prompt_check_test.moc"
