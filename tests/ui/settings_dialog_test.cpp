// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/field_guard.h"
#include "ui/settings/appearance.h"
#include "ui/settings/match_page.h"
#include "ui/settings/provider_model.h"
#include "ui/settings/settings.h"
#include "ui/settings/settings_dialog.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocumentFragment>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using concert::MatchConfig;
using concert::Settings;
using concert::SettingsDialog;

class SettingsDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theWheelScrolls();
    void estimate();
    void talksAndThinking();
    void talksNeedMessages();
    void cancelWritesNothing();
    void okWrites();
    void startStartsWithWhatIsShown();
    void anotherTimeStartsNothing();
    void invalidModels_data();
    void invalidModels();
    void invalidSeedAndFolder();
    void oneForAllBecomesEach();
    void modelsAreShuffled();
    void providerProblems();
    void keyIsSetOrNot();
    void addAndRemoveProviders();
    void providerModel();
    void accessible();
    void appearance();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        return dialog_->findChild<T *>(name);
    }
    QPushButton *ok() const
    {
        return dialog_->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    }
    QString visibleText() const;
    void reopen();

    QTemporaryDir folder_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<SettingsDialog> dialog_;
};

void SettingsDialogTest::init()
{
    QFile::remove(folder_.filePath(u"settings.ini"_s));
    settings_ = std::make_unique<Settings>(folder_.filePath(u"settings.ini"_s));
    reopen();
}

void SettingsDialogTest::reopen()
{
    dialog_ = std::make_unique<SettingsDialog>(settings_.get());
    dialog_->show();
    QVERIFY(QTest::qWaitForWindowExposed(dialog_.get()));
}

