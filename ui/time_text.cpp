// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/time_text.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace concert {

QString momentText(const QDateTime &moment)
{
    const QLocale locale;
    const QDateTime local = moment.toLocalTime();
    // English has no order of day and month that everybody reads the same way: 11/10/26.
    if (locale.language() == QLocale::English || locale.language() == QLocale::C)
        return local.toString(u"yyyy-MM-dd HH:mm"_s);
    QString date = locale.dateFormat(QLocale::ShortFormat);
    if (!date.contains(u"yyyy"_s))
        date.replace(u"yy"_s, u"yyyy"_s);
    return locale.toString(local, u"%1 %2"_s.arg(date, locale.timeFormat(QLocale::ShortFormat)));
}

QString clockText(const QDateTime &moment)
{
    // QLocale's long format would name the time zone.
    QString format = QLocale().timeFormat(QLocale::ShortFormat);
    if (!format.contains(u"ss"_s)) // the C locale's has them
        format.replace(u"mm"_s, u"mm:ss"_s);
    return QLocale().toString(moment.time(), format);
}

} // namespace concert
