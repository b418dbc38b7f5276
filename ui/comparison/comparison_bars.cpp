// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparison_bars.h"

#include "ui/comparison/comparison_text.h"
#include "ui/window_colors.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr double remarkGap = 8;

std::array<double, experimentPartCount> inDoubles(const std::array<qint64, experimentPartCount> &in)
{
    std::array<double, experimentPartCount> out{};
    std::transform(in.begin(), in.end(), out.begin(),
                   [](qint64 value) { return static_cast<double>(value); });
    return out;
}

} // namespace

double ComparisonBar::mean() const
{
    return std::accumulate(parts.begin(), parts.end(), 0.0);
}

qint64 ComparisonBar::runningTotal() const
{
    return std::accumulate(running.begin(), running.end(), qint64{0});
}

QList<ComparisonBar> comparisonBars(const ComparisonPlan &plan, const QList<ComparedRun> &runs,
                                    const std::optional<ComparedRun> &running)
{
    QList<ComparisonBar> bars;
    for (const ComparisonVariant &variant : plan.variants) {
        ComparisonBar bar;
        bar.variant = variant.name;
        for (const ComparedRun &run : runs) {
            if (run.variant != variant.name)
                continue;
            ++bar.runs;
            bar.totals << run.times.total;
            for (std::size_t i = 0; i < bar.parts.size(); ++i)
                bar.parts[i] += static_cast<double>(run.times.parts[i].critical);
        }
        for (double &part : bar.parts)
            part /= std::max(bar.runs, 1);
        if (running && running->variant == variant.name) {
            for (std::size_t i = 0; i < bar.running.size(); ++i)
                bar.running[i] = running->times.parts[i].critical;
        }
        bars << bar;
    }
    return bars;
}

ComparisonBars::ComparisonBars(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"comparisonBars"_s);
    setAccessibleName(tr("Times of the ways to play"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
}

void ComparisonBars::setBars(const QList<ComparisonBar> &bars)
{
    bars_ = bars;
    qint64 longest = 0;
    QStringList texts;
    for (const ComparisonBar &bar : bars_) {
        longest = std::max({longest, bar.runningTotal(), std::llround(bar.mean())});
        for (const qint64 total : bar.totals)
            longest = std::max(longest, total);
        if (bar.runs > 0)
            texts << u"%1: %2"_s.arg(variantDisplayName(bar.variant),
                                     durationText(std::llround(bar.mean())));
    }
    axis_ = TimeAxis::upTo(longest);
    setAccessibleDescription(QLocale().createSeparatedList(texts));
    updateGeometry();
    update();
}

void ComparisonBars::setResult(const ComparisonResult &result)
{
    result_ = result;
    update();
}

int ComparisonBars::rowHeight() const
{
    const int comfortable = fontMetrics().height() * 5 / 2;
    const auto rows = std::max<int>(1, static_cast<int>(bars_.size()));
    const int room = (height() - 2 * fontMetrics().height() - 8) / rows;
    return std::clamp(room, fontMetrics().height() * 3 / 2, comfortable);
}

int ComparisonBars::nameWidth() const
{
    int widest = 0;
    for (const ComparisonBar &bar : bars_)
        widest = std::max(widest, fontMetrics().horizontalAdvance(variantDisplayName(bar.variant)));
    return std::min(widest + 16, width() / 3);
}

QRectF ComparisonBars::plot() const
{
    const double left = nameWidth();
    const double remarks = fontMetrics().horizontalAdvance(u"00,0 min · −00,0 % (00,0–00,0)"_s);
    return {left, 6, std::max(width() - left - remarks, 40.0),
            static_cast<double>(rowHeight() * bars_.size())};
}

double ComparisonBars::xOf(double microseconds) const
{
    const QRectF area = plot();
    const double most = axis_.maximum * static_cast<double>(axis_.unit);
    return area.left() + microseconds / most * area.width();
}

int ComparisonBars::rowAt(const QPoint &position) const
{
    const int row = static_cast<int>((position.y() - plot().top()) / rowHeight());
    return position.y() >= plot().top() && row < bars_.size() ? row : -1;
}

QSize ComparisonBars::sizeHint() const
{
    const auto rows = static_cast<int>(bars_.size());
    return {fontMetrics().height() * 44,
            rows * fontMetrics().height() * 5 / 2 + 2 * fontMetrics().height() + 8};
}

QSize ComparisonBars::minimumSizeHint() const
{
    const auto rows = static_cast<int>(bars_.size());
    return {fontMetrics().height() * 24,
            rows * fontMetrics().height() * 3 / 2 + 2 * fontMetrics().height() + 8};
}

void ComparisonBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::TextAntialiasing);
    paintAxis(&painter);
    paintTarget(&painter);
    for (int row = 0; row < bars_.size(); ++row)
        paintRow(&painter, row);
}

void ComparisonBars::paintAxis(QPainter *painter) const
{
    const QRectF area = plot();
    painter->setFont(smallerFont(font()));
    const QFontMetricsF metrics(painter->font());
    const QColor line = separatorColor(palette());
    for (double value = 0; value <= axis_.maximum * 1.0001; value += axis_.step) {
        const double x = std::round(xOf(value * static_cast<double>(axis_.unit)));
        painter->fillRect(QRectF(x, area.top(), 1, area.height()), line);
        QString text = QLocale().toString(value);
        if (value + axis_.step > axis_.maximum * 1.0001)
            text += u' ' % axis_.unitName;
        const double half = metrics.horizontalAdvance(text);
        painter->setPen(faintTextColor(palette()));
        painter->drawText(QRectF(x - half, area.bottom() + 2, 2 * half, metrics.height()),
                          Qt::AlignHCenter, text);
    }
    painter->setFont(font());
}