/// Scrolling over a page changes nothing on it.
void SettingsDialogTest::theWheelScrolls()
{
    const concert::FieldGuard guard(nullptr); // the window has one
    reopen();
    const auto wheel = [](QWidget *field) {
        const QPointF at = field->rect().center();
        QWheelEvent event(at, field->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, {},
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(field, &event);
    };
    int fields = 0;
    for (QSpinBox *box : dialog_->findChildren<QSpinBox *>()) {
        const int before = box->value();
        box->clearFocus();
        wheel(box);
        QCOMPARE(box->value(), before);
        ++fields;
    }
    for (QComboBox *box : dialog_->findChildren<QComboBox *>()) {
        const int before = box->currentIndex();
        box->clearFocus();
        wheel(box);
        QCOMPARE(box->currentIndex(), before);
        ++fields;
    }
    QVERIFY(fields > 10);
}

void SettingsDialogTest::cleanup()
{
    dialog_.reset();
    settings_.reset();
}

QString SettingsDialogTest::visibleText() const
{
    QStringList texts;
    for (const QLabel *label : dialog_->findChildren<QLabel *>()) {
        if (label->isVisible())
            texts << label->text();
    }
    return texts.join(u'\n');
}

void SettingsDialogTest::estimate()
{
    MatchConfig config = MatchConfig::demo();
    config.planning = false;
    config.diaries = false;
    QCOMPARE(concert::estimatedCalls(config), 131); // measured: 130 to 133
    config.negotiationRounds = 0;
    QCOMPARE(concert::estimatedCalls(config), 75); // 73 to 76
    config.planning = true;                        // a call more for each power and movement phase
    QCOMPARE(concert::estimatedCalls(config), 75 + 4 * concert::powerCount);
    child<QCheckBox>(u"planning"_s)->setChecked(false);
    child<QCheckBox>(u"diaries"_s)->setChecked(false);
    QVERIFY(visibleText().contains(u"131"_s));
    child<QSpinBox>(u"rounds"_s)->setValue(0);
    QVERIFY(!visibleText().contains(u"131"_s));
}

void SettingsDialogTest::talksAndThinking()
{
    auto *order = child<QComboBox>(u"pressOrder"_s);
    order->setCurrentIndex(order->findData(static_cast<int>(concert::PressOrder::UntilQuiet)));
    child<QCheckBox>(u"planning"_s)->setChecked(false);
    child<QCheckBox>(u"fused"_s)->setChecked(true);
    child<QCheckBox>(u"commented"_s)->setChecked(true);
    child<QCheckBox>(u"simplePrompts"_s)->setChecked(true);
    child<QSpinBox>(u"promptTokens"_s)->setValue(9000);
    auto *folders = child<QLineEdit>(u"promptFolders"_s);
    folders->setText(u"/no such folder"_s);
    QVERIFY(!ok()->isEnabled());
    QVERIFY(visibleText().contains(u"is no folder"_s));
    const QString here = QDir::tempPath();
    folders->setText(here + u"; "_s + here);
    QVERIFY(visibleText().contains(u"seven"_s)); // neither one nor seven
    folders->setText(here);
    QVERIFY(ok()->isEnabled());
    ok()->click();
    const MatchConfig config = settings_->matchConfig();
    QCOMPARE(config.pressOrder, concert::PressOrder::UntilQuiet);
    QVERIFY(!config.planning);
    QVERIFY(config.diaries);
    QCOMPARE(config.deliberation, concert::Deliberation::Fused);
    QVERIFY(config.commentary.has_value());
    QCOMPARE(config.promptFolders, QStringList(here));
    QVERIFY(config.simplePrompts);
    QCOMPARE(config.promptTokens, 9000);
}

void SettingsDialogTest::talksNeedMessages()
{
    auto *rounds = child<QSpinBox>(u"rounds"_s);
    rounds->setValue(0);
    for (const QString &name : {u"diaries"_s, u"fused"_s})
        QVERIFY(!child<QCheckBox>(name)->isEnabled());
    QVERIFY(!child<QComboBox>(u"pressOrder"_s)->isEnabled());
    QVERIFY(child<QCheckBox>(u"planning"_s)->isEnabled());
    rounds->setValue(2);
    QVERIFY(child<QCheckBox>(u"diaries"_s)->isEnabled());
}

void SettingsDialogTest::cancelWritesNothing()
{
    child<QComboBox>(u"modelOfAll"_s)->setEditText(u"openai:other"_s);
    child<QComboBox>(u"theme"_s)->setCurrentIndex(2);
    child<QLineEdit>(u"runsFolder"_s)->setText(u"/elsewhere"_s);
    dialog_->reject();
    QCOMPARE(settings_->matchConfig(), MatchConfig::demo());
    QCOMPARE(settings_->theme(), concert::Theme::System);
    QVERIFY(!QFile::exists(folder_.filePath(u"settings.ini"_s)));
}

void SettingsDialogTest::okWrites()
{
    child<QComboBox>(u"modelOfAll"_s)->setEditText(u"ollama:qwen3:8b"_s);
    child<QLineEdit>(u"seed"_s)->setText(u"18446744073709551615"_s);
    child<QComboBox>(u"theme"_s)->setCurrentIndex(2);
    child<QComboBox>(u"language"_s)->setCurrentIndex(2);
    child<QLineEdit>(u"runsFolder"_s)->setText(u"/elsewhere"_s);
    QTest::mouseClick(ok(), Qt::LeftButton);
    QVERIFY(!dialog_->isVisible());
    const MatchConfig config = settings_->matchConfig();
    for (const concert::ModelId &model : config.models)
        QCOMPARE(model.toString(), u"ollama:qwen3:8b"_s);
    QCOMPARE(config.seed, 18446744073709551615ULL);
    QCOMPARE(settings_->theme(), concert::Theme::Dark);
    QCOMPARE(settings_->language(), concert::Language::German);
    QCOMPARE(settings_->runsFolder(), u"/elsewhere"_s);
    reopen(); // and shows it again
    QCOMPARE(child<QComboBox>(u"modelOfAll"_s)->currentText(), u"ollama:qwen3:8b"_s);
}

void SettingsDialogTest::startStartsWithWhatIsShown()
{
    auto *start = child<QPushButton>(u"startButton"_s);
    QVERIFY(!start->isVisible());
    dialog_->showMatchPage();
    QVERIFY(start->isVisible() && start->isDefault());
    QCOMPARE(ok()->text().remove(u'&'), u"Save for next time"_s); // no OK that starts nothing
    QList<MatchConfig> started;
    connect(dialog_.get(), &SettingsDialog::startRequested, this,
            [&](const MatchConfig &config) { started << config; });
    child<QLineEdit>(u"seed"_s)->setText(u"42"_s);
    QTest::mouseClick(start, Qt::LeftButton);
    QCOMPARE(started.size(), 1);
    QCOMPARE(started.first().seed, 42ULL);
    QCOMPARE(settings_->matchConfig(), started.first());
}

void SettingsDialogTest::anotherTimeStartsNothing()
{
    dialog_->showMatchPage();
    QSignalSpy started(dialog_.get(), &SettingsDialog::startRequested);
    child<QLineEdit>(u"seed"_s)->setText(u"43"_s);
    QTest::mouseClick(ok(), Qt::LeftButton);
    QVERIFY(!dialog_->isVisible());
    QVERIFY(started.isEmpty());
    QCOMPARE(settings_->matchConfig().seed, 43ULL);
}

void SettingsDialogTest::invalidModels_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QString() << u"openai:NAME"_s;
    QTest::newRow("no name") << u"ollama:"_s << u"ollama:NAME"_s;
    QTest::newRow("misspelt") << u"simulatr"_s << u"Did you mean simulator?"_s;
    QTest::newRow("blanks") << u"openai:a b"_s << u"blanks"_s;
    QTest::newRow("key") << u"openai:gpt#sk-1234"_s << u"key does not belong here"_s;
    QTest::newRow("address") << u"openai:gpt@http://"_s << u"http://HOST:PORT/v1"_s;
}

