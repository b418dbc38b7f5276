// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/key_mask.h"

#include <QLineEdit>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace concert;

class KeyMaskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void typed();
    void pasted();
    void edited();
    void undoneItDoesNotComeBack();
    void takenOut();

private:
    QString shown() const { return field_->text(); }

    std::unique_ptr<QLineEdit> field_;
    KeyMask *mask_ = nullptr;
};

void KeyMaskTest::init()
{
    field_ = std::make_unique<QLineEdit>();
    mask_ = new KeyMask(field_.get());
}

void KeyMaskTest::typed()
{
    QTest::keyClicks(field_.get(), u"openai:m#sk-1"_s);
    QCOMPARE(shown(), u"openai:m#••••"_s);
    QCOMPARE(mask_->key(), u"sk-1"_s);
    QCOMPARE(mask_->text(), u"openai:m#sk-1"_s);
    QTest::keyClicks(field_.get(), u"23"_s);
    QCOMPARE(mask_->key(), u"sk-123"_s);
    QTest::keyClick(field_.get(), Qt::Key_Backspace);
    QCOMPARE(mask_->key(), u"sk-12"_s);
    QCOMPARE(shown(), u"openai:m#•••••"_s);
}

void KeyMaskTest::pasted()
{
    field_->setText(u"openai:m@https://example.org/v1#sk-abc"_s);
    QCOMPARE(shown(), u"openai:m@https://example.org/v1#••••••"_s);
    QCOMPARE(mask_->key(), u"sk-abc"_s);
    field_->setText(u"openai:m#other"_s);
    QCOMPARE(mask_->key(), u"other"_s);
    field_->setText(u"openai:m"_s);
    QCOMPARE(mask_->key(), QString());
}

void KeyMaskTest::edited()
{
    field_->setText(u"openai:m#secret"_s);
    field_->setCursorPosition(8); // the model's name may be mended
    QTest::keyClicks(field_.get(), u"2"_s);
    QCOMPARE(mask_->text(), u"openai:m2#secret"_s);
    field_->setCursorPosition(12); // in the dark nobody knows where
    QTest::keyClicks(field_.get(), u"x"_s);
    QCOMPARE(mask_->key(), QString());
    QCOMPARE(shown(), u"openai:m2#"_s);
}

void KeyMaskTest::undoneItDoesNotComeBack()
{
    QTest::keyClicks(field_.get(), u"openai:m#secret"_s);
    for (int i = 0; i < 5; ++i) {
        field_->undo();
        QVERIFY(!shown().section(u'#', 1).contains(u's'));
    }
}

void KeyMaskTest::takenOut()
{
    field_->setText(u"openai:m#secret"_s);
    mask_->takeOut();
    QCOMPARE(shown(), u"openai:m"_s);
    QCOMPARE(mask_->key(), QString());
}

QTEST_MAIN(KeyMaskTest)
#include "key_mask_test.moc"
