<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>RecentMatch</name>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::CallReport</name>
    <message numerus="yes">
        <source>%1, %n second one(s)</source>
        <translation>
            <numerusform>%1, %n of them beside another</numerusform>
            <numerusform>%1, %n of them beside another</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::CallRetry</name>
    <message numerus="yes">
        <source>%1 asked %n call(s) to wait, %2 s in all.</source>
        <translation>
            <numerusform>%1 asked %n call to wait, %2 s in all.</numerusform>
            <numerusform>%1 asked %n calls to wait, %2 s in all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) of %1 stalled and were asked again.</source>
        <translation>
            <numerusform>%n answer of %1 stalled and was asked for again.</numerusform>
            <numerusform>%n answers of %1 stalled and were asked for again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n call(s) were sent again.</source>
        <translation>
            <numerusform>%1 %n call was sent again.</numerusform>
            <numerusform>%1 %n calls were sent again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::ChancesView</name>
    <message numerus="yes">
        <source>%Ln short game(s) from each phase</source>
        <translation>
            <numerusform>%Ln short game from each phase</numerusform>
            <numerusform>%Ln short games from each phase</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::ComparisonBars</name>
    <message numerus="yes">
        <source>Mean of %n match(es): %1</source>
        <translation>
            <numerusform>Mean of %n match: %1</numerusform>
            <numerusform>Mean of %n matches: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::ComparisonProgress</name>
    <message numerus="yes">
        <source>It was stopped after %n match(es).</source>
        <translation>
            <numerusform>It was stopped after %n match.</numerusform>
            <numerusform>It was stopped after %n matches.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With only %n pair(s) the interval is rough: repeat with more seeds.</source>
        <translation>
            <numerusform>With only %n pair the interval is rough: repeat with more seeds.</numerusform>
            <numerusform>With only %n pairs the interval is rough: repeat with more seeds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::ComparisonSetup</name>
    <message numerus="yes">
        <source>The match of the settings: to %1, %n message round(s), %2. It is played once for each way and seed; what differs in time is then due to the way alone.</source>
        <translation>
            <numerusform>The match of the settings: to %1, %n message round, %2. It is played once for each way and seed; what differs in time is then due to the way alone.</numerusform>
            <numerusform>The match of the settings: to %1, %n message rounds, %2. It is played once for each way and seed; what differs in time is then due to the way alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::LatencyChart</name>
    <message numerus="yes">
        <source>One after another: %1 (%n call(s))</source>
        <translation>
            <numerusform>One after another: %1 (%n call)</numerusform>
            <numerusform>One after another: %1 (%n calls)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::MapView</name>
    <message numerus="yes">
        <source>%1, %n unit(s)</source>
        <translation>
            <numerusform>%1, %n unit</numerusform>
            <numerusform>%1, %n units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::MatchPage</name>
    <message numerus="yes">
        <source>About %n call(s) of models</source>
        <translation>
            <numerusform>About %n call of models</numerusform>
            <numerusform>About %n calls of models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::MatchStatus</name>
    <message numerus="yes">
        <source>%n call(s) running</source>
        <translation>
            <numerusform>%n call running</numerusform>
            <numerusform>%n calls running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::MessageDelegate</name>
    <message numerus="yes">
        <source>… (%n more characters)</source>
        <translation>
            <numerusform>… (%n more character)</numerusform>
            <numerusform>… (%n more characters)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::MessagesView</name>
    <message numerus="yes">
        <source>%n message(s) fit the filter</source>
        <translation>
            <numerusform>%n message fits the filter</numerusform>
            <numerusform>%n messages fit the filter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::ParkedStrip</name>
    <message numerus="yes">
        <source>%1 play(s) default orders.</source>
        <translation>
            <numerusform>%1 plays default orders.</numerusform>
            <numerusform>%1 play default orders.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 wait(s).</source>
        <translation>
            <numerusform>%1 waits.</numerusform>
            <numerusform>%1 wait.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Which model plays %n power(s) from now on?</source>
        <translation>
            <numerusform>Which model plays this power from now on?</numerusform>
            <numerusform>Which model plays these %n powers from now on?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::PhaseBar</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::PromptTrials</name>
    <message numerus="yes">
        <source>A match would take %n message(s), to: %1.</source>
        <translation>
            <numerusform>A match would take %n message, to: %1.</numerusform>
            <numerusform>A match would take %n messages, to: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::ProviderCheck</name>
    <message numerus="yes">
        <source>%n models. They can be chosen on the page Match, too.</source>
        <translation>
            <numerusform>%n model. It can be chosen on the page Match, too.</numerusform>
            <numerusform>%n models. They can be chosen on the page Match, too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::ReplayBar</name>
    <message numerus="yes">
        <source>%n phase(s) behind</source>
        <translation>
            <numerusform>%n phase behind</numerusform>
            <numerusform>%n phases behind</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::StandingsModel</name>
    <message numerus="yes">
        <source>%1 · %n character(s)</source>
        <translation>
            <numerusform>%1 · %n character</numerusform>
            <numerusform>%1 · %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n centre(s)</source>
        <translation>
            <numerusform>%n centre</numerusform>
            <numerusform>%n centres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unit(s)</source>
        <translation>
            <numerusform>%n unit</numerusform>
            <numerusform>%n units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::TimelinePanel</name>
    <message numerus="yes">
        <source>%1 · %n call(s) · %2 tokens in, %3 out</source>
        <translation>
            <numerusform>%1 · %n call · %2 tokens in, %3 out</numerusform>
            <numerusform>%1 · %n calls · %2 tokens in, %3 out</numerusform>
        </translation>
    </message>
</context>
</TS>