void SettingsDialogTest::invalidModels()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    auto *field = child<QComboBox>(u"modelOfAll"_s);
    field->setEditText(text);
    QVERIFY2(visibleText().contains(says), qPrintable(visibleText()));
    QVERIFY(field->accessibleDescription().contains(says));
    QVERIFY(!ok()->isEnabled());
    QVERIFY(!child<QPushButton>(u"startButton"_s)->isEnabled());
    dialog_->accept(); // Enter cannot get past it either
    QVERIFY(dialog_->isVisible());
    field->setEditText(u"simulator"_s);
    QVERIFY(ok()->isEnabled());
    QVERIFY(field->accessibleDescription().isEmpty());
}

void SettingsDialogTest::invalidSeedAndFolder()
{
    auto *seed = child<QLineEdit>(u"seed"_s);
    for (const QString &text : {u"-1"_s, u"1.5"_s, u"x"_s, QString(), u"18446744073709551616"_s}) {
        seed->setText(text);
        QVERIFY2(!ok()->isEnabled(), qPrintable(text));
    }
    seed->setText(u"7"_s);
    QVERIFY(ok()->isEnabled());
    child<QLineEdit>(u"runsFolder"_s)->setText(u"somewhere"_s);
    QVERIFY(!ok()->isEnabled());
}

void SettingsDialogTest::oneForAllBecomesEach()
{
    child<QComboBox>(u"modelOfAll"_s)->setEditText(u"openai:x"_s);
    auto *france = child<QComboBox>(u"modelOf2"_s);
    QVERIFY(!france->isVisible());
    child<QCheckBox>(u"oneForAll"_s)->click();
    QVERIFY(france->isVisible());
    QCOMPARE(france->currentText(), u"openai:x"_s);
    france->setEditText(u"simulator"_s);
    QTest::mouseClick(ok(), Qt::LeftButton);
    QCOMPARE(settings_->matchConfig().models[2].toString(), u"simulator"_s);
    QCOMPARE(settings_->matchConfig().models[3].toString(), u"openai:x"_s);
}

