// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparison_dialog.h"

#include "tests/ui/idle_requests.h"
#include "ui/comparison/comparison_bars.h"
#include "ui/comparison/comparison_progress.h"
#include "ui/comparison/comparison_setup.h"
#include "ui/comparison/comparison_text.h"
#include "ui/comparison/results_model.h"
#include "ui/comparison/runs_model.h"
#include "ui/settings/settings.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr qint64 second = 1'000'000;

/// Stands for app: a comparison in whatever state a test wants to show.
class ComparingRequests : public IdleRequests {
public:
    void open(const QString &path) override { opened << path; }
    void compare(const ComparisonPlan &plan) override
    {
        state = ComparisonState{};
        state->plan = plan;
        state->folder = u"/somewhere"_s;
        Q_EMIT comparisonChanged();
    }
    void stopComparison() override
    {
        state->stopped = state->ended = true;
        state->running.reset();
        Q_EMIT comparisonChanged();
    }
    const ComparisonState *comparison() const override { return state ? &*state : nullptr; }

    /// The next match has ended.
    void playOne(qint64 total)
    {
        const int run = static_cast<int>(state->runs.size());
        const auto count = static_cast<int>(state->plan.variants.size());
        const quint64 seed = 1 + static_cast<quint64>(run / count);
        const QString &name = state->plan.variants[run % count].name;
        state->runs << ComparedRun{name, seed, timesOf(total), u"runs/%1_%2"_s.arg(seed).arg(name)};
        state->running = ComparedRun{name, seed, timesOf(total / 3), {}};
        state->report.plan = state->plan;
        state->report.result = compareRuns(state->runs, state->plan.pairs, state->plan.target);
        Q_EMIT comparisonChanged();
    }
    void end()
    {
        state->running.reset();
        state->ended = true;
        Q_EMIT comparisonChanged();
    }

    static RunTimes timesOf(qint64 total)
    {
        RunTimes times;
        times.total = times.bound = times.busy = total;
        times.calls = 100;
        times.parts[static_cast<std::size_t>(ExperimentPart::Orders)] = {total / 4, total / 4, 30};
        times.parts[static_cast<std::size_t>(ExperimentPart::Negotiation)] = {total - total / 4,
                                                                              total / 2, 70};
        return times;
    }

    std::optional<ComparisonState> state;
    QStringList opened;
};

} // namespace

class ComparisonDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void startsWithWhatIsChosen();
    void nothingToCompareCannotBeStarted();
    void showsHowFarItIs();
    void thePageStaysWhereItIs();
    void whatIsToComeIsNotPlayedYet();
    void saysWhatCameOut();
    void theReportFollowsTheLook();
    void aStoppedOneSaysSo();
    void matchesOpenInTheWindow();
    void anotherOneCanBeSetUp();
    void barsAddUp();
    void modelsBehave();

private:
    template <typename T>
    T *find(const char *name) const
    {
        return dialog_->findChild<T *>(QLatin1String(name));
    }
    void playAll(const QList<qint64> &totals)
    {
        for (const qint64 total : totals)
            requests_->playOne(total);
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<ComparingRequests> requests_;
    std::unique_ptr<ComparisonDialog> dialog_;
};

void ComparisonDialogTest::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)."_s));
    dialog_.reset();
    folder_ = std::make_unique<QTemporaryDir>();
    settings_ = std::make_unique<Settings>(folder_->filePath(u"concert.ini"_s));
    requests_ = std::make_unique<ComparingRequests>();
    dialog_ = std::make_unique<ComparisonDialog>(requests_.get(), settings_.get());
    dialog_->show();
    QVERIFY(QTest::qWaitForWindowExposed(dialog_.get()));
}

