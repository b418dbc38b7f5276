// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;

namespace concert {

class Settings;

/// Theme, language, animation, reading speed.
class AppearancePage : public QWidget {
    Q_OBJECT

public:
    explicit AppearancePage(QWidget *parent = nullptr);

    void load(const Settings &settings);
    void save(Settings *settings) const;

private:
    QComboBox *theme_ = nullptr;
    QComboBox *language_ = nullptr;
    QCheckBox *animation_ = nullptr;
    QDoubleSpinBox *speed_ = nullptr;
};

} // namespace concert