void SettingsDialogTest::modelsAreShuffled()
{
    child<QCheckBox>(u"oneForAll"_s)->setChecked(false);
    auto *shuffle = child<QPushButton>(u"shuffleModels"_s);
    const auto field = [this](int i) { return child<QComboBox>(u"modelOf%1"_s.arg(i)); };
    const auto texts = [&] {
        QStringList list;
        for (int i = 0; i < concert::powerCount; ++i)
            list << field(i)->currentText();
        return list;
    };
    shuffle->click(); // all are alike
    QCOMPARE(texts().count(texts().first()), concert::powerCount);
    for (int i = 0; i < concert::powerCount; ++i)
        field(i)->setEditText(u"ollama:model%1"_s.arg(i));
    QStringList before = texts();
    shuffle->click();
    QStringList after = texts();
    QVERIFY(after != before);
    std::sort(before.begin(), before.end());
    std::sort(after.begin(), after.end());
    QCOMPARE(after, before);
    field(3)->setEditText(u"ollama:model#sk-1234"_s); // a hidden key is not dealt out
    QVERIFY(!shuffle->isEnabled());
}

void SettingsDialogTest::providerProblems()
{
    dialog_->showPage(SettingsDialog::Page::Providers);
    auto *list = child<QListView>(u"providers"_s);
    list->setCurrentIndex(list->model()->index(1, 0));
    auto *address = child<QLineEdit>(u"providerAddress"_s);
    for (const QString &text : {u"ftp://x"_s, u"nonsense"_s, u"http://example.org/v1"_s,
                                u"https://user:secret@example.org"_s}) {
        address->setText(text);
        QVERIFY2(!ok()->isEnabled(), qPrintable(text));
        QVERIFY(!address->accessibleDescription().isEmpty());
        QVERIFY(!list->model()
                     ->index(1, 0)
                     .data(concert::ProviderModel::ProblemRole)
                     .toString()
                     .isEmpty());
    }
    address->setText(u"https://example.org/v1"_s);
    QVERIFY(ok()->isEnabled());
    auto *name = child<QLineEdit>(u"providerName"_s);
    name->setText(u"ollama"_s); // there is one
    QVERIFY(!ok()->isEnabled());
    QVERIFY(name->accessibleDescription().contains(u"another"_s));
    name->setText(u"mine"_s);
    QVERIFY(ok()->isEnabled());
    QTest::mouseClick(ok(), Qt::LeftButton);
    QCOMPARE(settings_->providers().at(1).name, u"mine"_s);
    QCOMPARE(settings_->providers().at(1).baseUrl, QUrl(u"https://example.org/v1"_s));
}

void SettingsDialogTest::keyIsSetOrNot()
{
    dialog_->showPage(SettingsDialog::Page::Providers);
    auto *list = child<QListView>(u"providers"_s);
    list->setCurrentIndex(list->model()->index(1, 0));
    qputenv("CONCERT_TEST_KEY", "sk-CANARY");
    child<QLineEdit>(u"providerKeyVariable"_s)->setText(u"CONCERT_TEST_KEY"_s);
    auto *state = child<QLabel>(u"providerKeyState"_s);
    QVERIFY(state->isVisible());
    QVERIFY(state->text().startsWith(u"✓"_s));
    QVERIFY(!visibleText().contains(u"CANARY"_s));
    qunsetenv("CONCERT_TEST_KEY");
    child<QLineEdit>(u"providerKeyVariable"_s)->setText(u"CONCERT_TEST_KEY_2"_s);
    QVERIFY(state->text().startsWith(u"No key yet"_s));
    QVERIFY(state->text().contains(u"CONCERT_TEST_KEY_2"_s));
}

