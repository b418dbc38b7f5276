// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/timings.h"
#include "ui/latency/latency_chart.h"
#include "ui/latency/phase_chart_view.h"
#include "ui/latency/stage_legend.h"

#include <QBuffer>
#include <QFileInfo>
#include <QLabel>
#include <QPainter>
#include <QSvgGenerator>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int exportMargin = 8;
constexpr double exportScale = 2; // of a PNG, so that it can be printed

} // namespace

QString LatencyChart::exportTo(const QString &path)
{
    const QString format = QFileInfo(path).suffix().toLower();
    if (format != u"png"_s && format != u"svg"_s)
        return tr("A chart is saved as .png or .svg, not as “%1”.").arg(format);
    const int width = std::max(view_->width(), 400);
    const int textHeight = headline_->heightForWidth(width);
    const int legendHeight = legend_->heightForWidth(width);
    const QSize size(width + 2 * exportMargin,
                     textHeight + legendHeight + view_->height() + 4 * exportMargin);
    const auto paint = [&](QPaintDevice *device) {
        QPainter painter(device);
        painter.fillRect(QRect({}, size), palette().color(QPalette::Base));
        painter.setFont(headline_->font());
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRect(exportMargin, exportMargin, width, textHeight),
                         Qt::TextWordWrap | Qt::AlignLeft, headline_->text());
        painter.setFont(font());
        painter.translate(exportMargin, textHeight + 2 * exportMargin);
        legend_->render(&painter, {}, {}, QWidget::DrawChildren);
        const QRectF below(0, legendHeight + exportMargin, width, view_->height());
        view_->render(&painter, below, view_->viewport()->rect());
    };
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (format == u"svg"_s) {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(QRect({}, size));
        generator.setTitle(headline_->text());
        paint(&generator);
    } else {
        QImage image(size * exportScale, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(exportScale);
        paint(&image);
        image.save(&buffer, "PNG");
    }
    return writeWhole(path, bytes);
}

} // namespace concert
