// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plain_tip.h"

namespace concert {

using namespace Qt::StringLiterals;

QString plainTip(const QString &text)
{
    return text.isEmpty() ? QString()
                          : u"<p style='white-space:pre-wrap'>%1</p>"_s.arg(text.toHtmlEscaped());
}

} // namespace concert
