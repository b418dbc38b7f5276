// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/painted_accessible.h"

#include <QAccessibleWidget>
#include <QHash>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

class PaintedAccessible : public QAccessibleWidget {
public:
    using QAccessibleWidget::QAccessibleWidget;

    QString text(QAccessible::Text what) const override
    {
        return what == QAccessible::Value ? widget()->accessibleDescription()
                                          : QAccessibleWidget::text(what);
    }
};

QAccessibleInterface *paintedAccessible(const QString &className, QObject *object)
{
    static const QHash<QString, QAccessible::Role> roles{
        {u"concert::MapView"_s, QAccessible::Graphic},
        {u"concert::PhaseBar"_s, QAccessible::Slider},
        {u"concert::PhaseChartView"_s, QAccessible::Chart},
        {u"concert::ChancePlot"_s, QAccessible::Chart},
        {u"concert::TimelineView"_s, QAccessible::Chart},
    };
    auto *widget = qobject_cast<QWidget *>(object);
    const auto role = roles.find(className);
    return widget == nullptr || role == roles.end() ? nullptr
                                                    : new PaintedAccessible(widget, *role);
}

} // namespace

void describePaintedWidgets()
{
    QAccessible::installFactory(paintedAccessible);
}

} // namespace concert
