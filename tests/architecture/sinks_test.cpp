// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// Keys are taken out of text where it leaves the program. That holds only as long as it leaves by
/// the places that do so.
class SinksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textLeavesByTheRedactor_data();
    void textLeavesByTheRedactor();
};

void SinksTest::textLeavesByTheRedactor_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<QStringList>("places");
    QTest::newRow("terminal")
        << u"\\bstderr\\b|\\bstdout\\b|std::(cerr|cout|clog)|\\b(printf|puts|perror)\\s*\\("_s
        << QStringList{u"app/terminal.h"_s, u"app/terminal.cpp"_s};
    QTest::newRow("files") << u"QSaveFile|QIODevice::(WriteOnly|ReadWrite|Append)|ofstream|fopen"_s
                           << QStringList{
                                  u"core/record/folder_file.cpp"_s, // opens for match_log_file
                                  u"core/record/match_log_file.cpp"_s,
                                  u"core/record/match_folder.cpp"_s, // cuts torn ends
                                  u"core/record/write_whole.cpp"_s,
                                  u"core/record/spending_ledger.cpp"_s,     // numbers
                                  u"app/terminal.cpp"_s,                    // into a string
                                  u"ui/chances/chance_plot.cpp"_s,          // pictures
                                  u"ui/latency/latency_chart_export.cpp"_s, // pictures
                                  u"ui/map/map_picture.cpp"_s               // pictures, into memory
                              };
    // Other files than those of the program's own and of the user's settings are opened by
    // core/record/folder_file.h, which knows what a stranger's folder may hold.
    QTest::newRow("reading") << u"QIODevice::ReadOnly|gzopen|ifstream|\\bfopen\\b"_s
                             << QStringList{
                                    u"core/agents/prompt_library.cpp"_s, // the program's own
                                    u"core/llm/transport.cpp"_s,         // a body in memory
                                    u"core/record/folder_file.cpp"_s,
                                    u"core/record/jsonl_reader.cpp"_s, // a pipe the user names
                                    u"core/record/spending_ledger.cpp"_s, u"app/known_hosts.cpp"_s,
                                    u"app/known_servers.cpp"_s,
                                    u"ui/map/map_geometry.cpp"_s // the program's own
                                };
    QTest::newRow("emptying folders") << u"removeRecursively|remove_all"_s << QStringList();
    QTest::newRow("messages") << u"qInstallMessageHandler"_s
                              << QStringList{u"app/message_filter.cpp"_s};
}

void SinksTest::textLeavesByTheRedactor()
{
    QFETCH(QString, way);
    QFETCH(QStringList, places);
    const QDir root(QStringLiteral(CONCERT_SOURCE_DIR));
    const QRegularExpression expression(way);
    const QRegularExpression comments(u"//[^\\n]*"_s);
    QStringList others;
    QStringList found;
    for (const QString &folder : {u"app"_s, u"core"_s, u"ui"_s}) {
        QDirIterator files(root.filePath(folder), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QString text = QString::fromUtf8(file.readAll());
            if (!text.remove(comments).contains(expression))
                continue;
            const QString name = root.relativeFilePath(file.fileName());
            (places.contains(name) ? found : others) << name;
        }
    }
    QVERIFY2(others.isEmpty(), qPrintable(others.join(u", "_s)));
    QCOMPARE(found.size(), places.size()); // else the expression finds nothing
}

QTEST_GUILESS_MAIN(SinksTest)
#include "sinks_test.moc"
