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
    bool hasProblem() const { return problem_; }
    /// Something to know that does not stand in the way.
    void setNote(const QString &note);

protected:
    void changeEvent(QEvent *event) override;

private:
    void show(const QString &text);

    QWidget *field_;
    bool problem_ = false;
};

} // namespace concert
