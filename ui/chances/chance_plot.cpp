// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chances/chance_plot.h"

#include "core/record/write_whole.h"
#include "ui/phase_text.h"
#include "ui/powers.h"
#include "ui/window_colors.h"

#include <QBuffer>
#include <QImage>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QtSvg/QSvgGenerator>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr QSize exportSize(1200, 600);
constexpr int exportScale = 2; // for print and sharp screens

} // namespace

ChancePlot::ChancePlot(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"chancePlot"_s);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ChancePlot::setPicture(const ChancePicture &picture)
{
    picture_ = picture;
    update();
}

qsizetype ChancePlot::columnsAPlace() const
{
    constexpr double place = 3; // pixels
    const double width = ChanceGeometry(picture_, rect(), font()).columnRect(0).width();
    return std::max<qsizetype>(1, static_cast<qsizetype>(std::ceil(place / width)));
}

QString ChancePlot::tipText(qsizetype column) const
{
    if (column < 0 || column >= picture_.columns.size())
        return {};
    const ChancePicture::Column &shown = picture_.columns[column];
    QStringList lines{phaseDisplayName(shown.phase)};
    if (!shown.chances)
        return (lines << tr("is being worked out")).join(u'\n');
    std::array<Power, powerCount> powers = allPowers;
    std::stable_sort(powers.begin(), powers.end(), [&](Power a, Power b) {
        return shown.chances->of(a).share > shown.chances->of(b).share;
    });
    for (const Power power : powers) {
        const PhaseChances::Chance &chance = shown.chances->of(power);
        if (chance.share <= 0)
            continue;
        QString line = tr("%1: %2 ± %3, %4 centres expected")
                           .arg(powerDisplayName(power), shareText(chance.share),
                                QLocale().toString(100 * chance.shareError, 'f', 1),
                                QLocale().toString(chance.centers, 'f', 1));
        if (chance.solo > 0)
            line += tr(", wins alone in %1").arg(shareText(chance.solo));
        lines << line;
    }
    return lines.join(u'\n');
}

bool ChancePlot::exportTo(const QString &path, QString *error) const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QRectF area(0, 0, exportSize.width(), exportSize.height());
    const auto paint = [&](QPaintDevice *device) {
        QPainter painter(device);
        painter.fillRect(area, palette().brush(QPalette::Base));
        paintChances(&painter, area.adjusted(8, 8, -8, -8), picture_, palette(), font());
    };
    if (path.endsWith(u".svg"_s, Qt::CaseInsensitive)) {
        QSvgGenerator svg;
        svg.setOutputDevice(&buffer);
        svg.setSize(exportSize);
        svg.setViewBox(area);
        svg.setTitle(tr("Chances"));
        paint(&svg);
    } else {
        QImage image(exportSize * exportScale, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(exportScale);
        paint(&image);
        image.save(&buffer, "PNG");
    }
    *error = writeWhole(path, bytes);
    return error->isEmpty();
}

QSize ChancePlot::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 80, fontMetrics().height() * 12};
}

QSize ChancePlot::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30, fontMetrics().height() * 5};
}

qsizetype ChancePlot::columnAt(double x) const
{
    const qsizetype column = ChanceGeometry(picture_, rect(), font()).columnAt(x);
    return column < picture_.columns.size() ? column : -1;
}

void ChancePlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().brush(QPalette::Base));
    paintChances(&painter, rect(), picture_, palette(), font());
    if (hasFocus())
        paintFocus(&painter, rect(), palette());
}

/// The window's keys move the mark; Enter tells what it stands on.
void ChancePlot::keyPressEvent(QKeyEvent *event)
{
    const bool tells = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!tells || picture_.marked < 0 || picture_.marked >= picture_.columns.size())
        return QWidget::keyPressEvent(event);
    const QRectF column = ChanceGeometry(picture_, rect(), font()).columnRect(picture_.marked);
    QToolTip::showText(mapToGlobal(column.center().toPoint()), tipText(picture_.marked), this);
}

void ChancePlot::mouseMoveEvent(QMouseEvent *event)
{
    const qsizetype column = columnAt(event->position().x());
    setCursor(column >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (column >= 0)
        Q_EMIT columnHovered(column);
    if (column >= 0)
        QToolTip::showText(event->globalPosition().toPoint(), tipText(column), this);
    else
        QToolTip::hideText();
}

void ChancePlot::mouseReleaseEvent(QMouseEvent *event)
{
    const qsizetype column = columnAt(event->position().x());
    if (event->button() == Qt::LeftButton && column >= 0)
        Q_EMIT columnClicked(column);
}

} // namespace concert
