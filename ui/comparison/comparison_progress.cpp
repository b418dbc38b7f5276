// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparison_progress.h"

#include "ui/comparison/comparison_bars.h"
#include "ui/comparison/comparison_text.h"
#include "ui/comparison/results_model.h"
#include "ui/comparison/runs_model.h"
#include "ui/latency/stage_legend.h"
#include "ui/window_colors.h"

#include <QEvent>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QSvgRenderer>
#include <QTabWidget>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextDocument>
#include <QTreeView>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QTreeView *plainTable(QAbstractItemModel *model, const QString &name, QWidget *parent)
{
    auto *view = new QTreeView(parent);
    view->setModel(model);
    view->setAccessibleName(name);
    view->setAllColumnsShowFocus(true);
    view->setUniformRowHeights(true);
    view->setFrameShape(QFrame::NoFrame);
    view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    view->header()->setStretchLastSection(true);
    view->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return view;
}

/// The schedule that saves most; levers are no candidates. Null: nothing to say yet.
const ComparedVariant *bestSchedule(const ComparisonResult &result)
{
    const ComparedVariant *best = nullptr;
    for (const ComparedVariant &variant : result.variants) {
        if (variant.isLever || variant.overall.critical.n == 0)
            continue;
        if (best == nullptr ||
            variant.overall.critical.reduction > best->overall.critical.reduction)
            best = &variant;
    }
    return best;
}

QImage pictureOf(const QByteArray &svg, qreal ratio)
{
    QSvgRenderer renderer(svg);
    constexpr int finer = 2; // it is shown in any width
    QImage image(renderer.defaultSize() * finer * ratio, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

/// Pictures wider than the page would have to be scrolled.
void fitPictures(QTextDocument *document, double width)
{
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            QTextImageFormat format = part.fragment().charFormat().toImageFormat();
            if (!format.isValid())
                continue;
            format.setWidth(width);
            QTextCursor cursor(document);
            cursor.setPosition(part.fragment().position());
            cursor.setPosition(part.fragment().position() + part.fragment().length(),
                               QTextCursor::KeepAnchor);
            cursor.setCharFormat(format);
            return; // there is one
        }
    }
}

} // namespace

std::optional<qint64> comparisonTimeLeft(const ComparisonState &state)
{
    if (state.runs.isEmpty())
        return std::nullopt;
    qint64 sum = 0;
    for (const ComparedRun &run : state.runs)
        sum += run.times.total;
    const qint64 mean = sum / state.runs.size();
    qint64 left = state.running ? -state.running->times.total : 0;
    for (const ComparisonVariant &variant : state.plan.variants) {
        qint64 total = 0;
        int done = 0;
        for (const ComparedRun &run : state.runs) {
            if (run.variant == variant.name) {
                total += run.times.total;
                ++done;
            }
        }
        left += (done > 0 ? total / done : mean) * (state.plan.repeat - done);
    }
    return std::max<qint64>(left, 0);
}

ComparisonProgress::ComparisonProgress(QWidget *parent) : QWidget(parent)
{
    headline_ = new QLabel(this);
    headline_->setObjectName(u"comparisonHeadline"_s);
    headline_->setTextFormat(Qt::PlainText);
    headline_->setWordWrap(true);
    headline_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont large = headline_->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    headline_->setFont(large);
    verdict_ = new QLabel(this);
    verdict_->setObjectName(u"comparisonVerdict"_s);
    verdict_->setTextFormat(Qt::PlainText);
    verdict_->setWordWrap(true);
    progress_ = new QProgressBar(this);
    progress_->setTextVisible(false);
    progress_->setMaximumHeight(8);
    QSizePolicy policy = progress_->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    progress_->setSizePolicy(policy);
    tabs_ = new QTabWidget(this);
    tabs_->setDocumentMode(true);
    tabs_->addTab(createResults(), tr("&Results"));
    tabs_->addTab(createRuns(), tr("&Matches"));
    report_ = new QTextBrowser(this);
    report_->setObjectName(u"comparisonReport"_s);
    report_->setOpenLinks(false);
    report_->setFrameShape(QFrame::NoFrame);
    tabs_->addTab(report_, tr("Re&port"));
    // Room for two lines of each: the tabs below stay where they are, whatever is said.
    auto *words = new QWidget(this);
    words->setMinimumHeight(2 * headline_->fontMetrics().lineSpacing() +
                            2 * verdict_->fontMetrics().lineSpacing() + 6);
    auto *lines = new QVBoxLayout(words);
    lines->setContentsMargins({});
    lines->addWidget(headline_);
    lines->addWidget(verdict_);
    lines->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(words);
    layout->addWidget(progress_);
    layout->addWidget(tabs_, 1);
}

