// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearance.h"

#include "ui/log_sentences.h"
#include "ui/powers.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleOption>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct ThemeColors {
    QRgb window, base, alternate, button, text, faint, light, mid, dark, highlight, link, tip;
};

QPalette paletteOf(const ThemeColors &colors)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb color) {
        palette.setColor(role, QColor::fromRgb(color));
    };
    set(QPalette::Window, colors.window);
    set(QPalette::WindowText, colors.text);
    set(QPalette::Base, colors.base);
    set(QPalette::AlternateBase, colors.alternate);
    set(QPalette::Text, colors.text);
    set(QPalette::PlaceholderText, colors.faint);
    set(QPalette::Button, colors.button);
    set(QPalette::ButtonText, colors.text);
    set(QPalette::BrightText, 0xffffffff);
    set(QPalette::Light, colors.light);
    set(QPalette::Midlight, colors.button);
    set(QPalette::Mid, colors.mid);
    set(QPalette::Dark, colors.dark);
    set(QPalette::Shadow, 0xff000000);
    set(QPalette::Highlight, colors.highlight);
    set(QPalette::HighlightedText, 0xffffffff);
    set(QPalette::Link, colors.link);
    set(QPalette::LinkVisited, colors.link);
    set(QPalette::ToolTipBase, colors.tip);
    set(QPalette::ToolTipText, colors.text);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor::fromRgb(colors.mid));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor::fromRgb(colors.mid));
    return palette;
}

/// Fusion draws outlines darker than the window: on a dark one, empty boxes could not be seen.
class OutliningStyle : public QProxyStyle {
public:
    OutliningStyle() : QProxyStyle(u"Fusion"_s) {}

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool isBox =
            element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
        if (!(isBox || element == PE_IndicatorRadioButton) || !isDark(option->palette))
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(option->palette.color(QPalette::Mid));
        painter->setBrush(Qt::NoBrush);
        const QRectF rect = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        if (isBox)
            painter->drawRoundedRect(rect, 2, 2);
        else
            painter->drawEllipse(rect);
        painter->restore();
    }
};

} // namespace

QPalette lightPalette()
{
    return paletteOf({.window = 0xfff3f2ef,
                      .base = 0xffffffff,
                      .alternate = 0xfff8f7f5,
                      .button = 0xffebeae6,
                      .text = 0xff1d1f22,
                      .faint = 0xff6b6e73,
                      .light = 0xffffffff,
                      .mid = 0xff9a9b9d,
                      .dark = 0xff86888b,
                      .highlight = 0xff1f6f94,
                      .link = 0xff175d7d,
                      .tip = 0xfffffbe8});
}

QPalette darkPalette()
{
    return paletteOf({.window = 0xff25272a,
                      .base = 0xff1b1d1f,
                      .alternate = 0xff212326,
                      .button = 0xff34373b,
                      .text = 0xffe6e6e3,
                      .faint = 0xff9c9fa4,
                      .light = 0xff2f3236,
                      .mid = 0xff6f7377,
                      .dark = 0xff141517,
                      .highlight = 0xff2b7fa6,
                      .link = 0xff6db9da,
                      .tip = 0xff34373b});
}

Appearance::Appearance(const Settings *settings, QObject *parent)
    : QObject(parent), settings_(settings), systemIsDark_(isDark(QApplication::palette()))
{
    // Fusion looks the same everywhere and follows our palettes; platform styles do not.
    QApplication::setStyle(new OutliningStyle); // the application's from now on
    installTranslators();
    applyTheme();
    connect(settings_, &Settings::themeChanged, this, &Appearance::applyTheme);
}

void Appearance::applyTheme()
{
    // Qt 6.4 cannot be asked for a colour scheme: the palette at the start tells.
    const Theme theme = settings_->theme();
    const bool dark = theme == Theme::Dark || (theme == Theme::System && systemIsDark_);
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

QString LogTranslator::translate(const char *context, const char *source,
                                 const char *disambiguation, int n) const
{
    const bool isOfTheLog =
        std::any_of(logContexts.begin(), logContexts.end(),
                    [context](const char *each) { return qstrcmp(context, each) == 0; });
    if (isOfTheLog && qstrcmp(disambiguation, shownToViewer) != 0)
        return {};
    return QTranslator::translate(context, source, disambiguation, n);
}

void Appearance::installTranslators()
{
    switch (settings_->language()) {
    case Language::System:
        break;
    case Language::English:
        QLocale::setDefault(QLocale(QLocale::English));
        break;
    case Language::German:
        QLocale::setDefault(QLocale(QLocale::German));
        break;
    }
    // English too has a file: its plural forms. It is also for whom there is no other.
    if (!own_.load(QLocale(), u"concert"_s, u"_"_s, u":/i18n"_s) &&
        !own_.load(u":/i18n/concert_en.qm"_s))
        return;
    QCoreApplication::installTranslator(&own_);
    // Not for the system's language, but for ours: buttons shall not speak another one.
    if (qt_.load(QLocale(own_.language()), u"qtbase"_s, u"_"_s,
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qt_);
}

} // namespace concert
