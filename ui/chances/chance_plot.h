// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chances/chance_picture.h"

#include <QWidget>

namespace concert {

/// The curves as a widget: says which column is clicked, and tells under the mouse what it stands
/// for.
class ChancePlot : public QWidget {
    Q_OBJECT

public:
    explicit ChancePlot(QWidget *parent = nullptr);

    void setPicture(const ChancePicture &picture);
    const ChancePicture &picture() const { return picture_; }
    /// What the tip of a column says, as plain text.
    QString tipText(qsizetype column) const;
    /// Writes PNG or SVG, by the name's ending. On error false and a sentence.
    bool exportTo(const QString &path, QString *error) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void columnClicked(qsizetype column);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    qsizetype columnAt(double x) const; ///< of those that there are; -1: none

    ChancePicture picture_;
};

} // namespace concert
