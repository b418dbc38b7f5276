// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using concert::Language;
using concert::MatchConfig;
using concert::ProviderProfile;
using concert::Settings;
using concert::Theme;

class SettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void defaults();
    void everythingIsKept();
    void signalsOnlyOnChange();
    void providersAreKept();
    void damagedFile();
    void noKeyIsWritten();
    void recentMatches();
    void fileThatCannotBeWritten();

private:
    QString path() const { return folder_->filePath(u"settings.ini"_s); }
    QByteArray written() const;

    std::unique_ptr<QTemporaryDir> folder_;
};

void SettingsTest::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(folder_->isValid());
}

QByteArray SettingsTest::written() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void SettingsTest::defaults()
{
    const Settings settings(path());
    QCOMPARE(settings.theme(), Theme::System);
    QCOMPARE(settings.language(), Language::System);
    QVERIFY(settings.animation());
    QCOMPARE(settings.readingSpeed(), 1.0);
    QVERIFY(settings.recentMatches().isEmpty());
    QVERIFY(settings.runsFolder().endsWith(u"/Concert"_s));
    QCOMPARE(settings.providers(), concert::builtInProviders());
    QCOMPARE(settings.matchConfig(), MatchConfig::demo());
}

void SettingsTest::everythingIsKept()
{
    MatchConfig config = MatchConfig::demo();
    config.models[2] = {u"ollama"_s, u"qwen3:8b"_s, {}};
    config.negotiationRounds = 3;
    config.maxYear = 1910;
    config.schedule = concert::Schedule::Staged;
    config.seed = 18446744073709551615ULL;
    config.maxTokens = 999;
    config.simulator = {true, 250, 0.3, 0.5, u"stall:0.1"_s};
    {
        Settings settings(path());
        settings.setTheme(Theme::Dark);
        settings.setLanguage(Language::German);
        settings.setAnimation(false);
        settings.setReadingSpeed(2.5);
        settings.setRunsFolder(u"/tmp/Läufe, viele"_s);
        settings.setMatchConfig(config);
    }
    const Settings settings(path());
    QCOMPARE(settings.theme(), Theme::Dark);
    QCOMPARE(settings.language(), Language::German);
    QVERIFY(!settings.animation());
    QCOMPARE(settings.readingSpeed(), 2.5);
    QCOMPARE(settings.runsFolder(), u"/tmp/Läufe, viele"_s);
    QCOMPARE(settings.matchConfig(), config);
    QVERIFY(written().contains("theme=dark")); // words, that people can mend
}

void SettingsTest::signalsOnlyOnChange()
{
    Settings settings(path());
    QSignalSpy theme(&settings, &Settings::themeChanged);
    QSignalSpy any(&settings, &Settings::changed);
    settings.setTheme(Theme::System); // as it was
    QCOMPARE(theme.size(), 0);
    settings.setTheme(Theme::Light);
    QCOMPARE(theme.size(), 1);
    QCOMPARE(any.size(), 1);
    settings.setTheme(Theme::Light);
    QCOMPARE(theme.size(), 1);
    QSignalSpy config(&settings, &Settings::matchConfigChanged);
    settings.setProviders(concert::builtInProviders()); // as they were
    QCOMPARE(config.size(), 0);
    settings.setProviders(concert::builtInProviders().mid(0, 3));
    QCOMPARE(config.size(), 1);
}

void SettingsTest::providersAreKept()
{
    ProviderProfile mine;
    mine.name = u"mine"_s;
    mine.displayName = u"Mein \"Server\""_s;
    mine.baseUrl = QUrl(u"http://127.0.0.1:9/v1"_s);
    mine.keyVariable = u"MINE_KEY"_s;
    mine.maxConcurrent = 3;
    mine.structuredOutput = false;
    mine.schemaFirst = true;
    mine.timeouts.idle = std::chrono::milliseconds(1234);
    const ProviderProfile simulator = concert::builtInProviders().first();
    {
        Settings settings(path());
        settings.setProviders({simulator, mine});
    }
    const Settings settings(path());
    QCOMPARE(settings.providers(), (QList<ProviderProfile>{simulator, mine}));
    QCOMPARE(settings.matchConfig().providers, settings.providers());

    Settings fewer(path());
    fewer.setProviders({simulator}); // removed ones do not come back
    QCOMPARE(Settings(path()).providers(), QList<ProviderProfile>{simulator});
}

void SettingsTest::damagedFile()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "[appearance]\ntheme=pink\nlanguage=\nreading_speed=nan\nanimation=maybe\n"
        "[match]\nconfig={\"models\nrecent=@Invalid()\n[General]\nproviders=[1,{\"name\":7}]\n");
    file.close();
    const Settings settings(path());
    QCOMPARE(settings.theme(), Theme::System);
    QCOMPARE(settings.language(), Language::System);
    QCOMPARE(settings.readingSpeed(), 1.0);
    QCOMPARE(settings.matchConfig().models, MatchConfig::demo().models);
    QCOMPARE(settings.providers().first().name, concert::simulatorProviderName);
    QVERIFY(settings.matchConfig().problems().isEmpty());
}

void SettingsTest::noKeyIsWritten()
{
    MatchConfig config = MatchConfig::demo();
    const auto parsed = concert::parseModelId(
        u"openai:gpt@https://user:sk-CANARY-1@example.org/v1#sk-CANARY-2"_s, {u"openai"_s});
    config.models[0] = parsed.model.value_or(
        concert::ModelId{u"openai"_s, u"gpt"_s, QUrl(u"https://u:sk-CANARY-1@example.org/v1"_s)});
    ProviderProfile profile = concert::builtInProviders().at(1);
    profile.baseUrl = QUrl(u"https://u:sk-CANARY-3@example.org/v1"_s);
    config.providers = {profile};
    Settings settings(path());
    settings.setMatchConfig(config);
    settings.setProviders({profile});
    QVERIFY(written().contains("openai"));
    QVERIFY2(!written().contains("CANARY"), written().constData());
}

void SettingsTest::recentMatches()
{
    Settings settings(path());
    for (int i = 0; i < 12; ++i)
        settings.addRecentMatch(u"/runs/%1/"_s.arg(i));
    settings.addRecentMatch(u"/runs/5"_s);
    const QStringList recent = settings.recentMatches();
    QCOMPARE(recent.size(), 10);
    QCOMPARE(recent.first(), u"/runs/5"_s);
    QCOMPARE(recent.count(u"/runs/5"_s), 1);
    QCOMPARE(Settings(path()).recentMatches(), recent);
    settings.clearRecentMatches();
    QVERIFY(Settings(path()).recentMatches().isEmpty());
}

void SettingsTest::fileThatCannotBeWritten()
{
    QFile blocker(folder_->filePath(u"file"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    Settings settings(folder_->filePath(u"file/settings.ini"_s)); // a file is no folder
    QSignalSpy failed(&settings, &Settings::failed);
    settings.setTheme(Theme::Dark);
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains(u"settings.ini"_s));
    QCOMPARE(settings.theme(), Theme::Dark);
}

QTEST_GUILESS_MAIN(SettingsTest)
#include "settings_test.moc"