void ComparisonBars::paintParts(QPainter *painter, const QRectF &place,
                                const std::array<double, experimentPartCount> &parts,
                                int alpha) const
{
    double sum = 0;
    for (const ExperimentPart part : allExperimentParts()) {
        const double share = parts[static_cast<std::size_t>(part)];
        QColor color = partColor(part);
        color.setAlpha(alpha);
        const double from = xOf(sum);
        sum += share;
        painter->fillRect(QRectF(from, place.top(), xOf(sum) - from, place.height()), color);
    }
}

void ComparisonBars::paintRow(QPainter *painter, int row) const
{
    const ComparisonBar &bar = bars_[row];
    const QRectF area = plot();
    const double top = area.top() + row * rowHeight();
    const double height = rowHeight();
    painter->setPen(palette().color(QPalette::Text));
    const QString name = fontMetrics().elidedText(variantDisplayName(bar.variant), Qt::ElideRight,
                                                  static_cast<int>(area.left()) - 12);
    painter->drawText(QRectF(4, top, area.left() - 12, height), Qt::AlignVCenter | Qt::AlignRight,
                      name);
    const double thick = std::round(height * 0.46);
    const double thin = std::max(4.0, std::round(height * 0.16));
    const QRectF mean(area.left(), top + height * 0.12, area.width(), thick);
    const QRectF below(area.left(), mean.bottom() + 2, area.width(), thin);
    paintParts(painter, mean, bar.parts, 255);
    paintParts(painter, below, inDoubles(bar.running), bar.runs > 0 ? 160 : 255);
    for (const qint64 total : bar.totals) {
        const double x = std::round(xOf(static_cast<double>(total)));
        painter->fillRect(QRectF(x - 1, below.top(), 2, below.height()),
                          palette().color(QPalette::Text));
    }
    const double longest = std::max(
        {bar.mean(), static_cast<double>(bar.runningTotal()),
         bar.totals.isEmpty()
             ? 0.0
             : static_cast<double>(*std::max_element(bar.totals.begin(), bar.totals.end()))});
    if (longest <= 0)
        return;
    QString text = durationText(bar.runs > 0 ? std::llround(bar.mean()) : bar.runningTotal());
    if (const QString more = remark(bar.variant); !more.isEmpty())
        text += u" · "_s % more;
    painter->setPen(bar.runs > 0 ? palette().color(QPalette::Text) : faintTextColor(palette()));
    const QRectF place(xOf(longest) + remarkGap, top + (height - fontMetrics().height()) / 2,
                       fontMetrics().horizontalAdvance(text) + 2, fontMetrics().height());
    painter->fillRect(place, palette().color(QPalette::Base)); // no line through the words
    painter->drawText(place, Qt::AlignVCenter, text);
}

/// "−54.1 %", of a schedule; levers are in the table.
QString ComparisonBars::remark(const QString &variant) const
{
    for (const ComparedVariant &each : result_.variants) {
        const PairedReduction &total = each.overall.critical;
        if (each.name != variant || each.isLever || total.n == 0)
            continue;
        const QString sign = total.reduction >= 0 ? u"−"_s : u"+"_s;
        const QString interval = intervalText(total);
        return sign % percentageText(std::abs(total.reduction)) %
               (interval.isEmpty() ? QString() : QString(u" ("_s % interval % u')'));
    }
    return {};
}

/// Where the baseline would have to end.
void ComparisonBars::paintTarget(QPainter *painter) const
{
    const auto baseline =
        std::find_if(bars_.begin(), bars_.end(), [this](const ComparisonBar &bar) {
            return bar.variant == result_.baseline && bar.runs > 0;
        });
    if (baseline == bars_.end())
        return;
    const QRectF area = plot();
    const double x = std::round(xOf(baseline->mean() * (1 - result_.target))) + 0.5;
    painter->setPen(QPen(palette().color(QPalette::Text), 1, Qt::DashLine));
    painter->drawLine(QPointF(x, area.top() - 4), QPointF(x, area.bottom()));
}

void ComparisonBars::mouseReleaseEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && row >= 0)
        Q_EMIT variantClicked(bars_[row].variant);
}

QString ComparisonBars::describe(const ComparisonBar &bar) const
{
    QStringList lines{variantDisplayName(bar.variant)};
    if (bar.runs > 0)
        lines << tr("Mean of %n match(es): %1", nullptr, bar.runs)
                     .arg(durationText(std::llround(bar.mean())));
    for (const ExperimentPart part : allExperimentParts()) {
        const double share = bar.parts[static_cast<std::size_t>(part)];
        if (share > 0 && bar.mean() > 0)
            lines << u"%1: %2 (%3)"_s.arg(partDisplayName(part), durationText(std::llround(share)),
                                          percentageText(share / bar.mean()));
    }
    if (bar.variant == result_.baseline)
        lines << tr("The dashed line is the target: %1 less.").arg(percentageText(result_.target));
    return lines.join(u'\n');
}

bool ComparisonBars::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int row = rowAt(help->pos());
    if (row >= 0)
        QToolTip::showText(help->globalPos(), describe(bars_[row]), this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace concert
