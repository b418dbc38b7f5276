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

} // namespace concert