QWidget *ComparisonProgress::createResults()
{
    auto *page = new QSplitter(Qt::Vertical, this);
    auto *top = new QWidget(page);
    auto *legend = new StageLegend(top);
    QList<StageLegend::Entry> entries;
    for (const ExperimentPart part : allExperimentParts())
        entries << StageLegend::Entry{partDisplayName(part), partColor(part)};
    legend->setEntries(entries);
    bars_ = new ComparisonBars(top);
    auto *layout = new QVBoxLayout(top);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(legend);
    layout->addWidget(bars_, 1);
    results_ = new ResultsModel(this);
    resultsView_ = plainTable(results_, tr("Results"), page);
    resultsView_->setObjectName(u"comparisonResults"_s);
    page->addWidget(top);
    page->addWidget(resultsView_);
    page->setStretchFactor(0, 1);
    page->setStretchFactor(1, 1);
    page->setChildrenCollapsible(false);
    connect(results_, &QAbstractItemModel::modelReset, resultsView_, [this] {
        resultsView_->setExpanded(results_->index(results_->rowCount() - 1, 0), true);
    });
    connect(bars_, &ComparisonBars::variantClicked, this, [this](const QString &variant) {
        const QModelIndex index = results_->indexOfVariant(variant);
        resultsView_->setCurrentIndex(index);
        resultsView_->expand(index);
    });
    return page;
}

QWidget *ComparisonProgress::createRuns()
{
    auto *page = new QWidget(this);
    runs_ = new RunsModel(this);
    runsView_ = plainTable(runs_, tr("Matches"), page);
    runsView_->setObjectName(u"comparisonRuns"_s);
    runsView_->setRootIsDecorated(false);
    runsView_->header()->setStretchLastSection(false);
    runsView_->header()->setSectionResizeMode(RunsModel::Variant, QHeaderView::Stretch);
    auto *open = new QPushButton(tr("&Open this match"), page);
    open->setEnabled(false);
    auto *hint = new QLabel(tr("Each of them is a match like any other."), page);
    auto *row = new QHBoxLayout;
    row->addWidget(hint, 1);
    row->addWidget(open);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(runsView_, 1);
    layout->addLayout(row);
    connect(runsView_, &QTreeView::activated, this, &ComparisonProgress::openRun);
    connect(open, &QPushButton::clicked, this, [this] { openRun(runsView_->currentIndex()); });
    connect(runsView_->selectionModel(), &QItemSelectionModel::currentChanged, open,
            [open](const QModelIndex &current) { open->setEnabled(current.isValid()); });
    return page;
}

void ComparisonProgress::openRun(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT matchChosen(folder_ % u'/' % index.data(RunsModel::FolderRole).toString());
}

void ComparisonProgress::show(const ComparisonState &state)
{
    folder_ = state.folder;
    progress_->setRange(0, state.plan.runs());
    progress_->setValue(static_cast<int>(state.runs.size()));
    progress_->setVisible(!state.ended);
    bars_->setBars(comparisonBars(state.plan, state.runs, state.running));
    bars_->setResult(state.report.result);
    results_->setResult(state.report.result, state.ended);
    runs_->setRuns(state.runs);
    showHeadline(state);
    showReport(state);
}

