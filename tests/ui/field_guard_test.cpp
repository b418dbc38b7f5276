// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/field_guard.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QToolTip>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

/// The same fields on a page that scrolls, and on one that does not.
struct Page {
    QScrollArea area;
    QComboBox *list = nullptr;
    QSpinBox *whole = nullptr;
    QDoubleSpinBox *decimal = nullptr;
    QSlider *slider = nullptr;

    explicit Page(int height)
    {
        auto *page = new QWidget;
        auto *layout = new QVBoxLayout(page);
        list = new QComboBox;
        list->addItems({u"one"_s, u"two"_s, u"three"_s});
        list->setCurrentIndex(1);
        whole = new QSpinBox;
        whole->setRange(0, 10);
        whole->setValue(3);
        decimal = new QDoubleSpinBox;
        decimal->setRange(0, 1000);
        decimal->setValue(3);
        slider = new QSlider(Qt::Horizontal);
        slider->setValue(50);
        for (QWidget *field : fields())
            layout->addWidget(field);
        layout->addSpacing(800);
        area.setWidget(page);
        area.setWidgetResizable(true);
        area.resize(300, height);
        area.show();
    }
    QList<QWidget *> fields() const { return {list, whole, decimal, slider}; }
    double valueOf(const QWidget *field) const
    {
        return field == list     ? list->currentIndex()
               : field == whole  ? whole->value()
               : field == slider ? slider->value()
                                 : decimal->value();
    }
    void wheel(QWidget *field, int delta) const
    {
        const QPointF at = field->rect().center();
        QWheelEvent event(at, field->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, {},
                          Qt::NoScrollPhase, false);
        QSpontaneKeyEvent::setSpontaneous(&event); // only a hand's goes on to what is behind
        qApp->notify(field, &event);               // sendEvent() would make it the program's again
    }
};

} // namespace

class FieldGuardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { guard_ = std::make_unique<FieldGuard>(nullptr); }
    void theWheelScrollsThePage();
    void theWheelChangesWhatHasTheKeyboard();
    void refusedNumbersAreExplained();

private:
    std::unique_ptr<FieldGuard> guard_;
};

/// Also over the field that was clicked into last.
void FieldGuardTest::theWheelScrollsThePage()
{
    const Page page(200);
    QVERIFY(QTest::qWaitForWindowActive(page.area.window()));
    for (QWidget *field : page.fields()) {
        for (const bool focused : {false, true}) {
            page.area.verticalScrollBar()->setValue(0);
            if (focused)
                field->setFocus();
            else
                field->clearFocus();
            QCOMPARE(field->hasFocus(), focused);
            const double before = page.valueOf(field);
            page.wheel(field, -120);
            QCOMPARE(page.valueOf(field), before);
            QVERIFY(page.area.verticalScrollBar()->value() > 0);
        }
    }
}

void FieldGuardTest::theWheelChangesWhatHasTheKeyboard()
{
    const Page page(1200);
    QVERIFY(QTest::qWaitForWindowActive(page.area.window()));
    for (QWidget *field : page.fields()) {
        QVERIFY(!(field->focusPolicy() & Qt::WheelFocus & ~Qt::StrongFocus));
        field->clearFocus();
        const double before = page.valueOf(field);
        page.wheel(field, -120);
        QCOMPARE(page.valueOf(field), before);
        field->setFocus();
        page.wheel(field, -120);
        QVERIFY(page.valueOf(field) != before);
    }
}

void FieldGuardTest::refusedNumbersAreExplained()
{
    const Page page(1200);
    QVERIFY(QTest::qWaitForWindowActive(page.area.window()));
    page.whole->selectAll();
    QTest::keyClicks(page.whole, u"4"_s);
    QVERIFY(QToolTip::text().isEmpty());
    page.whole->selectAll();
    QTest::keyClicks(page.whole, u"-5"_s);
    QCOMPARE(page.whole->value(), 5);
    QCOMPARE(QToolTip::text(), u"A whole number from 0 to 10."_s);
    page.decimal->selectAll();
    QTest::keyClicks(page.decimal, u"-2"_s);
    QCOMPARE(QToolTip::text(), u"A number from 0 to 1,000."_s);
}

QTEST_MAIN(FieldGuardTest)
#include "field_guard_test.moc"
