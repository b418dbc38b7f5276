// SPDX-License-Identifier: GPL-3.0-or-later
// How much the player understands of what is said.
#include "core/player/negotiation.h"
#include "core/player/phrases.h"

#include <QTest>

#include <algorithm>

using namespace concert;

class NegotiationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsSentences_data();
    void readsSentences();
    void understandsItsOwnPhrases();
};

namespace {

std::string describe(const Proposal &proposal)
{
    constexpr std::array<const char *, 6> kinds{"alliance", "peace",   "empty",
                                                "promise",  "request", "refusal"};
    std::string text = kinds[static_cast<std::size_t>(proposal.kind)];
    if (proposal.against)
        text += " against " + std::string(powerName(*proposal.against));
    if (proposal.supporter)
        text += ' ' + std::string(provinceAbbreviation(*proposal.supporter));
    if (proposal.supported)
        text += " for " + std::string(provinceAbbreviation(*proposal.supported));
    if (proposal.place)
        text += " at " + std::string(provinceAbbreviation(*proposal.place));
    return text + (proposal.agreed ? " agreed" : "");
}

} // namespace

void NegotiationTest::readsSentences_data()
{
    // FRANCE (A MAR, A PAR, F BRE) writes to GERMANY (A MUN, A BER, F KIE).
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("My A PAR will support your A MUN into Burgundy.", "promise PAR for MUN at BUR");
    row("I will support A MUN - BUR with pleasure.", "promise for MUN at BUR");
    row("A PAR S A MUN - BUR, as agreed.", "promise PAR for MUN at BUR agreed");
    row("Could your A MUN support my A PAR to BUR?", "request MUN for PAR at BUR");
    row("Please support my army in Paris.", "request for PAR at PAR");
    row("I cannot support you into Burgundy.", "refusal");
    row("Let us keep out of burgundy.", "empty at BUR");
    row("Shall we demilitarise the English Channel? Yes, DMZ there.", "empty at ENG");
    row("An alliance against Russia?", "alliance against RUSSIA");
    row("Agreed, there is peace between us.", "peace agreed");
    row("Really, Italy is finally sleeping, naturally.", "");
    row("The war goes on; par for the course.", "");
    row("", "");
    row("?!.;;\n\n", "");
}

void NegotiationTest::readsSentences()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const HeardMessage message{Power::France, Power::Germany, text.toStdString(), 1};
    QStringList found;
    for (const Proposal &proposal : readProposals(Position::start(), message))
        found << QString::fromStdString(describe(proposal));
    QCOMPARE(found.join(QStringLiteral("; ")), expected);
}

/// What one player writes, the other must read: every wording of every phrase.
void NegotiationTest::understandsItsOwnPhrases()
{
    PhraseWords words;
    words.self = "France";
    words.other = "Germany";
    words.third = "Russia";
    words.place = "Burgundy";
    words.mine = "A PAR";
    words.theirs = "A MUN";
    words.goal = "into Burgundy";
    const std::pair<Phrase, const char *> expected[]{
        {Phrase::ProposeAlliance, "alliance against RUSSIA"},
        {Phrase::AcceptAlliance, "alliance against RUSSIA agreed"},
        {Phrase::RefuseAlliance, "refusal"},
        {Phrase::ProposePeace, "peace"},
        {Phrase::AcceptPeace, "peace agreed"},
        {Phrase::RefusePeace, "refusal"},
        {Phrase::ProposeEmptyZone, "empty at BUR"},
        {Phrase::AcceptEmptyZone, "empty at BUR agreed"},
        {Phrase::RefuseEmptyZone, "refusal"},
        {Phrase::OfferSupport, "promise PAR for MUN at BUR"},
        {Phrase::AskSupport, "request MUN for PAR at BUR"},
        {Phrase::AcceptSupport, "promise PAR for MUN at BUR agreed"},
        {Phrase::RefuseSupport, "refusal"},
        {Phrase::ThankForSupport, "request MUN for PAR at BUR agreed"},
        {Phrase::Greeting, ""},
        {Phrase::ShareSpoils, ""},
        {Phrase::Warning, ""},
        {Phrase::SmallTalk, ""},
        {Phrase::Reassurance, ""},
        {Phrase::NoAnswer, ""}};
    for (const auto &[kind, meaning] : expected) {
        for (std::uint64_t seed = 1; seed <= 80; ++seed) {
            PlayerRandom random(seed);
            const std::string text = phrase(kind, words, random);
            std::string found;
            for (const Proposal &proposal :
                 readProposals(Position::start(), {Power::France, Power::Germany, text, 1}))
                found += describe(proposal);
            QVERIFY2(found == meaning, (text + " -> " + found).c_str());
        }
    }
}

QTEST_GUILESS_MAIN(NegotiationTest)
#include "negotiation_test.moc"