void ComparisonProgress::showHeadline(const ComparisonState &state)
{
    const ComparisonResult &result = state.report.result;
    const ComparedVariant *best = bestSchedule(result);
    QString verdict;
    if (!state.ended && state.running) {
        headline_->setText(tr("Match %1 of %2: %3, seed %4")
                               .arg(state.runs.size() + 1)
                               .arg(state.plan.runs())
                               .arg(variantDisplayName(state.running->variant))
                               .arg(state.running->seed));
        if (const auto left = comparisonTimeLeft(state))
            verdict = tr("About %1 left.").arg(roughDurationText(*left));
        if (best != nullptr)
            verdict += u' ' % tr("So far: %1").arg(comparedSentence(*best));
    } else if (state.ended) {
        headline_->setText(best != nullptr        ? comparedSentence(*best)
                           : state.runs.isEmpty() ? tr("No match was played to its end.")
                                                  : tr("The comparison is done."));
        if (best != nullptr)
            verdict = !best->isJudged() ? notJudgedSentence(*best)
                      : best->reached
                          ? tr("The target of %1 is reached: the interval's lower end is above it.")
                                .arg(percentageText(result.target))
                      : best->overall.critical.hasInterval
                          ? tr("The target of %1 is not shown: the interval's lower end is not "
                               "above it.")
                                .arg(percentageText(result.target))
                          : tr("One seed gives no interval, so whether the target of %1 is reached "
                               "stays open.")
                                .arg(percentageText(result.target));
        if (best != nullptr && best->isJudged() && best->overall.critical.hasInterval &&
            best->overall.critical.n < enoughPairs)
            verdict += u' ' % tr("With only %n pair(s) the interval is rough: repeat with more "
                                 "seeds.",
                                 nullptr, best->overall.critical.n);
        if (state.stopped)
            verdict += u' ' % tr("It was stopped after %n match(es).", nullptr,
                                 static_cast<int>(state.runs.size()));
    }
    if (!state.problem.isEmpty())
        verdict += u' ' % state.problem;
    if (!state.notes.isEmpty())
        verdict += u' ' % state.notes.join(u' ');
    if (!state.report.differences.isEmpty())
        verdict += u' ' % tr("Games that should be the same differ: see the report.");
    verdict_->setText(verdict.trimmed());
    verdict_->setVisible(!verdict.isEmpty());
}

QString ComparisonProgress::headline() const
{
    return headline_->text();
}

void ComparisonProgress::showReport(const ComparisonState &state)
{
    if (!state.ended) {
        reported_.reset();
        report_->setPlainText(tr("The report is written when the last match has ended."));
    } else if (!reported_ || reportedFolder_ != state.folder) {
        reported_ = state.report;
        reportedFolder_ = state.folder;
        drawReport();
        report_->moveCursor(QTextCursor::Start);
    }
}

/// In the window's colours, unlike the file, which is for paper; and as fine as the screen.
void ComparisonProgress::drawReport()
{
    const int place = report_->verticalScrollBar()->value();
    const QPalette &colours = palette();
    const QByteArray chart = comparisonSvg(*reported_, {colours.color(QPalette::Base).name(),
                                                        colours.color(QPalette::Text).name(),
                                                        colours.color(QPalette::Mid).name()});
    // Names of models are in it, so it is Markdown and never HTML.
    report_->document()->setMarkdown(
        QString::fromUtf8(comparisonMarkdown(*reported_, ReportLanguage::Users)),
        QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub)
            .setFlag(QTextDocument::MarkdownNoHTML));
    report_->document()->addResource(QTextDocument::ImageResource, QUrl(u"comparison.svg"_s),
                                     pictureOf(chart, devicePixelRatioF()));
    fitPictures(report_->document(), std::max(tabs_->width() - 60, 300));
    report_->verticalScrollBar()->setValue(place);
}

bool ComparisonProgress::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    // The last one: Qt 6.4 has no event for another device pixel ratio.
    const bool looksOther = event->type() == QEvent::PaletteChange ||
                            event->type() == QEvent::FontChange ||
                            event->type() == QEvent::ScreenChangeInternal;
    if (looksOther && reported_)
        drawReport();
    return done;
}

} // namespace concert
