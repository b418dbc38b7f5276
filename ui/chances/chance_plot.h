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
    /// How many columns share a place that can be told from the next: 1, unless there are more of
    /// them than fit into its width.
    qsizetype columnsAPlace() const;
    /// What the tip of a column says, as plain text.
    QString tipText(qsizetype column) const;
    /// Writes PNG or SVG, by the name's ending. On error false and a sentence.
    bool exportTo(const QString &path, QString *error) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void columnClicked(qsizetype column);
    void columnHovered(qsizetype column); ///< of those that there are

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    qsizetype columnAt(double x) const; ///< of those that there are; -1: none

    ChancePicture picture_;
};

} // namespace concert
