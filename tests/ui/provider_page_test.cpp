// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/provider_requests.h"
#include "ui/settings/appearance.h"
#include "ui/settings/settings.h"
#include "ui/settings/settings_dialog.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace std::chrono_literals;

namespace {

/// Remembers what it was asked; answers when the test wants.
class FakeProviders : public ProviderRequests {
public:
    KeyState state;
    QByteArray kept;
    bool inKeychain = false;
    int finds = 0;
    int forgets = 0;
    int cancels = 0;
    QStringList asked; ///< "fetch HOST", "test HOST MODEL"
    QStringList newHosts;

    bool isNewHost(const QUrl &url) const override { return newHosts.contains(url.host()); }

    KeyState keyState(const ProviderProfile &) const override { return state; }
    void findKey(const ProviderProfile &) override { ++finds; }
    void keepKey(const ProviderProfile &, const QByteArray &key, bool keychain) override
    {
        kept = key;
        inKeychain = keychain;
        state.source = keychain ? KeySource::Keychain : KeySource::Session;
        Q_EMIT keysChanged();
    }
    void forgetKey(const ProviderProfile &) override
    {
        ++forgets;
        state = {};
        Q_EMIT keysChanged();
    }
    void fetchModels(const ProviderProfile &profile) override
    {
        asked << u"fetch "_s + profile.baseUrl.host();
    }
    void test(const ProviderProfile &profile, const QString &model) override
    {
        asked << u"test %1 %2"_s.arg(profile.baseUrl.host(), model);
    }
    void cancel() override { ++cancels; }
};

} // namespace

class ProviderPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keyIsUsedAndForgotten();
    void aKeychainThatFailsIsNotTicked();
    void onlyWhatIsSavedIsSaved();
    void newHostsAreShown();
    void nothingJumps();
    void aVariableStaysWithItsServer();
    void keyGoesWithTheQuestion();
    void cancelUsesNoKey();
    void keyStates_data();
    void keyStates();
    void plainHttpWantsAWord();
    void fetches();
    void tests();
    void failsBesideTheButton();
    void anotherServerKnowsNothing();
    void prices();
    void dialects();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        return dialog_->findChild<T *>(name);
    }
    void click(const QString &name) const
    {
        QTest::mouseClick(child<QPushButton>(name), Qt::LeftButton);
    }
    QPushButton *ok() const
    {
        return dialog_->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    }
    QString status() const { return child<QLabel>(u"providerStatus"_s)->text(); }
    QString result() const;
    void reopen();
    void show(int row);

    QTemporaryDir folder_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<FakeProviders> requests_;
    std::unique_ptr<SettingsDialog> dialog_;
};

void ProviderPageTest::init()
{
    QFile::remove(folder_.filePath(u"settings.ini"_s));
    settings_ = std::make_unique<Settings>(folder_.filePath(u"settings.ini"_s));
    requests_ = std::make_unique<FakeProviders>();
    reopen();
}

void ProviderPageTest::reopen()
{
    dialog_ = std::make_unique<SettingsDialog>(settings_.get(), requests_.get());
    dialog_->show();
    dialog_->showPage(SettingsDialog::Page::Providers);
    QVERIFY(QTest::qWaitForWindowExposed(dialog_.get()));
    show(1); // OpenAI
}

void ProviderPageTest::cleanup()
{
    dialog_.reset();
    requests_.reset();
    settings_.reset();
}

void ProviderPageTest::show(int row)
{
    auto *list = child<QListView>(u"providers"_s);
    list->setCurrentIndex(list->model()->index(row, 0));
}

QString ProviderPageTest::result() const
{
    QStringList texts;
    for (const QLabel *label : child<QWidget>(u"testResult"_s)->findChildren<QLabel *>()) {
        if (label->isVisible())
            texts << label->text();
    }
    return texts.join(u'\n');
}

