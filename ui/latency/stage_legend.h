// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QString>
#include <QWidget>

namespace concert {

/// What the chart's colours mean, in as many lines as it needs (Qt Charts' own legend cuts names
/// off where it is narrow).
class StageLegend : public QWidget {
    Q_OBJECT

public:
    struct Entry {
        QString name;
        QColor color;
        bool operator==(const Entry &) const = default;
    };

    using QWidget::QWidget;

    void setEntries(const QList<Entry> &entries);
    const QList<Entry> &entries() const { return entries_; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int entryWidth(const Entry &entry) const;
    QList<QPoint> places(int width) const; ///< top left of each entry

    QList<Entry> entries_;
};

} // namespace concert
