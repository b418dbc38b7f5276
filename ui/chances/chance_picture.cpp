// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chances/chance_picture.h"

#include "ui/phase_text.h"
#include "ui/powers.h"
#include "ui/window_colors.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr double lineWidth = 2;
constexpr double dotRadius = 2.5; // a single phase is no line
constexpr double bandErrors = 2;  // standard errors: 19 of 20 estimates
constexpr double labelGap = 8;
constexpr double fewestColumns = 8; // a young match leaves room for what is to come

double highestShare(const ChancePicture &picture)
{
    double highest = 0.2;
    for (const ChancePicture::Column &column : picture.columns) {
        if (!column.chances)
            continue;
        for (const auto &chance : column.chances->powers)
            highest = std::max(highest, chance.share + bandErrors * chance.shareError);
    }
    return std::min(highest, 1.0);
}

/// The last column that is known; -1: none.
qsizetype lastKnown(const ChancePicture &picture)
{
    for (qsizetype i = picture.columns.size() - 1; i >= 0; --i) {
        if (picture.columns[i].chances)
            return i;
    }
    return -1;
}

/// Paints one picture; holds what all parts of it need.
class ChancePainter {
public:
    ChancePainter(QPainter *painter, const QRectF &area, const ChancePicture &picture,
                  const QPalette &palette, const QFont &font)
        : painter_(painter), picture_(picture), palette_(palette), font_(smallerFont(font)),
          geometry_(picture, area, font)
    {}

    void paint()
    {
        painter_->save();
        painter_->setRenderHint(QPainter::Antialiasing);
        painter_->setFont(font_);
        paintMark();
        paintGrid();
        paintPhases();
        for (const Power power : allPowers)
            paintBand(power);
        for (const Power power : allPowers)
            paintCurve(power);
        paintNames();
        painter_->restore();
    }

private:
    void paintMark() const;
    void paintGrid() const;
    void paintPhases() const;
    void paintBand(Power power) const;
    void paintCurve(Power power) const;
    void paintNames() const;
    /// Columns from \a first on that belong to one unbroken curve of the power.
    QList<qsizetype> run(Power power, qsizetype first) const;

    QPainter *painter_;
    const ChancePicture &picture_;
    const QPalette &palette_;
    QFont font_;
    ChanceGeometry geometry_;
};

void ChancePainter::paintMark() const
{
    if (picture_.marked < 0 || picture_.marked >= picture_.columns.size())
        return;
    QColor color = palette_.color(QPalette::Highlight);
    color.setAlphaF(0.18F);
    painter_->fillRect(geometry_.columnRect(picture_.marked), color);
}

void ChancePainter::paintGrid() const
{
    const QRectF plot = geometry_.plot();
    const QFontMetricsF metrics(font_);
    for (int i = 0; i * geometry_.step() <= geometry_.highest() + 1e-9; ++i) {
        const double y = geometry_.y(i * geometry_.step());
        painter_->setPen(QPen(separatorColor(palette_), i == 0 ? 1.2 : 0.6));
        painter_->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter_->setPen(faintTextColor(palette_));
        const QRectF place(0, y - metrics.height() / 2, plot.left() - 5, metrics.height());
        painter_->drawText(place, Qt::AlignRight | Qt::AlignVCenter,
                           QLocale().toString(std::lround(100 * i * geometry_.step())) % u" %"_s);
    }
}

/// Every phase's name where there is room; otherwise the years, at their springs.
void ChancePainter::paintPhases() const
{
    const QFontMetricsF metrics(font_);
    const QRectF plot = geometry_.plot();
    const double needed = metrics.horizontalAdvance(u"S1901M"_s) + 6;
    const bool names = geometry_.columnRect(0).width() >= needed;
    double free = plot.left() - needed;
    painter_->setPen(faintTextColor(palette_));
    for (qsizetype i = 0; i < picture_.columns.size(); ++i) {
        const Phase &phase = picture_.columns[i].phase;
        const bool isYear = phase.season == Season::Spring && phase.type == PhaseType::Movement;
        if (!names && !isYear)
            continue;
        const QString text = names ? phaseShortName(phase) : QString::number(phase.year);
        const double width = metrics.horizontalAdvance(text);
        const double left = std::max(geometry_.x(i) - width / 2, plot.left());
        if (left < free || left + width > plot.right() + needed)
            continue;
        painter_->drawText(QPointF(left, plot.bottom() + metrics.ascent() + 3), text);
        free = left + width + 6;
    }
}

QList<qsizetype> ChancePainter::run(Power power, qsizetype first) const
{
    QList<qsizetype> columns;
    for (qsizetype i = first; i < picture_.columns.size(); ++i) {
        if (!picture_.columns[i].chances)
            continue; // not known yet: from its neighbours the curve can be guessed
        columns << i;
        if (picture_.columns[i].chances->of(power).share <= 0)
            break; // out of the game: the curve ends on the ground
    }
    return columns;
}

void ChancePainter::paintBand(Power power) const
{
    QColor color = powerTextColor(power, palette_);
    color.setAlphaF(0.22F);
    painter_->setPen(Qt::NoPen);
    painter_->setBrush(color);
    for (qsizetype i = 0; i < picture_.columns.size();) {
        const QList<qsizetype> columns = run(power, i);
        QPolygonF band;
        QPolygonF below;
        for (const qsizetype column : columns) {
            const auto &chance = picture_.columns[column].chances->of(power);
            const double error = bandErrors * chance.shareError;
            band << QPointF(geometry_.x(column), geometry_.y(chance.share + error));
            below << QPointF(geometry_.x(column), geometry_.y(std::max(0.0, chance.share - error)));
        }
        std::reverse(below.begin(), below.end());
        painter_->drawPolygon(band + below);
        i = columns.isEmpty() ? i + 1 : columns.last() + 1;
    }
}

