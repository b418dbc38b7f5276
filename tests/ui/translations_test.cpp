// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

const QString root = QStringLiteral(CONCERT_SOURCE_DIR);

struct Message {
    QString context;
    QString source;
    QStringList forms; ///< one, or the plural forms
    bool unfinished = false;
    bool plural = false;

    QString id() const { return context % u": "_s % source; }
};

/// The messages of a .ts file; empty if it cannot be read.
QList<Message> readMessages(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"message") {
            messages.append({context, {}, {}, false, xml.attributes().hasAttribute(u"numerus"_s)});
        } else if (xml.name() == u"source") {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            messages.last().unfinished = xml.attributes().hasAttribute(u"type"_s);
            if (!messages.last().plural)
                messages.last().forms << xml.readElementText();
        } else if (xml.name() == u"numerusform") {
            messages.last().forms << xml.readElementText();
        }
    }
    return xml.hasError() ? QList<Message>() : messages;
}

QString german()
{
    return root % u"/translations/concert_de.ts"_s;
}

/// "%1%2%n": the places that are filled in, sorted. "%L1" is "%1"; a lone '%' is text.
QString placeholders(const QString &text)
{
    static const QRegularExpression place(u"%L?(\\d|n)"_s);
    QSet<QString> found;
    auto matches = place.globalMatch(text);
    while (matches.hasNext())
        found << matches.next().captured(1);
    QStringList sorted = found.values();
    sorted.sort();
    return sorted.join(u' ');
}

bool hasMnemonic(const QString &text)
{
    static const QRegularExpression mnemonic(u"&[^&\\s]"_s);
    return text.contains(mnemonic);
}

QSet<QString> idsOf(const QList<Message> &messages)
{
    QSet<QString> ids;
    for (const Message &message : messages)
        ids << message.id();
    return ids;
}

} // namespace

class TranslationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStringIsInGerman();
    void placesAndMnemonicsAreKept();
    void nothingIsMissingFromTheFiles_data();
    void nothingIsMissingFromTheFiles();
    void theProgramHasThem();
};

void TranslationsTest::everyStringIsInGerman()
{
    const QList<Message> messages = readMessages(german());
    QVERIFY(messages.size() > 200);
    QStringList wrong;
    for (const Message &message : messages) {
        const bool empty = message.forms.isEmpty() || message.forms.contains(QString());
        if (message.unfinished || empty || (message.plural && message.forms.size() != 2))
            wrong << message.id();
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TranslationsTest::placesAndMnemonicsAreKept()
{
    QStringList wrong;
    for (const Message &message : readMessages(german())) {
        for (const QString &form : message.forms) {
            if (placeholders(form) != placeholders(message.source))
                wrong << message.id() % u" -> "_s % form;
            if (hasMnemonic(form) != hasMnemonic(message.source))
                wrong << message.id() % u" -> "_s % form % u" (mnemonic)"_s;
            if (form.startsWith(u' ') != message.source.startsWith(u' '))
                wrong << message.id() % u" -> "_s % form % u" (blank in front)"_s;
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TranslationsTest::nothingIsMissingFromTheFiles_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("German") << u"concert_de.ts"_s << QStringList();
    QTest::newRow("English plurals") << u"concert_en.ts"_s << QStringList{u"-pluralonly"_s};
}

void TranslationsTest::nothingIsMissingFromTheFiles()
{
    QFETCH(QString, file);
    QFETCH(QStringList, options);
    const QString lupdate = QStandardPaths::findExecutable(
        u"lupdate"_s, {QLibraryInfo::path(QLibraryInfo::BinariesPath),
                       QLibraryInfo::path(QLibraryInfo::LibraryExecutablesPath)});
    if (lupdate.isEmpty())
        QSKIP("lupdate is not installed");
    const QTemporaryDir folder;
    const QString copy = folder.filePath(file);
    QVERIFY(QFile::copy(root % u"/translations/"_s % file, copy));
    QProcess process;
    process.setWorkingDirectory(root);
    process.start(lupdate, QStringList{u"-silent"_s, u"-I"_s, u"."_s, u"-locations"_s, u"none"_s,
                                       u"-no-obsolete"_s} +
                               options + QStringList{u"app"_s, u"core"_s, u"ui"_s, u"-ts"_s, copy});
    QVERIFY(process.waitForFinished(120'000));
    QCOMPARE(process.exitCode(), 0);
    const QList<Message> stored = readMessages(root % u"/translations/"_s % file);
    const QList<Message> fresh = readMessages(copy);
    QVERIFY(!fresh.isEmpty());
    const QStringList missing = (idsOf(fresh) - idsOf(stored)).values();
    const QStringList obsolete = (idsOf(stored) - idsOf(fresh)).values();
    QVERIFY2(missing.isEmpty(),
             qPrintable(u"run ./dev translations, then translate:\n"_s % missing.join(u'\n')));
    QVERIFY2(obsolete.isEmpty(),
             qPrintable(u"run ./dev translations; no longer there:\n"_s % obsolete.join(u'\n')));
}

void TranslationsTest::theProgramHasThem()
{
    QTranslator english;
    QVERIFY(english.load(u":/i18n/concert_en.qm"_s));
    QCoreApplication::installTranslator(&english);
    const auto calls = [](int n) {
        return QCoreApplication::translate("concert::MatchPage", "About %n call(s) of models",
                                           nullptr, n);
    };
    QCOMPARE(calls(1), u"About 1 call of models"_s);
    QCOMPARE(calls(149), u"About 149 calls of models"_s);

    QTranslator german;
    QVERIFY(german.load(u":/i18n/concert_de.qm"_s));
    QCoreApplication::installTranslator(&german);
    QCOMPARE(calls(149), u"Etwa 149 Aufrufe von Modellen"_s);
    QCOMPARE(QCoreApplication::translate("Power", "Austria"), u"Österreich"_s);
    QCoreApplication::removeTranslator(&german);
    QCoreApplication::removeTranslator(&english);
}

QTEST_GUILESS_MAIN(TranslationsTest)
#include "translations_test.moc"