void ProviderPageTest::keyIsUsedAndForgotten()
{
    auto *key = child<QLineEdit>(u"providerKey"_s);
    QCOMPARE(key->echoMode(), QLineEdit::Password);
    QVERIFY(!child<QPushButton>(u"useKey"_s)->isEnabled());
    QVERIFY(!child<QPushButton>(u"forgetKey"_s)->isVisible());
    QVERIFY(requests_->finds > 0);
    key->setText(u" sk-CANARY \n"_s);
    click(u"useKey"_s);
    QCOMPARE(requests_->kept, "sk-CANARY");
    QVERIFY(requests_->inKeychain); // the first choice
    QVERIFY(key->text().isEmpty());
    QVERIFY(child<QLabel>(u"providerKeyState"_s)->text().startsWith(u"✓"_s));
    click(u"forgetKey"_s);
    QCOMPARE(requests_->forgets, 1);
    child<QCheckBox>(u"providerKeyPlace"_s)->setChecked(false);
    QTest::keyClicks(key, u"sk-SESSION"_s);
    QTest::keyClick(key, Qt::Key_Return);
    QCOMPARE(requests_->kept, "sk-SESSION");
    QVERIFY(!requests_->inKeychain);
    QVERIFY(dialog_->isVisible()); // Return was for the field
    ok()->click();
    QFile file(folder_.filePath(u"settings.ini"_s));
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray written = file.readAll();
        QVERIFY(!written.contains("CANARY") && !written.contains("SESSION"));
    }
}

/// A tick says that the key is saved. Who ticks it again tries again.
void ProviderPageTest::aKeychainThatFailsIsNotTicked()
{
    const QString none = u"No system keychain runs here."_s;
    auto *place = child<QCheckBox>(u"providerKeyPlace"_s);
    QVERIFY(place->isChecked());
    for (int attempt = 0; attempt < 2; ++attempt) {
        place->setChecked(true);
        requests_->state = {};
        child<QLineEdit>(u"providerKey"_s)->setText(u"sk-CANARY"_s);
        QVERIFY(place->isChecked()); // while it is written
        click(u"useKey"_s);
        QVERIFY(requests_->inKeychain);
        requests_->state = {KeySource::Session, true, {}};
        Q_EMIT requests_->keysChanged();
        QVERIFY(place->isChecked()); // nobody knows yet
        requests_->state = {KeySource::Session, false, none};
        Q_EMIT requests_->keysChanged();
        QVERIFY(!place->isChecked());
        const QString text = child<QLineEdit>(u"providerKey"_s)->accessibleDescription();
        QVERIFY2(text.contains(none) && text.contains(u"not saved"_s), qPrintable(text));
    }
}

/// That the keychain has the key is written when it says so, also if another provider is shown by
/// then.
void ProviderPageTest::onlyWhatIsSavedIsSaved()
{
    child<QLineEdit>(u"providerKey"_s)->setText(u"sk-1"_s);
    click(u"useKey"_s);
    ok()->click();
    QVERIFY(!settings_->providers().at(1).savedKey); // it has not answered
    reopen();
    child<QLineEdit>(u"providerKey"_s)->setText(u"sk-1"_s);
    click(u"useKey"_s);
    show(2);
    Q_EMIT requests_->keySaved(settings_->providers().at(1), true);
    ok()->click();
    QVERIFY(settings_->providers().at(1).savedKey && !settings_->providers().at(2).savedKey);
    reopen();
    Q_EMIT requests_->keySaved(settings_->providers().at(1), false);
    ok()->click();
    QVERIFY(!settings_->providers().at(1).savedKey);
}

void ProviderPageTest::newHostsAreShown()
{
    const auto note = [this] {
        return child<QLineEdit>(u"providerAddress"_s)->accessibleDescription();
    };
    QVERIFY2(note().contains(u"api.openai.com, encrypted"_s), qPrintable(note()));
    requests_->newHosts = {u"models.example.org"_s};
    child<QLineEdit>(u"providerAddress"_s)->setText(u"https://models.example.org/v1"_s);
    QVERIFY2(note().contains(u"First use of models.example.org"_s), qPrintable(note()));
    QVERIFY(ok()->isEnabled()); // nothing stands in the way
    // The page of the next match says so, too, at the model's field.
    auto *model = child<QComboBox>(u"modelOfAll"_s);
    model->setEditText(u"openai:m"_s);
    QVERIFY(model->accessibleDescription().contains(u"First use of models.example.org"_s));
    model->setEditText(u"anthropic:m@https://models.example.org"_s);
    QVERIFY(model->accessibleDescription().contains(u"First use of models.example.org"_s));
    requests_->newHosts.clear();
    Q_EMIT requests_->hostsChanged();
    QVERIFY(!note().contains(u"First use"_s));
    QVERIFY(!model->accessibleDescription().contains(u"First use"_s));
}