void ChancePainter::paintCurve(Power power) const
{
    const QColor color = powerTextColor(power, palette_);
    bool wasOut = false;
    for (qsizetype i = 0; i < picture_.columns.size();) {
        const QList<qsizetype> columns = run(power, i);
        i = columns.isEmpty() ? i + 1 : columns.last() + 1;
        QPolygonF line;
        for (const qsizetype column : columns)
            line << QPointF(geometry_.x(column),
                            geometry_.y(picture_.columns[column].chances->of(power).share));
        const bool isOut =
            !columns.isEmpty() && picture_.columns[columns.last()].chances->of(power).share <= 0;
        if (wasOut && isOut && line.size() == 1)
            continue; // lies on the ground since long
        wasOut = isOut;
        painter_->setBrush(Qt::NoBrush);
        painter_->setPen(QPen(color, lineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        if (line.size() > 1)
            painter_->drawPolyline(line);
        if (line.size() == 1 || isOut) {
            painter_->setPen(Qt::NoPen);
            painter_->setBrush(color);
            painter_->drawEllipse(line.last(), dotRadius, dotRadius);
        }
    }
}

void ChancePainter::paintNames() const
{
    const qsizetype last = lastKnown(picture_);
    if (last < 0)
        return;
    const PhaseChances &chances = *picture_.columns[last].chances;
    QList<double> wanted;
    QList<Power> powers;
    for (const Power power : allPowers) {
        if (chances.of(power).share <= 0)
            continue;
        powers << power;
        wanted << geometry_.y(chances.of(power).share);
    }
    const QFontMetricsF metrics(font_);
    const QRectF plot = geometry_.plot();
    const QList<double> places =
        spreadLabels(wanted, metrics.height(), plot.top() - metrics.height() / 2,
                     plot.bottom() + metrics.height());
    const double x = plot.right() + labelGap;
    for (qsizetype i = 0; i < powers.size(); ++i) {
        const QColor color = powerTextColor(powers[i], palette_);
        QColor faint = color;
        faint.setAlphaF(0.45F);
        painter_->setPen(QPen(faint, 0.8)); // leads the eye, and is no forecast
        painter_->drawLine(QPointF(geometry_.x(last) + 3, wanted[i]), QPointF(x - 2, places[i]));
        painter_->setPen(color);
        painter_->drawText(QPointF(x, places[i] + metrics.ascent() - metrics.height() / 2),
                           powerDisplayName(powers[i]) % u' ' %
                               shareText(chances.of(powers[i]).share));
    }
}

} // namespace

ChanceGeometry::ChanceGeometry(const ChancePicture &picture, const QRectF &area, const QFont &font)
    : columns_(std::max(picture.columns.size(), static_cast<qsizetype>(fewestColumns)))
{
    const QFontMetricsF metrics(smallerFont(font));
    double names = 0;
    for (const Power power : allPowers)
        names = std::max(names, metrics.horizontalAdvance(powerDisplayName(power)));
    names += metrics.horizontalAdvance(u" 100.0 %"_s) + labelGap + 4;
    const double left = metrics.horizontalAdvance(u"100 %"_s) + 9;
    plot_ = area.adjusted(left, metrics.height() / 2 + 2, -names, -metrics.height() - 5);
    if (plot_.width() < 1 || plot_.height() < 1)
        plot_.setSize(QSizeF(std::max(1.0, plot_.width()), std::max(1.0, plot_.height())));
    highest_ = highestShare(picture);
    // As many lines as can be told apart, and no odd numbers.
    for (const double step : {0.05, 0.1, 0.2, 0.25, 0.5}) {
        step_ = step;
        if (plot_.height() / (std::ceil(highest_ / step) + 1) > 1.6 * metrics.height())
            break;
    }
    highest_ = std::min(1.0, std::ceil(highest_ / step_ - 1e-9) * step_);
}

double ChanceGeometry::x(qsizetype column) const
{
    return plot_.left() +
           plot_.width() * (static_cast<double>(column) + 0.5) / static_cast<double>(columns_);
}

double ChanceGeometry::y(double share) const
{
    return plot_.bottom() - plot_.height() * std::clamp(share / highest_, 0.0, 1.0);
}

QRectF ChanceGeometry::columnRect(qsizetype column) const
{
    const double width = plot_.width() / static_cast<double>(columns_);
    return {plot_.left() + width * static_cast<double>(column), plot_.top(), width, plot_.height()};
}

qsizetype ChanceGeometry::columnAt(double x) const
{
    if (x < plot_.left() || x >= plot_.right())
        return -1;
    return static_cast<qsizetype>((x - plot_.left()) / plot_.width() *
                                  static_cast<double>(columns_));
}

QList<double> spreadLabels(const QList<double> &wanted, double height, double top, double bottom)
{
    QList<qsizetype> order(wanted.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](qsizetype a, qsizetype b) { return wanted[a] < wanted[b]; });
    QList<double> places = wanted;
    double free = top + height / 2;
    for (const qsizetype i : order) { // down, where another one stands
        places[i] = std::max(places[i], free);
        free = places[i] + height;
    }
    double limit = bottom - height / 2;
    for (auto i = order.crbegin(); i != order.crend(); ++i) { // and up, where the room ends
        places[*i] = std::min(places[*i], limit);
        limit = places[*i] - height;
    }
    return places;
}

void paintChances(QPainter *painter, const QRectF &area, const ChancePicture &picture,
                  const QPalette &palette, const QFont &font)
{
    ChancePainter(painter, area, picture, palette, font).paint();
}

QString shareText(double share)
{
    return QCoreApplication::translate("Chances", "%1 %")
        .arg(QLocale().toString(100 * share, 'f', 1));
}

} // namespace concert