void ComparisonDialogTest::startsWithWhatIsChosen()
{
    find<QSpinBox>("comparisonSeeds")->setValue(10);
    find<QCheckBox>("compare_staged")->setChecked(false);
    find<QCheckBox>("lever_fused")->setChecked(true);
    const QString estimate = find<QLabel>("comparisonEstimate")->text();
    QVERIFY2(estimate.contains(u"30 match"_s), qPrintable(estimate)); // two schedules and fused
    QTest::mouseClick(find<QPushButton>("comparisonStart"), Qt::LeftButton);
    QVERIFY(requests_->state);
    const ComparisonPlan &plan = requests_->state->plan;
    QCOMPARE(plan.repeat, 10);
    QCOMPARE(plan.target, 0.3);
    QCOMPARE(plan.pairs, (QList<ComparedPair>{{u"pipelined"_s, u"blocking"_s, false},
                                              {u"pipelined, fused"_s, u"pipelined"_s, true}}));
    QVERIFY(find<QPushButton>("comparisonStop")->isVisible());
    QVERIFY(!find<QPushButton>("comparisonStart")->isVisible());
}

void ComparisonDialogTest::nothingToCompareCannotBeStarted()
{
    QVERIFY(find<QPushButton>("comparisonStart")->isEnabled());
    find<QCheckBox>("compare_staged")->setChecked(false);
    find<QCheckBox>("compare_blocking")->setChecked(false);
    QVERIFY(!find<QPushButton>("comparisonStart")->isEnabled());
    find<QCheckBox>("allLevers")->click();
    QVERIFY(find<QCheckBox>("lever_mailbox")->isChecked());
    QVERIFY(find<QPushButton>("comparisonStart")->isEnabled()); // each has its own two
    QVERIFY(dialog_->setup()->plan().pairs.size() == comparisonLevers().size());
}

void ComparisonDialogTest::showsHowFarItIs()
{
    QTest::mouseClick(find<QPushButton>("comparisonStart"), Qt::LeftButton);
    playAll({48 * second, 26 * second});
    const QString headline = find<QLabel>("comparisonHeadline")->text();
    QVERIFY2(headline.contains(u"3"_s) && headline.contains(u"9"_s), qPrintable(headline));
    const auto left = comparisonTimeLeft(*requests_->state);
    // 2 × 48 + 2 × 26 + 3 × 37 (nothing is known of it), less a third of the one that runs.
    QCOMPARE(*left, (2 * 48 + 2 * 26 + 3 * 37) * second - 26 * second / 3);
    const QString verdict = find<QLabel>("comparisonVerdict")->text();
    QVERIFY2(verdict.contains(u"left"_s), qPrintable(verdict));
    requests_->state->notes = QStringList{u"First use of a <b>host</b>."_s};
    Q_EMIT requests_->comparisonChanged();
    QVERIFY(find<QLabel>("comparisonVerdict")->text().endsWith(requests_->state->notes[0]));
    QTest::mouseClick(find<QPushButton>("comparisonStop"), Qt::LeftButton);
    QVERIFY(requests_->state->stopped);
}

/// Neither another page nor another place, whatever is said above it.
void ComparisonDialogTest::thePageStaysWhereItIs()
{
    QTest::mouseClick(find<QPushButton>("comparisonStart"), Qt::LeftButton);
    auto *tabs = dialog_->findChild<QTabWidget *>();
    tabs->setCurrentIndex(1);
    const auto isThere = [&, place = tabs->mapTo(dialog_.get(), QPoint())] {
        QTest::qWait(0); // what was said is laid out
        return tabs->currentIndex() == 1 && tabs->mapTo(dialog_.get(), QPoint()) == place;
    };
    for (const qint64 total : {48, 26, 20, 50, 27, 20, 46, 25, 19}) {
        requests_->playOne(total * second);
        QVERIFY(isThere());
    }
    requests_->end();
    QVERIFY(isThere());
    dialog_->close();
    dialog_->show();
    QVERIFY(isThere());
}

