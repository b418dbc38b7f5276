// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearance_page.h"

#include "ui/settings/settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace concert {

AppearancePage::AppearancePage(QWidget *parent) : QWidget(parent)
{
    theme_ = new QComboBox(this);
    theme_->setObjectName(u"theme"_s);
    theme_->addItems({tr("As the system"), tr("Light"), tr("Dark")}); // in the order of Theme
    language_ = new QComboBox(this);
    language_->setObjectName(u"language"_s);
    // In the order of Language; each in its own words, so that it is found again.
    language_->addItems({tr("As the system"), u"English"_s, u"Deutsch"_s});
    auto *languageNote = new QLabel(tr("A new language shows when Concert starts again."), this);
    languageNote->setTextFormat(Qt::PlainText);
    languageNote->setWordWrap(true);
    animation_ = new QCheckBox(tr("&Move the units on the map"), this);
    speed_ = new QDoubleSpinBox(this);
    speed_->setRange(Settings::slowestReading, Settings::fastestReading);
    speed_->setSingleStep(0.25);
    speed_->setPrefix(u"× "_s);
    speed_->setToolTip(tr("How fast the picture follows a match: 1 is a comfortable pace"));

    auto *form = new QFormLayout(this);
    form->addRow(tr("&Theme:"), theme_);
    form->addRow(tr("&Language:"), language_);
    form->addRow(QString(), languageNote);
    form->addRow(tr("&Reading speed:"), speed_);
    form->addRow(QString(), animation_);
}

void AppearancePage::load(const Settings &settings)
{
    theme_->setCurrentIndex(static_cast<int>(settings.theme()));
    language_->setCurrentIndex(static_cast<int>(settings.language()));
    animation_->setChecked(settings.animation());
    speed_->setValue(settings.readingSpeed());
}

void AppearancePage::save(Settings *settings) const
{
    settings->setTheme(static_cast<Theme>(theme_->currentIndex()));
    settings->setLanguage(static_cast<Language>(language_->currentIndex()));
    settings->setAnimation(animation_->isChecked());
    settings->setReadingSpeed(speed_->value());
}

} // namespace concert
