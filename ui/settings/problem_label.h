// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace concert {

/// What is wrong with a field, in words under it; takes no room while nothing is. Also told to
/// screen readers, as the field's description.
class ProblemLabel : public QLabel {
    Q_OBJECT

public:
    /// \a field outlives it.
    ProblemLabel(QWidget *field, QWidget *parent);

    void setProblem(const QString &problem); ///< a sentence; empty: it is fine
    bool hasProblem() const { return weight_ == Weight::Problem; }
    /// Something to know that does not stand in the way.
    void setNote(const QString &note);
    /// Something to know that must not be overlooked.
    void setNotice(const QString &notice);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Weight { Note, Notice, Problem };
    void show(const QString &text, Weight weight);

    QWidget *field_;
    Weight weight_ = Weight::Note;
};

} // namespace concert