void ComparisonDialogTest::whatIsToComeIsNotPlayedYet()
{
    QTest::mouseClick(find<QPushButton>("comparisonStart"), Qt::LeftButton);
    playAll({48 * second});
    const auto *results = find<QTreeView>("comparisonResults")->model();
    const auto outcome = [&](int row, const QModelIndex &parent = {}) {
        return results->index(row, ResultsModel::Outcome, parent).data().toString();
    };
    QCOMPARE(outcome(0), u"not played yet"_s);
    QCOMPARE(outcome(0, results->index(0, 0)), u"not played yet"_s);
    playAll({26 * second});
    QCOMPARE(outcome(0, results->index(0, 0)), u"not asked for"_s); // that match had no such calls
    QCOMPARE(outcome(1), u"not played yet"_s);
    requests_->stopComparison();
    QCOMPARE(outcome(1), u"not played"_s);
}

void ComparisonDialogTest::saysWhatCameOut()
{
    QTest::mouseClick(find<QPushButton>("comparisonStart"), Qt::LeftButton);
    playAll({48 * second, 26 * second, 20 * second, 50 * second, 27 * second, 20 * second,
             46 * second, 25 * second, 19 * second});
    requests_->end();
    const QString headline = find<QLabel>("comparisonHeadline")->text();
    QVERIFY2(headline.startsWith(u"Pipelined takes 5"_s) && headline.contains(u"n = 3"_s),
             qPrintable(headline));
    QVERIFY(find<QLabel>("comparisonVerdict")->text().contains(u"is reached"_s));
    QVERIFY(find<QTextBrowser>("comparisonReport")->toPlainText().contains(u"Comparison of"_s));
    auto *results = find<QTreeView>("comparisonResults");
    QCOMPARE(results->model()->rowCount(), 2);
    QCOMPARE(results->model()->index(1, ResultsModel::Pairs).data().toString(), u"3"_s);
    QVERIFY(!find<QPushButton>("comparisonStop")->isVisible());
}

/// Its chart is in the window's colours, and drawn for the screen that it is on.
void ComparisonDialogTest::theReportFollowsTheLook()
{
    QTest::mouseClick(find<QPushButton>("comparisonStart"), Qt::LeftButton);
    playAll({48 * second, 26 * second, 20 * second});
    requests_->end();
    auto *report = find<QTextBrowser>("comparisonReport");
    const auto chart = [report] {
        return report->document()
            ->resource(QTextDocument::ImageResource, QUrl(u"comparison.svg"_s))
            .value<QImage>();
    };
    const QImage light = chart();
    QVERIFY(!light.isNull());
    QPalette dark = dialog_->palette();
    dark.setColor(QPalette::Base, QColor(0x20, 0x22, 0x26));
    dark.setColor(QPalette::Text, QColor(0xe8, 0xe8, 0xe8));
    dialog_->setPalette(dark);
    QCOMPARE(chart().pixelColor(1, 1), dark.color(QPalette::Base));
    QVERIFY(chart() != light);
    const qint64 before = chart().cacheKey();
    QEvent moved(QEvent::ScreenChangeInternal);
    QApplication::sendEvent(dialog_->findChild<ComparisonProgress *>(), &moved);
    QVERIFY(chart().cacheKey() != before);
    QVERIFY(report->toPlainText().contains(u"Comparison of"_s));
}

void ComparisonDialogTest::aStoppedOneSaysSo()
{
    QTest::mouseClick(find<QPushButton>("comparisonStart"), Qt::LeftButton);
    playAll({48 * second, 26 * second});
    requests_->stopComparison();
    const QString verdict = find<QLabel>("comparisonVerdict")->text();
    QVERIFY2(verdict.contains(u"stopped after 2"_s) && verdict.contains(u"One seed"_s),
             qPrintable(verdict));
}

