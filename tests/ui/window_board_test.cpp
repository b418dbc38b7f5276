// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_board.h"

#include "core/record/text.h"
#include "core/rules/board_text.h"
#include "core/rules/order_text.h"
#include "ui/map/map_view.h"
#include "ui/province_text.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace concert;

/// What the map says of a province: before a phase is played, and why it went as it did after it.
class WindowBoardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyProvinceHasItsName();
    void saysWhoStandsThere();
    void saysWhyAndWhoMet();

private:
    QString describe(Province province);

    std::unique_ptr<MatchLog> log_;
    MapView map_;
    BoardPresenter presenter_{&map_};
};

namespace {

/// Paris and Marseilles against Burgundy and Munich; England follows into Brest.
struct PlayedFight {
    Position position = std::get<Position>(
        parseBoardText("PHASE S1902M\nFRANCE units: F BRE, A MAR, A PAR; centers: BRE, MAR, PAR\n"
                       "GERMANY units: A BUR, F ENG, A MUN; centers: MUN\n"));
    std::vector<Order> orders;

    PlayedFight()
    {
        for (const char *text : {"A PAR - BUR", "A MAR S A PAR - BUR", "F BRE - GAS", "A BUR H",
                                 "A MUN S A BUR", "F ENG - BRE"})
            orders.push_back(parseOrder(text, position, Power::France).order.value());
    }
};

} // namespace

void WindowBoardTest::init()
{
    log_ = std::make_unique<MatchLog>();
    presenter_.setLog(log_.get());
    const PlayedFight fight;
    PhaseStarted started;
    started.position = fight.position;
    log_->append({0, Audience::everyone(), started});
}

/// The list for the translators is the rulebook's.
void WindowBoardTest::everyProvinceHasItsName()
{
    for (int i = 0; i < provinceCount; ++i) {
        const auto province = static_cast<Province>(i);
        QCOMPARE(provinceDisplayName(province).toStdString(), std::string(provinceName(province)));
    }
}

QString WindowBoardTest::describe(Province province)
{
    presenter_.show(-1, log_->size() - 1, true);
    return presenter_.describe(province);
}

void WindowBoardTest::saysWhoStandsThere()
{
    QCOMPARE(describe(Province::PAR), u"Paris (PAR)\nSupply centre of France\nArmy of France"_s);
    QCOMPARE(describe(Province::GAS), u"Gascony (GAS)"_s);
}

void WindowBoardTest::saysWhyAndWhoMet()
{
    const PlayedFight fight;
    PhaseAdjudicated played;
    played.phase = fight.position.phase;
    const Resolution resolution = adjudicate(Map::standard(), fight.position, fight.orders);
    played.orders = resolution.orders;
    played.standoffs = resolution.standoffs;
    log_->append({1, Audience::everyone(), played});

    const QString burgundy = describe(Province::BUR);
    QVERIFY2(burgundy.contains(u"A BUR (2 with A MUN), A PAR (2 with A MAR); A BUR kept it"_s),
             qPrintable(burgundy));
    const QString paris = describe(Province::PAR);
    QVERIFY2(paris.contains(u"bounced against A BUR, strength 2 against 2"_s), qPrintable(paris));
    const QString brest = describe(Province::BRE);
    QVERIFY2(brest.contains(u"F BRE - GAS (default)\nnobody opposed it"_s), qPrintable(brest));
    QVERIFY2(brest.endsWith(u"F BRE (left), F ENG (1); F ENG got it"_s), qPrintable(brest));
}

QTEST_MAIN(WindowBoardTest)
#include "window_board_test.moc"