void SettingsDialogTest::addAndRemoveProviders()
{
    dialog_->showPage(SettingsDialog::Page::Providers);
    auto *list = child<QListView>(u"providers"_s);
    const int before = list->model()->rowCount();
    QMenu *menu = child<QPushButton>(u"addProvider"_s)->menu();
    Q_EMIT menu->aboutToShow();
    menu->actions().last()->trigger();
    menu->actions().last()->trigger(); // a second of that name gets a number
    QCOMPARE(list->model()->rowCount(), before + 2);
    QCOMPARE(child<QLineEdit>(u"providerName"_s)->text(), u"custom2"_s);
    QVERIFY(ok()->isEnabled());

    // A removed provider that a power still uses is told where the power is.
    child<QComboBox>(u"modelOfAll"_s)->setEditText(u"custom2:m"_s);
    QVERIFY(ok()->isEnabled());
    auto *remove = child<QPushButton>(u"removeProvider"_s);
    QTest::mouseClick(remove, Qt::LeftButton);
    QCOMPARE(list->model()->rowCount(), before + 1);
    QVERIFY(!ok()->isEnabled());
    list->setCurrentIndex(list->model()->index(0, 0));
    QVERIFY(!remove->isEnabled()); // the built-in one stays
}

void SettingsDialogTest::providerModel()
{
    concert::ProviderModel model;
    QAbstractItemModelTester tester(&model);
    model.setProfiles(concert::builtInProviders());
    QVERIFY(model.isValid());
    concert::ProviderProfile profile = concert::builtInProviders().at(1);
    profile.displayName = u"<b>bold</b>"_s;
    const int row = model.add(profile);
    QCOMPARE(model.profiles()[row].name, u"openai2"_s);
    profile.baseUrl = QUrl(u"https://example.org/<img>"_s);
    model.setProfile(row, profile);
    QVERIFY(!model.isValid()); // two called openai
    const auto tip = [&] {     // as it is shown
        return QTextDocumentFragment::fromHtml(model.index(row).data(Qt::ToolTipRole).toString())
            .toPlainText();
    };
    QCOMPARE(tip(), model.index(row).data(concert::ProviderModel::ProblemRole).toString());
    profile.name = u"another"_s;
    profile.baseUrl = QUrl(u"https://example.org/v1?a=1&b=2"_s);
    model.setProfile(row, profile);
    QCOMPARE(tip(), model.isValid()
                        ? u"https://example.org/v1?a=1&b=2"_s
                        : model.index(row).data(concert::ProviderModel::ProblemRole).toString());
    model.remove(row);
    QVERIFY(model.isValid());
}

void SettingsDialogTest::accessible()
{
    for (const QWidget *field : dialog_->findChildren<QWidget *>()) {
        if (field->focusPolicy() == Qt::NoFocus || field->objectName().startsWith(u"qt_"_s) ||
            field->focusProxy() != nullptr)
            continue;
        const bool isField = qobject_cast<const QComboBox *>(field) != nullptr ||
                             qobject_cast<const QAbstractSpinBox *>(field) != nullptr;
        if (!isField)
            continue;
        bool named = !field->accessibleName().isEmpty();
        for (const QLabel *label : dialog_->findChildren<QLabel *>()) {
            const QWidget *buddy = label->buddy();
            named = named || (buddy != nullptr && (buddy == field || buddy->focusProxy() == field));
        }
        QVERIFY2(named, field->metaObject()->className());
    }
}

void SettingsDialogTest::appearance()
{
    const QPalette before = QApplication::palette();
    const QLocale locale;
    settings_->setLanguage(concert::Language::German);
    {
        concert::Appearance look(settings_.get());
        settings_->setTheme(concert::Theme::Dark);
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 80);
        settings_->setTheme(concert::Theme::Light);
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() > 200);
        QCOMPARE(SettingsDialog::tr("Settings"), u"Einstellungen"_s);
        QCOMPARE(QLocale().toString(0.5), u"0,5"_s);
    }
    QCOMPARE(SettingsDialog::tr("Settings"), u"Settings"_s); // it takes its translators with it
    settings_->setLanguage(concert::Language::English);
    {
        concert::Appearance look(settings_.get());
        QCOMPARE(SettingsDialog::tr("Settings"), u"Settings"_s);
        QCOMPARE(QLocale().toString(0.5), u"0.5"_s);
        QVERIFY(concert::MatchPage().estimate().contains(u" calls "_s));
    }
    QLocale::setDefault(locale);
    QApplication::setPalette(before);
}

QTEST_MAIN(SettingsDialogTest)
#include "settings_dialog_test.moc"