void ComparisonDialogTest::matchesOpenInTheWindow()
{
    QTest::mouseClick(find<QPushButton>("comparisonStart"), Qt::LeftButton);
    playAll({48 * second, 26 * second});
    auto *runs = find<QTreeView>("comparisonRuns");
    Q_EMIT runs->activated(runs->model()->index(1, 0));
    QCOMPARE(requests_->opened, (QStringList{u"/somewhere/runs/1_staged"_s}));
}

void ComparisonDialogTest::anotherOneCanBeSetUp()
{
    QTest::mouseClick(find<QPushButton>("comparisonStart"), Qt::LeftButton);
    playAll({48 * second});
    requests_->end();
    QTest::mouseClick(find<QPushButton>("comparisonAgain"), Qt::LeftButton);
    QVERIFY(find<QPushButton>("comparisonStart")->isVisible());
    QTest::mouseClick(find<QPushButton>("comparisonStart"), Qt::LeftButton);
    QVERIFY(!requests_->state->ended);
    QVERIFY(find<QPushButton>("comparisonStop")->isVisible());
}

void ComparisonDialogTest::barsAddUp()
{
    const ComparisonPlan plan = planComparison(
        MatchConfig::demo(), {Schedule::Blocking, Schedule::Staged, Schedule::Pipelined});
    const QList<ComparedRun> runs{{u"blocking"_s, 1, ComparingRequests::timesOf(40), {}},
                                  {u"blocking"_s, 2, ComparingRequests::timesOf(60), {}},
                                  {u"staged"_s, 1, ComparingRequests::timesOf(30), {}}};
    const ComparedRun running{u"pipelined"_s, 1, ComparingRequests::timesOf(12), {}};
    const QList<ComparisonBar> bars = comparisonBars(plan, runs, running);
    QCOMPARE(bars.size(), 3);
    QCOMPARE(bars[0].runs, 2);
    QCOMPARE(bars[0].mean(), 50.0);
    QCOMPARE(bars[0].totals, (QList<qint64>{40, 60}));
    QCOMPARE(bars[1].mean(), 30.0);
    QCOMPARE(bars[2].runs, 0);
    QCOMPARE(bars[2].runningTotal(), 12);
}

void ComparisonDialogTest::modelsBehave()
{
    ResultsModel results;
    RunsModel runs;
    const QAbstractItemModelTester first(&results,
                                         QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester second_(&runs,
                                           QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<ComparedRun> played;
    for (quint64 seed = 1; seed <= 3; ++seed) {
        for (const QString &name : {u"blocking"_s, u"staged"_s}) {
            played << ComparedRun{
                name, seed, ComparingRequests::timesOf((name == u"staged"_s ? 20 : 40) * second),
                u"runs/%1%2"_s.arg(name).arg(seed)};
            results.setResult(compareRuns(played, {u"blocking"_s, u"staged"_s}), false);
            runs.setRuns(played);
        }
    }
    QCOMPARE(results.rowCount(), 1);
    const QModelIndex pair = results.index(0, 0);
    QCOMPARE(results.rowCount(pair), experimentPartCount);
    QCOMPARE(results.index(0, ResultsModel::Less).data().toString(), u"50.0 %"_s);
    QCOMPARE(results.index(2, ResultsModel::Outcome, pair).data().toString(), u"not asked for"_s);
    QVERIFY(results.index(0, ResultsModel::Outcome).data().toString().contains(u"reached"_s));
    played[0].times.calls = 70;
    played[0].times.defaulted = 7;
    const ComparisonResult spoilt = compareRuns(played, {u"blocking"_s, u"staged"_s});
    results.setResult(spoilt, true);
    QCOMPARE(results.index(0, ResultsModel::Outcome).data().toString(), u"not judged"_s);
    QVERIFY(notJudgedSentence(spoilt.variants[0]).contains(u"10.0 % of a match's calls"_s));
    QCOMPARE(runs.rowCount(), 6);
}

QTEST_MAIN(ComparisonDialogTest)
#include "comparison_dialog_test.moc"