/// What is below stays where it is while rows come and go.
void ProviderPageTest::nothingJumps()
{
    const auto place = [this] {
        QTest::qWait(0); // layouts
        auto *more = child<QToolButton>(u"providerMore"_s);
        return more->mapTo(more->window(), QPoint());
    };
    child<QComboBox>(u"providerModel"_s)->setEditText(u"gpt-b"_s);
    const QPoint before = place();
    requests_->state.source = KeySource::Session;
    Q_EMIT requests_->keysChanged();
    QCOMPARE(place(), before);
    click(u"testProvider"_s);
    QCOMPARE(place(), before);
    ProviderReport report;
    report.contextTokens = 400'000;
    Q_EMIT requests_->tested(report);
    QCOMPARE(place(), before);
    click(u"fetchModels"_s);
    Q_EMIT requests_->modelsFetched({{u"gpt-b"_s, u"B"_s, 400'000, {}, true, {}, {}, {}}}, {});
    QCOMPARE(place(), before);
}

/// OpenAI's variable is for OpenAI: typing another address over it drops it.
void ProviderPageTest::aVariableStaysWithItsServer()
{
    auto *address = child<QLineEdit>(u"providerAddress"_s);
    auto *variable = child<QLineEdit>(u"providerKeyVariable"_s);
    QCOMPARE(variable->text(), u"OPENAI_API_KEY"_s);
    const auto type = [address](const QString &text) {
        address->selectAll();
        QTest::keyClicks(address, text);
    };
    address->setFocus();
    QTest::keyClick(address, Qt::Key_End);
    QTest::keyClicks(address, u"/x"_s); // still there
    QCOMPARE(variable->text(), u"OPENAI_API_KEY"_s);
    type(u"http://127.0.0.1:8099/v1"_s);
    QCOMPARE(variable->text(), QString());
    variable->setText(u"MY_KEY"_s); // what somebody names stays
    type(u"https://models.example.org/v1"_s);
    QCOMPARE(variable->text(), u"MY_KEY"_s);
}

void ProviderPageTest::keyGoesWithTheQuestion()
{
    for (const QString &button : {u"fetchModels"_s, u"testProvider"_s}) {
        requests_->kept.clear();
        child<QComboBox>(u"providerModel"_s)->setEditText(u"m"_s);
        child<QLineEdit>(u"providerKey"_s)->setText(u"sk-1"_s);
        click(button);
        QCOMPARE(requests_->kept, "sk-1");
        click(button); // cancels
    }
    child<QLineEdit>(u"providerKey"_s)->setText(u"sk-2"_s);
    ok()->click();
    QCOMPARE(requests_->kept, "sk-2");
}

void ProviderPageTest::cancelUsesNoKey()
{
    child<QLineEdit>(u"providerKey"_s)->setText(u"sk-1"_s);
    show(2);
    QVERIFY(child<QLineEdit>(u"providerKey"_s)->text().isEmpty()); // it was meant for the other
    show(1);
    child<QLineEdit>(u"providerKey"_s)->setText(u"sk-1"_s);
    dialog_->reject();
    QVERIFY(requests_->kept.isEmpty());
}

void ProviderPageTest::keyStates_data()
{
    QTest::addColumn<KeySource>("source");
    QTest::addColumn<bool>("asking");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<QString>("says");
    const QString none = u"No system keychain runs here."_s;
    QTest::newRow("none") << KeySource::None << false << QString() << u"set OPENAI_API_KEY"_s;
    QTest::newRow("asking") << KeySource::None << true << QString() << u"Asking"_s;
    QTest::newRow("locked") << KeySource::None << false << none << none;
    QTest::newRow("variable") << KeySource::Environment << false << QString()
                              << u"OPENAI_API_KEY of the environment"_s;
    QTest::newRow("keychain") << KeySource::Keychain << false << QString()
                              << u"in the system keychain"_s;
    QTest::newRow("session") << KeySource::Session << false << QString() << u"until Concert ends"_s;
    QTest::newRow("saving") << KeySource::Session << true << QString() << u"Saving"_s;
    QTest::newRow("not saved") << KeySource::Session << false << none << u"is not saved"_s;
}

void ProviderPageTest::keyStates()
{
    QFETCH(KeySource, source);
    QFETCH(bool, asking);
    QFETCH(QString, problem);
    QFETCH(QString, says);
    requests_->state = {source, asking, problem};
    Q_EMIT requests_->keysChanged();
    const QString text = child<QLineEdit>(u"providerKey"_s)->accessibleDescription();
    QVERIFY2(text.contains(says) && text.contains(problem), qPrintable(text));
    QCOMPARE(text.startsWith(u"✓"_s), source != KeySource::None);
    QVERIFY(text.startsWith(child<QLabel>(u"providerKeyState"_s)->text()));
}

void ProviderPageTest::plainHttpWantsAWord()
{
    auto *address = child<QLineEdit>(u"providerAddress"_s);
    auto *plain = child<QCheckBox>(u"providerPlainHost"_s);
    QVERIFY(!plain->isVisible());
    address->setText(u"http://example.com/v1"_s);
    QVERIFY(!plain->isVisible() && !ok()->isEnabled()); // not to be had
    address->setText(u"http://192.168.1.7:8000/v1"_s);
    QVERIFY(plain->isVisible() && !plain->isChecked() && !ok()->isEnabled());
    QVERIFY(plain->text().contains(u"192.168.1.7"_s));
    QVERIFY(!child<QPushButton>(u"fetchModels"_s)->isEnabled());
    plain->setChecked(true);
    QVERIFY(ok()->isEnabled());
    QVERIFY(child<QPushButton>(u"fetchModels"_s)->isEnabled());
    address->setText(u"http://192.168.1.8:8000/v1"_s); // another host: asked again
    QVERIFY(!plain->isChecked() && !ok()->isEnabled());
    plain->setChecked(true);
    ok()->click();
    QCOMPARE(settings_->providers().at(1).plainHost, u"192.168.1.8"_s);
    reopen();
    QVERIFY(child<QCheckBox>(u"providerPlainHost"_s)->isChecked());
    QVERIFY(ok()->isEnabled());
}

void ProviderPageTest::fetches()
{
    click(u"fetchModels"_s);
    QCOMPARE(requests_->asked, QStringList(u"fetch api.openai.com"_s));
    QVERIFY(status().contains(u"api.openai.com"_s));
    ModelInfo big{u"gpt-b"_s, u"GPT B"_s, 400'000, 128'000, true, 1.25, {}, 10.0};
    ModelInfo small{u"gpt-a"_s, {}, {}, {}, {}, {}, {}, {}};
    Q_EMIT requests_->modelsFetched({big, small}, {});
    auto *model = child<QComboBox>(u"providerModel"_s);
    QCOMPARE(model->count(), 2);
    QCOMPARE(model->itemText(0), u"gpt-a"_s);
    QVERIFY(status().contains(u"2 models"_s));
    model->setEditText(u"gpt-b"_s);
    const QString facts = child<QLabel>(u"modelFacts"_s)->text();
    QVERIFY2(facts.contains(u"GPT B"_s) && facts.contains(QLocale().toString(400'000)),
             qPrintable(facts));
    // They are to be chosen where the match is made, and known next time.
    QVERIFY(child<QComboBox>(u"modelOfAll"_s)->findText(u"openai:gpt-b"_s) >= 0);
    ok()->click();
    reopen();
    QVERIFY(child<QComboBox>(u"providerModel"_s)->findText(u"gpt-b"_s) >= 0);
    QVERIFY(child<QComboBox>(u"modelOfAll"_s)->findText(u"openai:gpt-b"_s) >= 0);
}

void ProviderPageTest::tests()
{
    auto *test = child<QPushButton>(u"testProvider"_s);
    QVERIFY(!test->isEnabled()); // which model?
    child<QComboBox>(u"providerModel"_s)->setEditText(u"gpt-b"_s);
    click(u"testProvider"_s);
    QCOMPARE(requests_->asked, QStringList(u"test api.openai.com gpt-b"_s));
    QCOMPARE(test->text(), u"Cancel"_s);
    Q_EMIT requests_->testGoesOn(u"It asks to wait."_s);
    QCOMPARE(status(), u"It asks to wait."_s);
    ProviderReport report;
    report.firstToken = 410ms;
    report.total = 620ms;
    report.structure = ProviderReport::Structure::Ignored;
    report.contextTokens = 128'000;
    Q_EMIT requests_->tested(report);
    QVERIFY(!child<QLabel>(u"providerStatus"_s)->isVisible());
    for (const QString &part : {QLocale().toString(0.41, 'f', 2), QLocale().toString(0.62, 'f', 2),
                                u"not kept to"_s, QLocale().toString(128'000)})
        QVERIFY2(result().contains(part), qPrintable(result()));
    // That is one model's matter: the switch of all of the provider's models stays.
    QVERIFY(child<QCheckBox>(u"providerStructured"_s)->isChecked());
    child<QComboBox>(u"providerModel"_s)->setEditText(u"gpt-a"_s);
    QVERIFY(result().isEmpty()); // it was about the other
    click(u"testProvider"_s);
    click(u"testProvider"_s);
    QCOMPARE(requests_->cancels, 1);
    Q_EMIT requests_->tested(report); // too late
    QVERIFY(result().isEmpty());
}

void ProviderPageTest::failsBesideTheButton()
{
    const QString reason = u"OpenAI <b>refused</b> the key (401)."_s;
    child<QComboBox>(u"providerModel"_s)->setEditText(u"m"_s);
    click(u"testProvider"_s);
    ProviderReport report;
    report.problem = reason;
    Q_EMIT requests_->tested(report);
    auto *label = child<QLabel>(u"providerStatus"_s);
    QVERIFY(label->isVisible());
    QCOMPARE(label->text(), reason);
    QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY(!QApplication::activeModalWidget());
    click(u"fetchModels"_s);
    Q_EMIT requests_->modelsFetched({}, reason);
    QCOMPARE(status(), reason);
}

void ProviderPageTest::anotherServerKnowsNothing()
{
    click(u"fetchModels"_s);
    child<QLineEdit>(u"providerAddress"_s)->setText(u"https://other.example.com/v1"_s);
    QCOMPARE(requests_->cancels, 1);
    Q_EMIT requests_->modelsFetched({{u"m"_s, {}, {}, {}, {}, {}, {}, {}}}, {});
    QCOMPARE(child<QComboBox>(u"providerModel"_s)->count(), 0);
}

void ProviderPageTest::prices()
{
    child<QToolButton>(u"providerMore"_s)->setChecked(true);
    auto *view = child<QTableView>(u"prices"_s);
    QAbstractItemModelTester tester(view->model());
    QCOMPARE(view->model()->rowCount(), 0);
    // A server that tells its prices fills them in when a model is tested; once.
    for (int i = 0; i < 2; ++i) {
        click(u"fetchModels"_s);
        Q_EMIT requests_->modelsFetched({{u"m"_s, {}, {}, {}, {}, 1.25, 0.125, 10.0}}, {});
        child<QComboBox>(u"providerModel"_s)->setEditText(u"m"_s);
        click(u"testProvider"_s);
        Q_EMIT requests_->tested({});
        QCOMPARE(view->model()->rowCount(), 1);
    }
    const auto set = [&](int row, int column, const QString &text) {
        return view->model()->setData(view->model()->index(row, column), text, Qt::EditRole);
    };
    QVERIFY(set(0, 1, QLocale().toString(2.5)));
    QVERIFY(!set(0, 1, u"much"_s));
    QVERIFY(set(0, 3, u"-1"_s));
    QVERIFY(!ok()->isEnabled());
    QVERIFY(set(0, 3, u"20"_s));
    QVERIFY(ok()->isEnabled());
    click(u"addPrice"_s);
    QCOMPARE(view->model()->rowCount(), 2);
    click(u"removePrice"_s);
    ok()->click();
    const QList<ModelPrice> prices = settings_->providers().at(1).prices;
    QCOMPARE(prices, (QList<ModelPrice>{{u"m"_s, 2.5, 0.125, 20.0}}));
}

void ProviderPageTest::dialects()
{
    auto *dialect = child<QComboBox>(u"providerDialect"_s);
    QCOMPARE(dialect->count(), 5);
    dialect->setCurrentIndex(dialect->findData(static_cast<int>(DialectName::Anthropic)));
    ok()->click();
    QCOMPARE(settings_->providers().at(1).dialect, DialectName::Anthropic);
}

QTEST_MAIN(ProviderPageTest)
#include "provider_page_test.moc"
