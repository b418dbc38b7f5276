// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/comparison.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr double characterWidth = 7; // about, at 12 pixels
constexpr double rightMargin = 70;   // the last total's text
constexpr double plotWidth = 560;
constexpr double plotTop = 56;
constexpr double barHeight = 30;
constexpr double barStep = 46;

/// One colour a part (Okabe and Ito's palette, told apart by colour-blind people too).
QString partColour(ExperimentPart part)
{
    static const std::array<QString, experimentPartCount> colours{
        u"#56b4e9"_s, u"#e69f00"_s, u"#009e73"_s, u"#0072b2"_s, u"#cc79a7"_s, u"#999999"_s};
    return colours[static_cast<std::size_t>(part)];
}

/// A variant's mean critical shares, in seconds, by part.
struct ChartBar {
    QString name;
    std::array<double, experimentPartCount> parts{};
    double total() const
    {
        double sum = 0;
        for (const double part : parts)
            sum += part;
        return sum;
    }
};

QList<ChartBar> chartBars(const ComparisonResult &result)
{
    QStringList names;
    for (const ComparedRun &run : result.runs) {
        if (!names.contains(run.variant))
            names << run.variant;
    }
    QList<ChartBar> bars;
    for (const QString &name : names) {
        ChartBar bar;
        bar.name = name;
        int count = 0;
        for (const ComparedRun &run : result.runs) {
            if (run.variant != name)
                continue;
            ++count;
            for (std::size_t i = 0; i < bar.parts.size(); ++i)
                bar.parts[i] += static_cast<double>(run.times.parts[i].critical) / 1e6;
        }
        for (double &part : bar.parts)
            part /= count;
        bars << bar;
    }
    return bars;
}

/// 1, 2 or 5 times a power of ten: about five marks on the axis.
double tickStep(double longest)
{
    const double rough = std::max(longest, 1e-6) / 5;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (step * power >= rough)
            return step * power;
    }
    return 10 * power;
}

QString svgText(double x, double y, const QString &text, const QString &anchor)
{
    return u"<text x=\"%1\" y=\"%2\" text-anchor=\"%3\">%4</text>\n"_s.arg(x).arg(y).arg(
        anchor, text.toHtmlEscaped());
}

QString svgRect(double x, double y, double width, double height, const QString &colour,
                const QString &title)
{
    return u"<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" fill=\"%5\"><title>%6</title>"
           "</rect>\n"_s.arg(x)
               .arg(y)
               .arg(width)
               .arg(height)
               .arg(colour, title.toHtmlEscaped());
}

QString svgLegend(double x)
{
    QString svg;
    for (const ExperimentPart part : allExperimentParts()) {
        const QString name = QString(partName(part)).replace(u'_', u' ');
        svg +=
            svgRect(x, 30, 11, 11, partColour(part), name) % svgText(x + 15, 40, name, u"start"_s);
        x += 33 + 6.6 * static_cast<double>(name.size());
    }
    return svg;
}

} // namespace

QByteArray comparisonSvg(const ComparisonReport &report, const ChartColours &colours)
{
    const QList<ChartBar> bars = chartBars(report.result);
    double longest = 0;
    double plotLeft = 130;
    for (const ChartBar &bar : bars) {
        longest = std::max(longest, bar.total());
        plotLeft = std::max(plotLeft, 20 + characterWidth * static_cast<double>(bar.name.size()));
    }
    const double scale = longest > 0 ? plotWidth / longest : 0;
    const double bottom = plotTop + barStep * static_cast<double>(bars.size());

    QString svg = u"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1 %2\" width=\"%1\" "
                  "height=\"%2\" font-family=\"sans-serif\" font-size=\"12\" fill=\"%3\">\n"_s
                      .arg(plotLeft + plotWidth + rightMargin)
                      .arg(bottom + 40)
                      .arg(colours.text);
    // A path, because SVG Tiny (Qt's) knows no percentages.
    svg += u"<path d=\"M0 0H%1V%2H0z\" fill=\"%3\"/>\n"_s.arg(plotLeft + plotWidth + rightMargin)
               .arg(bottom + 40)
               .arg(colours.paper) %
           svgText(plotLeft, 18, u"Total time by part of the critical path, mean over seeds"_s,
                   u"start"_s) %
           svgLegend(plotLeft);
    const double step = tickStep(longest);
    for (double tick = 0; scale > 0 && tick <= longest * 1.0001; tick += step) {
        const double x = plotLeft + tick * scale;
        svg += u"<line x1=\"%1\" y1=\"%2\" x2=\"%1\" y2=\"%3\" stroke=\"%4\"/>\n"_s.arg(x)
                   .arg(plotTop - 6)
                   .arg(bottom)
                   .arg(colours.lines) %
               svgText(x, bottom + 16, QString::number(tick), u"middle"_s);
    }
    svg += svgText(plotLeft + plotWidth / 2, bottom + 34, u"seconds"_s, u"middle"_s);
    double y = plotTop;
    for (const ChartBar &bar : bars) {
        svg += svgText(plotLeft - 8, y + barHeight / 2 + 4, bar.name, u"end"_s);
        double x = plotLeft;
        for (const ExperimentPart part : allExperimentParts()) {
            const double seconds = bar.parts[static_cast<std::size_t>(part)];
            if (seconds <= 0)
                continue;
            const QString title =
                u"%1: %2 s"_s.arg(partName(part), QString::number(seconds, 'f', 2));
            svg += svgRect(x, y, seconds * scale, barHeight, partColour(part), title);
            x += seconds * scale;
        }
        svg += svgText(x + 6, y + barHeight / 2 + 4, QString::number(bar.total(), 'f', 1) % u" s"_s,
                       u"start"_s);
        y += barStep;
    }
    return (svg % u"</svg>\n"_s).toUtf8();
}

} // namespace concert
