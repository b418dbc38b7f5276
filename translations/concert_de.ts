<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Chances</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>MapLegend</name>
    <message>
        <source>Move</source>
        <translation>Zug</translation>
    </message>
    <message>
        <source>Support of a move</source>
        <translation>Unterstützung eines Zuges</translation>
    </message>
    <message>
        <source>Support in place</source>
        <translation>Unterstützung im Halten</translation>
    </message>
    <message>
        <source>Move by convoy</source>
        <translation>Zug mit Geleit</translation>
    </message>
    <message>
        <source>Fleet that convoys</source>
        <translation>Flotte, die geleitet</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>No order</source>
        <translation>Kein Befehl</translation>
    </message>
    <message>
        <source>Order rejected</source>
        <translation>Befehl abgelehnt</translation>
    </message>
    <message>
        <source>Dislodged</source>
        <translation>Vertrieben</translation>
    </message>
    <message>
        <source>Retreat</source>
        <translation>Rückzug</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>Disband</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>Bounced</source>
        <translation>Abgeprallt</translation>
    </message>
    <message>
        <source>Support cut</source>
        <translation>Unterstützung abgeschnitten</translation>
    </message>
    <message>
        <source>Without effect</source>
        <translation>Ohne Wirkung</translation>
    </message>
    <message>
        <source>Convoy disrupted</source>
        <translation>Geleit zerschlagen</translation>
    </message>
    <message>
        <source>No convoy</source>
        <translation>Kein Geleit</translation>
    </message>
    <message>
        <source>Stand-off</source>
        <translation>Patt</translation>
    </message>
</context>
<context>
    <name>MatchLogReader</name>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>this is not an event of a match</source>
        <translation>das ist kein Ereignis einer Partie</translation>
    </message>
    <message>
        <source>a match does not begin like this</source>
        <translation>so beginnt keine Partie</translation>
    </message>
    <message>
        <source>%1 holds no match: the file is empty.</source>
        <translation>%1 enthält keine Partie: Die Datei ist leer.</translation>
    </message>
    <message>
        <source>%1 holds no match: it has not even one whole line.</source>
        <translation>%1 enthält keine Partie: Es steht nicht einmal eine ganze Zeile darin.</translation>
    </message>
    <message>
        <source>the line is longer than %1 MB</source>
        <translation>die Zeile ist länger als %1 MB</translation>
    </message>
    <message>
        <source>the match has too many events</source>
        <translation>die Partie hat zu viele Ereignisse</translation>
    </message>
</context>
<context>
    <name>Power</name>
    <message>
        <source>Austria</source>
        <translation>Österreich</translation>
    </message>
    <message>
        <source>England</source>
        <translation>England</translation>
    </message>
    <message>
        <source>France</source>
        <translation>Frankreich</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Deutschland</translation>
    </message>
    <message>
        <source>Italy</source>
        <translation>Italien</translation>
    </message>
    <message>
        <source>Russia</source>
        <translation>Russland</translation>
    </message>
    <message>
        <source>Turkey</source>
        <translation>Türkei</translation>
    </message>
</context>
<context>
    <name>RecentMatch</name>
    <message>
        <source>%1 won</source>
        <translation>%1 hat gewonnen</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n Modell</numerusform>
            <numerusform>%n Modelle</numerusform>
        </translation>
    </message>
    <message>
        <source>interrupted in %1</source>
        <translation>unterbrochen in %1</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>being played</source>
        <translation>wird gerade gespielt</translation>
    </message>
    <message>
        <source>saved game</source>
        <translation>gespeichertes Spiel</translation>
    </message>
</context>
<context>
    <name>concert::AboutDialog</name>
    <message>
        <source>About Concert</source>
        <translation>Über Concert</translation>
    </message>
    <message>
        <source>Language models play the board game Diplomacy against each other, in concert instead of waiting in line for one another, and you watch.

Free software under the GNU General Public License, version 3 or later. Built with Qt %1. The map&apos;s coasts are Natural Earth&apos;s (public domain).</source>
        <translation>Sprachmodelle spielen das Brettspiel Diplomacy gegeneinander, im Konzert, statt hintereinander anzustehen, und Sie sehen zu.

Freie Software unter der GNU General Public License, Version 3 oder neuer. Gebaut mit Qt %1. Die Küsten der Karte stammen von Natural Earth (gemeinfrei).</translation>
    </message>
</context>
<context>
    <name>concert::Agent</name>
    <message>
        <source>No goals so far.</source>
        <translation>Bisher keine Ziele.</translation>
    </message>
    <message>
        <source>Goals since %1</source>
        <translation>Ziele seit %1</translation>
    </message>
    <message>
        <source>No plan for this phase so far.</source>
        <translation>Bisher kein Plan für diese Phase.</translation>
    </message>
    <message>
        <source>Nothing in the diary so far.</source>
        <translation>Bisher steht nichts im Tagebuch.</translation>
    </message>
    <message>
        <source>%1: the talks</source>
        <translation>%1: die Gespräche</translation>
    </message>
    <message>
        <source>%1: the outcome</source>
        <translation>%1: der Ausgang</translation>
    </message>
    <message>
        <source>%1: everything before, in short</source>
        <translation>%1: alles davor, in Kürze</translation>
    </message>
    <message>
        <source>Privately meant: %1</source>
        <translation>Insgeheim beabsichtigt: %1</translation>
    </message>
    <message>
        <source>No relationships so far.</source>
        <translation>Bisher keine Beziehungen.</translation>
    </message>
</context>
<context>
    <name>concert::AgentsView</name>
    <message>
        <source>How each power (row) sees the others (columns)</source>
        <translation>Wie jede Macht (Zeile) die anderen sieht (Spalten)</translation>
    </message>
    <message>
        <source>What is shown of the power</source>
        <translation>Was von der Macht gezeigt wird</translation>
    </message>
    <message>
        <source>Goals</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Diary</source>
        <translation>Tagebuch</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>Versprechen</translation>
    </message>
    <message>
        <source>What the power has on its mind</source>
        <translation>Was die Macht im Sinn hat</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>As &amp;prompts show it</source>
        <translation>Wie &amp;Anfragen es zeigen</translation>
    </message>
    <message>
        <source>Old entries are made short each spring; the diary itself keeps them</source>
        <translation>Alte Einträge werden jedes Frühjahr gekürzt; das Tagebuch selbst behält sie</translation>
    </message>
    <message>
        <source>A&amp;ll powers</source>
        <translation>A&amp;lle Mächte</translation>
    </message>
    <message>
        <source>The promises of all powers, not only those of the chosen one</source>
        <translation>Die Versprechen aller Mächte, nicht nur die der gewählten</translation>
    </message>
    <message>
        <source>Show the call that this came from in the inspector</source>
        <translation>Den Aufruf, aus dem das stammt, im Inspektor zeigen</translation>
    </message>
    <message>
        <source>What was promised, privately meant and ordered</source>
        <translation>Was versprochen, insgeheim beabsichtigt und befohlen wurde</translation>
    </message>
    <message>
        <source>Nothing was promised so far. A model states in its messages what it promises; the rules judge it by the orders.</source>
        <translation>Bisher wurde nichts versprochen. Ein Modell gibt in seinen Nachrichten an, was es verspricht; die Regeln urteilen nach den Befehlen.</translation>
    </message>
    <message>
        <source>Only &amp;moments</source>
        <translation>Nur &amp;Momente</translation>
    </message>
    <message>
        <source>Lies (broken promises), betrayals (of somebody who saw a friend) and collaborations (promised support that was given)</source>
        <translation>Lügen (gebrochene Versprechen), Verrat (an einer Macht, die einen Freund sah) und Zusammenarbeit (versprochene Unterstützung, die gegeben wurde)</translation>
    </message>
    <message>
        <source>No such moment so far.</source>
        <translation>Bisher kein solcher Moment.</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>What of this page is shown</source>
        <translation>Was von dieser Seite gezeigt wird</translation>
    </message>
    <message>
        <source>&amp;Call</source>
        <translation>A&amp;ufruf</translation>
    </message>
</context>
<context>
    <name>concert::AppearancePage</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>A new language shows when Concert starts again.</source>
        <translation>Eine neue Sprache erscheint, wenn Concert das nächste Mal startet.</translation>
    </message>
    <message>
        <source>&amp;Move the units on the map</source>
        <translation>Einheiten auf der &amp;Karte bewegen</translation>
    </message>
    <message>
        <source>How fast the picture follows a match: 1 is a comfortable pace</source>
        <translation>Wie schnell das Bild einer Partie folgt: 1 ist ein angenehmes Tempo</translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation>&amp;Farben:</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>&amp;Sprache:</translation>
    </message>
    <message>
        <source>&amp;Reading speed:</source>
        <translation>&amp;Lesetempo:</translation>
    </message>
</context>
<context>
    <name>concert::BoardPresenter</name>
    <message>
        <source>Supply centre of %1</source>
        <translation>Versorgungszentrum von %1</translation>
    </message>
    <message>
        <source>Supply centre, neutral</source>
        <translation>Versorgungszentrum, neutral</translation>
    </message>
    <message>
        <source>Army of %1</source>
        <translation>Armee von %1</translation>
    </message>
    <message>
        <source>Fleet of %1</source>
        <translation>Flotte von %1</translation>
    </message>
    <message>
        <source>%1, dislodged</source>
        <translation>%1, vertrieben</translation>
    </message>
    <message>
        <source>(default)</source>
        <translation>(Vorgabe)</translation>
    </message>
</context>
<context>
    <name>concert::Call</name>
    <message>
        <source>opening goals</source>
        <translation>Ziele zu Beginn</translation>
    </message>
    <message>
        <source>messages of %1, round %2</source>
        <translation>Nachrichten von %1, Runde %2</translation>
    </message>
    <message>
        <source>orders of %1</source>
        <translation>Befehle von %1</translation>
    </message>
    <message>
        <source>review of %1</source>
        <translation>Rückblick auf %1</translation>
    </message>
    <message>
        <source>notes on the talks of %1</source>
        <translation>Notizen zu den Gesprächen von %1</translation>
    </message>
    <message>
        <source>plan for %1</source>
        <translation>Plan für %1</translation>
    </message>
    <message>
        <source>diary shortened in %1</source>
        <translation>Tagebuch gekürzt in %1</translation>
    </message>
    <message>
        <source>notes on the outcome of %1</source>
        <translation>Notizen zum Ausgang von %1</translation>
    </message>
    <message>
        <source>commentary on %1</source>
        <translation>Kommentar zu %1</translation>
    </message>
</context>
<context>
    <name>concert::CallReport</name>
    <message>
        <source>still running</source>
        <translation>läuft noch</translation>
    </message>
    <message>
        <source>used as it was</source>
        <translation>unverändert verwendet</translation>
    </message>
    <message>
        <source>used after a repair</source>
        <translation>nach einer Reparatur verwendet</translation>
    </message>
    <message>
        <source>no use: the default was taken</source>
        <translation>unbrauchbar: die Vorgabe wurde genommen</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation>%1 hinein, %2 heraus</translation>
    </message>
    <message>
        <source>%1 of them from the cache</source>
        <translation>davon %1 aus dem Zwischenspeicher</translation>
    </message>
    <message>
        <source>%1 for thinking</source>
        <translation>%1 zum Nachdenken</translation>
    </message>
    <message>
        <source>(estimated)</source>
        <translation>(geschätzt)</translation>
    </message>
    <message>
        <source>held back %1</source>
        <translation>%1 aufgehalten</translation>
    </message>
    <message>
        <source>queued %1</source>
        <translation>%1 gewartet</translation>
    </message>
    <message>
        <source>first token after %1</source>
        <translation>erstes Token nach %1</translation>
    </message>
    <message>
        <source>answered in %1</source>
        <translation>Antwort in %1</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>(default: nobody ordered it)</source>
        <translation>(Vorgabe: niemand hat es befohlen)</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>gelungen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Goals</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Relationships</source>
        <translation>Beziehungen</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Diary</source>
        <translation>Tagebuch</translation>
    </message>
    <message>
        <source>Privately meant</source>
        <translation>Insgeheim beabsichtigt</translation>
    </message>
    <message>
        <source>Diary, in short</source>
        <translation>Tagebuch, in Kürze</translation>
    </message>
    <message>
        <source>Commentary</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>The call is still running.</source>
        <translation>Der Aufruf läuft noch.</translation>
    </message>
    <message>
        <source>Nothing came of this call.</source>
        <translation>Aus diesem Aufruf wurde nichts.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Prompt %1</source>
        <translation>Prompt %1</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>Antwort %1</translation>
    </message>
    <message>
        <source>Promised: %1</source>
        <translation>Versprochen: %1</translation>
    </message>
    <message>
        <source>broken off: the match was stopped</source>
        <translation>abgebrochen: Die Partie wurde beendet</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n second one(s)</source>
        <translation>
            <numerusform>%1, davon %n neben einer anderen</numerusform>
            <numerusform>%1, davon %n neben einer anderen</numerusform>
        </translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1, as the provider says</source>
        <translation>%1, wie der Anbieter sagt</translation>
    </message>
    <message>
        <source>unknown: the record breaks off</source>
        <translation>unbekannt: die Aufzeichnung bricht ab</translation>
    </message>
    <message>
        <source>The record breaks off before this call has ended.</source>
        <translation>Die Aufzeichnung bricht ab, bevor dieser Aufruf zu Ende war.</translation>
    </message>
</context>
<context>
    <name>concert::CallRetry</name>
    <message>
        <source>%1 Waited for %2 s.</source>
        <translation>%1 Gewartet: %2 s.</translation>
    </message>
    <message>
        <source>%1 It was asked again.</source>
        <translation>%1 Es wurde noch einmal gefragt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 asked %n call(s) to wait, %2 s in all.</source>
        <translation>
            <numerusform>%1 ließ %n Aufruf warten, insgesamt %2 s.</numerusform>
            <numerusform>%1 ließ %n Aufrufe warten, insgesamt %2 s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s) of %1 stalled and were asked again.</source>
        <translation>
            <numerusform>%n Antwort von %1 blieb stecken und wurde noch einmal verlangt.</numerusform>
            <numerusform>%n Antworten von %1 blieben stecken und wurden noch einmal verlangt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n call(s) were sent again.</source>
        <translation>
            <numerusform>%1 %n Aufruf wurde noch einmal gesendet.</numerusform>
            <numerusform>%1 %n Aufrufe wurden noch einmal gesendet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::ChancePlot</name>
    <message>
        <source>is being worked out</source>
        <translation>wird gerade berechnet</translation>
    </message>
    <message>
        <source>%1: %2 ± %3, %4 centres expected</source>
        <translation>%1: %2 ± %3, %4 Zentren erwartet</translation>
    </message>
    <message>
        <source>, wins alone in %1</source>
        <translation>, gewinnt allein in %1</translation>
    </message>
    <message>
        <source>Chances</source>
        <translation>Aussichten</translation>
    </message>
</context>
<context>
    <name>concert::ChancesView</name>
    <message>
        <source>&amp;Save picture…</source>
        <translation>&amp;Bild speichern …</translation>
    </message>
    <message>
        <source>Write the curves as PNG or SVG</source>
        <translation>Die Kurven als PNG oder SVG schreiben</translation>
    </message>
    <message>
        <source>What each power may hope for is shown here, phase by phase, as soon as a match begins.</source>
        <translation>Hier steht, Phase für Phase, was jede Macht erhoffen darf, sobald eine Partie beginnt.</translation>
    </message>
    <message>
        <source>Each power&apos;s chances by phase</source>
        <translation>Aussichten jeder Macht nach Phasen</translation>
    </message>
    <message>
        <source>%1: chances are being worked out…</source>
        <translation>%1: Die Aussichten werden gerade berechnet …</translation>
    </message>
    <message>
        <source>Concert plays on from each phase, all powers by a quick player that knows nothing of treaties, for two years. A power&apos;s share is 1 if it wins alone, otherwise its centres squared over the sum of all squares; the bands are two standard errors wide on each side.</source>
        <translation>Concert spielt von jeder Phase aus zwei Jahre weiter, alle Mächte durch einen schnellen Spieler, der von Verträgen nichts weiß. Der Anteil einer Macht ist 1, wenn sie allein gewinnt, sonst das Quadrat ihrer Zentren durch die Summe aller Quadrate; die Bänder sind nach jeder Seite zwei Standardfehler breit.</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>PNG images (*.png);;SVG drawings (*.svg)</source>
        <translation>PNG-Bilder (*.png);;SVG-Zeichnungen (*.svg)</translation>
    </message>
    <message>
        <source>%1: best chances %2, then %3</source>
        <translation>%1: beste Aussichten %2, dann %3</translation>
    </message>
    <message numerus="yes">
        <source>%Ln short game(s) from each phase</source>
        <translation>
            <numerusform>%Ln kurze Partie von jeder Phase aus</numerusform>
            <numerusform>%Ln kurze Partien von jeder Phase aus</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::ChatCall</name>
    <message>
        <source>The request was cancelled.</source>
        <translation>Die Anfrage wurde abgebrochen.</translation>
    </message>
    <message>
        <source>%1 sent too many headers.</source>
        <translation>%1 hat zu viele Kopfzeilen gesandt.</translation>
    </message>
    <message>
        <source>%1 sent more than %2 MiB.</source>
        <translation>%1 hat mehr als %2 MiB gesandt.</translation>
    </message>
    <message>
        <source>%1 (%2 attempts)</source>
        <translation>%1 (%2 Versuche)</translation>
    </message>
    <message>
        <source>%1 Trying again in %2 s.</source>
        <translation>%1 Neuer Versuch in %2 s.</translation>
    </message>
    <message>
        <source>%1 is not available.</source>
        <translation>%1 ist nicht verfügbar.</translation>
    </message>
    <message>
        <source>%1 Waiting for it; the next attempt is in %2 s.</source>
        <translation>%1 Es wird darauf gewartet; der nächste Versuch ist in %2 s.</translation>
    </message>
    <message>
        <source>%1 Trying again in a simpler form.</source>
        <translation>%1 Neuer Versuch in einfacherer Form.</translation>
    </message>
    <message>
        <source>%1 Trying again without that.</source>
        <translation>%1 Neuer Versuch ohne das.</translation>
    </message>
    <message>
        <source>%1 Trying again.</source>
        <translation>%1 Neuer Versuch.</translation>
    </message>
    <message>
        <source>%1 It asks to wait until %2.</source>
        <translation>%1 Er bittet, bis %2 zu warten.</translation>
    </message>
    <message>
        <source>%1 sent more than %2 characters, though the limit was %3 tokens.</source>
        <translation>%1 hat mehr als %2 Zeichen gesendet, obwohl die Grenze %3 Tokens war.</translation>
    </message>
</context>
<context>
    <name>concert::ChatProvider</name>
    <message>
        <source>%1 refused the connection. Is the server running?</source>
        <translation>%1 hat die Verbindung abgelehnt. Läuft der Server?</translation>
    </message>
    <message>
        <source>%1 refused the connection.</source>
        <translation>%1 hat die Verbindung abgelehnt.</translation>
    </message>
    <message>
        <source>%1 was not found. Is the network up, and the address right?</source>
        <translation>%1 wurde nicht gefunden. Ist das Netz da und die Adresse richtig?</translation>
    </message>
    <message>
        <source>%1 could not agree on encryption.</source>
        <translation>Mit %1 kam keine Verschlüsselung zustande.</translation>
    </message>
    <message>
        <source>%1 has no valid certificate: %2</source>
        <translation>%1 hat kein gültiges Zertifikat: %2</translation>
    </message>
    <message>
        <source>%1 broke the connection.</source>
        <translation>%1 hat die Verbindung abgebrochen.</translation>
    </message>
    <message>
        <source>%1 sent an answer that cannot be unpacked.</source>
        <translation>%1 hat eine Antwort gesandt, die sich nicht entpacken lässt.</translation>
    </message>
    <message>
        <source>The proxy on the way to %1 does not work.</source>
        <translation>Der Proxy auf dem Weg zu %1 arbeitet nicht.</translation>
    </message>
    <message>
        <source>%1 cannot be spoken to over this address.</source>
        <translation>%1 ist über diese Adresse nicht ansprechbar.</translation>
    </message>
    <message>
        <source>The network failed on the way to %1 (%2).</source>
        <translation>Das Netz hat auf dem Weg zu %1 versagt (%2).</translation>
    </message>
    <message>
        <source>%1 could not be reached within %2 s.</source>
        <translation>%1 war binnen %2 s nicht zu erreichen.</translation>
    </message>
    <message>
        <source>%1 did not begin to answer within %2 s.</source>
        <translation>%1 hat binnen %2 s nicht zu antworten begonnen.</translation>
    </message>
    <message>
        <source>%1 fell silent for %2 s in its answer.</source>
        <translation>%1 ist mitten in der Antwort %2 s lang verstummt.</translation>
    </message>
    <message>
        <source>%1 kept the connection for %2 s but sent no text.</source>
        <translation>%1 hat die Verbindung %2 s lang gehalten, aber keinen Text gesandt.</translation>
    </message>
    <message>
        <source>%1 did not finish its answer within %2 s.</source>
        <translation>%1 hat die Antwort nicht binnen %2 s beendet.</translation>
    </message>
</context>
<context>
    <name>concert::Commitment</name>
    <message>
        <source>support in place (%1)</source>
        <translation>Unterstützung im Halten (%1)</translation>
    </message>
    <message>
        <source>support to %1 (%2)</source>
        <translation>Unterstützung nach %1 (%2)</translation>
    </message>
    <message>
        <source>move to %1 (%2)</source>
        <translation>Zug nach %1 (%2)</translation>
    </message>
    <message>
        <source>stay out of %1</source>
        <translation>%1 meiden</translation>
    </message>
    <message>
        <source>keep %1 free of units</source>
        <translation>%1 frei von Einheiten lassen</translation>
    </message>
    <message>
        <source>peace</source>
        <translation>Frieden</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>gehalten</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>gebrochen</translation>
    </message>
    <message>
        <source>moot</source>
        <translation>gegenstandslos</translation>
    </message>
</context>
<context>
    <name>concert::Comparison</name>
    <message>
        <source>Initialisation</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <source>Negotiation</source>
        <translation>Verhandlung</translation>
    </message>
    <message>
        <source>Planning</source>
        <translation>Planung</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>State update</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Sonstiges</translation>
    </message>
    <message>
        <source>Blocking</source>
        <translation>Blockierend</translation>
    </message>
    <message>
        <source>Staged</source>
        <translation>Stufenweise</translation>
    </message>
    <message>
        <source>Pipelined</source>
        <translation>Fließend</translation>
    </message>
    <message>
        <source>Pipelined, fused</source>
        <translation>Fließend, zusammengelegt</translation>
    </message>
    <message>
        <source>Pipelined, mailbox</source>
        <translation>Fließend, Briefkasten</translation>
    </message>
    <message>
        <source>Pipelined, until quiet</source>
        <translation>Fließend, bis Ruhe ist</translation>
    </message>
    <message>
        <source>Pipelined, speaking in turn</source>
        <translation>Fließend, reihum</translation>
    </message>
    <message>
        <source>Pipelined, hedged</source>
        <translation>Fließend, abgesichert</translation>
    </message>
    <message>
        <source>4 slots, first come</source>
        <translation>4 Plätze, der Reihe nach</translation>
    </message>
    <message>
        <source>4 slots, longest path first</source>
        <translation>4 Plätze, längster Weg zuerst</translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>Gleichzeitigkeit</translation>
    </message>
    <message>
        <source>Fewer barriers</source>
        <translation>Weniger Schranken</translation>
    </message>
    <message>
        <source>Fused deliberation</source>
        <translation>Zusammengelegtes Nachdenken</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>Briefkasten</translation>
    </message>
    <message>
        <source>Until quiet</source>
        <translation>Bis Ruhe ist</translation>
    </message>
    <message>
        <source>Speaking in turn</source>
        <translation>Reihum</translation>
    </message>
    <message>
        <source>Hedging</source>
        <translation>Absicherung</translation>
    </message>
    <message>
        <source>Priority at 4 slots</source>
        <translation>Vorrang bei 4 Plätzen</translation>
    </message>
    <message>
        <source>Calls of one stage run together instead of one power after another.</source>
        <translation>Die Aufrufe einer Stufe laufen zusammen statt eine Macht nach der anderen.</translation>
    </message>
    <message>
        <source>A stage waits for its own inputs, not for everybody&apos;s stage before.</source>
        <translation>Eine Stufe wartet auf das, was sie selbst braucht, nicht auf die vorige Stufe aller.</translation>
    </message>
    <message>
        <source>Diaries and updates are fields of the orders&apos; and messages&apos; answers instead of calls.</source>
        <translation>Tagebücher und Aktualisierungen sind Felder in den Antworten mit Befehlen und Nachrichten statt eigener Aufrufe.</translation>
    </message>
    <message>
        <source>A power writes its next message when it has its last, and reads what has come.</source>
        <translation>Eine Macht schreibt ihre nächste Nachricht, sobald ihre letzte fertig ist, und liest, was bis dahin gekommen ist.</translation>
    </message>
    <message>
        <source>Who has nothing new to answer is skipped; when all are silent, the talks end.</source>
        <translation>Wer nichts Neues zu beantworten hat, wird übersprungen; schweigen alle, enden die Gespräche.</translation>
    </message>
    <message>
        <source>Powers speak one after another, each knowing what was said before.</source>
        <translation>Die Mächte sprechen nacheinander, und jede weiß, was vorher gesagt wurde.</translation>
    </message>
    <message>
        <source>A call that is slower than usual is asked a second time; the first answer counts.</source>
        <translation>Ein ungewöhnlich langsamer Aufruf wird ein zweites Mal gestellt; die erste Antwort zählt.</translation>
    </message>
    <message>
        <source>With four calls at once, what holds up most goes first instead of what came first.</source>
        <translation>Bei vier Aufrufen zugleich kommt zuerst, was am meisten aufhält, statt was zuerst kam.</translation>
    </message>
    <message>
        <source>One power after another: the old way.</source>
        <translation>Eine Macht nach der anderen: die alte Art.</translation>
    </message>
    <message>
        <source>All powers together, stage by stage.</source>
        <translation>Alle Mächte zusammen, Stufe für Stufe.</translation>
    </message>
    <message>
        <source>Everything as soon as its inputs are there.</source>
        <translation>Alles, sobald da ist, was es braucht.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 to %2 %</source>
        <translation>%1 bis %2 %</translation>
    </message>
    <message>
        <source>%1 takes %2 less time than %3</source>
        <translation>%1 braucht %2 weniger Zeit als %3</translation>
    </message>
    <message>
        <source>%1 takes %2 more time than %3</source>
        <translation>%1 braucht %2 mehr Zeit als %3</translation>
    </message>
    <message>
        <source>%1 (n = %2).</source>
        <translation>%1 (n = %2).</translation>
    </message>
    <message>
        <source>%1 (95 %: %2, n = %3).</source>
        <translation>%1 (95 %: %2, n = %3).</translation>
    </message>
    <message>
        <source>not asked for</source>
        <translation>nicht verlangt</translation>
    </message>
    <message>
        <source>own work</source>
        <translation>eigene Arbeit</translation>
    </message>
    <message>
        <source>part of other calls</source>
        <translation>in anderen Aufrufen enthalten</translation>
    </message>
    <message>
        <source>open: too few seeds</source>
        <translation>offen: zu wenige Startwerte</translation>
    </message>
    <message>
        <source>less time</source>
        <translation>weniger Zeit</translation>
    </message>
    <message>
        <source>more time</source>
        <translation>mehr Zeit</translation>
    </message>
    <message>
        <source>no change shown</source>
        <translation>kein Unterschied gezeigt</translation>
    </message>
    <message>
        <source>the same, within 1 %</source>
        <translation>gleich, auf 1 % genau</translation>
    </message>
    <message>
        <source>It is not judged: %1 of a match&apos;s calls had no answer that could be used (above %2), so the matches did not do the same work.</source>
        <translation>Kein Urteil: %1 der Aufrufe einer Partie hatten keine brauchbare Antwort (mehr als %2), die Partien haben also nicht dieselbe Arbeit getan.</translation>
    </message>
    <message>
        <source>It is not judged: %1 of a match&apos;s time was waiting for a provider that was gone or a spending cap (above %2).</source>
        <translation>Kein Urteil: %1 der Zeit einer Partie war Warten auf einen Anbieter, der weg war, oder auf eine Ausgabengrenze (mehr als %2).</translation>
    </message>
</context>
<context>
    <name>concert::ComparisonBars</name>
    <message>
        <source>Times of the ways to play</source>
        <translation>Zeiten der Spielweisen</translation>
    </message>
    <message numerus="yes">
        <source>Mean of %n match(es): %1</source>
        <translation>
            <numerusform>Mittel von %n Partie: %1</numerusform>
            <numerusform>Mittel von %n Partien: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The dashed line is the target: %1 less.</source>
        <translation>Die gestrichelte Linie ist das Ziel: %1 weniger.</translation>
    </message>
</context>
<context>
    <name>concert::ComparisonDialog</name>
    <message>
        <source>Compare schedules</source>
        <translation>Ablaufpläne vergleichen</translation>
    </message>
    <message>
        <source>&amp;Match settings…</source>
        <translation>Einstellungen der &amp;Partie …</translation>
    </message>
    <message>
        <source>Open the &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>&amp;New comparison…</source>
        <translation>&amp;Neuer Vergleich …</translation>
    </message>
    <message>
        <source>&amp;Start the comparison</source>
        <translation>Vergleich &amp;starten</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;topp</translation>
    </message>
    <message>
        <source>End it now; what was played is reported</source>
        <translation>Jetzt beenden; über das Gespielte wird berichtet</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>The comparison goes on</source>
        <translation>Der Vergleich läuft weiter</translation>
    </message>
</context>
<context>
    <name>concert::ComparisonProgress</name>
    <message>
        <source>&amp;Results</source>
        <translation>&amp;Ergebnisse</translation>
    </message>
    <message>
        <source>&amp;Matches</source>
        <translation>&amp;Partien</translation>
    </message>
    <message>
        <source>Re&amp;port</source>
        <translation>&amp;Bericht</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Partien</translation>
    </message>
    <message>
        <source>&amp;Open this match</source>
        <translation>Diese Partie ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Each of them is a match like any other.</source>
        <translation>Jede von ihnen ist eine Partie wie jede andere.</translation>
    </message>
    <message>
        <source>Match %1 of %2: %3, seed %4</source>
        <translation>Partie %1 von %2: %3, Startwert %4</translation>
    </message>
    <message>
        <source>About %1 left.</source>
        <translation>Noch etwa %1.</translation>
    </message>
    <message>
        <source>So far: %1</source>
        <translation>Bisher: %1</translation>
    </message>
    <message>
        <source>No match was played to its end.</source>
        <translation>Keine Partie wurde zu Ende gespielt.</translation>
    </message>
    <message>
        <source>The comparison is done.</source>
        <translation>Der Vergleich ist fertig.</translation>
    </message>
    <message>
        <source>The target of %1 is reached: the interval&apos;s lower end is above it.</source>
        <translation>Das Ziel von %1 ist erreicht: Das untere Ende des Intervalls liegt darüber.</translation>
    </message>
    <message>
        <source>The target of %1 is not shown: the interval&apos;s lower end is not above it.</source>
        <translation>Das Ziel von %1 ist nicht belegt: Das untere Ende des Intervalls liegt nicht darüber.</translation>
    </message>
    <message>
        <source>One seed gives no interval, so whether the target of %1 is reached stays open.</source>
        <translation>Ein Startwert ergibt kein Intervall; ob das Ziel von %1 erreicht ist, bleibt offen.</translation>
    </message>
    <message numerus="yes">
        <source>It was stopped after %n match(es).</source>
        <translation>
            <numerusform>Er wurde nach %n Partie angehalten.</numerusform>
            <numerusform>Er wurde nach %n Partien angehalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Games that should be the same differ: see the report.</source>
        <translation>Spiele, die gleich sein müssten, unterscheiden sich: siehe Bericht.</translation>
    </message>
    <message>
        <source>The report is written when the last match has ended.</source>
        <translation>Der Bericht wird geschrieben, wenn die letzte Partie zu Ende ist.</translation>
    </message>
    <message numerus="yes">
        <source>With only %n pair(s) the interval is rough: repeat with more seeds.</source>
        <translation>
            <numerusform>Mit nur %n Paar ist das Intervall ungenau: Mit mehr Startwerten wiederholen.</numerusform>
            <numerusform>Mit nur %n Paaren ist das Intervall ungenau: Mit mehr Startwerten wiederholen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::ComparisonSetup</name>
    <message>
        <source>Schedules</source>
        <translation>Ablaufpläne</translation>
    </message>
    <message>
        <source>Levers, one change at a time</source>
        <translation>Hebel, jeweils eine Änderung</translation>
    </message>
    <message>
        <source>All levers</source>
        <translation>Alle Hebel</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Partien</translation>
    </message>
    <message>
        <source> % less time</source>
        <translation> % weniger Zeit</translation>
    </message>
    <message>
        <source>Shorter waits are over sooner, but our own work then weighs more.</source>
        <translation>Kürzere Wartezeiten sind schneller vorbei, aber die eigene Arbeit fällt dann mehr ins Gewicht.</translation>
    </message>
    <message>
        <source>Seeds:</source>
        <translation>Startwerte:</translation>
    </message>
    <message>
        <source>Target:</source>
        <translation>Ziel:</translation>
    </message>
    <message>
        <source>Built-in model&apos;s waits:</source>
        <translation>Wartezeiten des eingebauten Modells:</translation>
    </message>
    <message>
        <source>One seed says nothing of the spread: there will be no interval.</source>
        <translation>Ein Startwert sagt nichts über die Streuung: Es wird kein Intervall geben.</translation>
    </message>
    <message>
        <source>From %1 seeds on the interval is one to rely on.</source>
        <translation>Ab %1 Startwerten ist auf das Intervall Verlass.</translation>
    </message>
    <message>
        <source>From seed %1 on, each way to play meets the same ones.</source>
        <translation>Ab Startwert %1; jede Spielweise bekommt dieselben.</translation>
    </message>
    <message numerus="yes">
        <source>The match of the settings: to %1, %n message round(s), %2. It is played once for each way and seed; what differs in time is then due to the way alone.</source>
        <translation>
            <numerusform>Die Partie der Einstellungen: bis %1, %n Nachrichtenrunde, %2. Sie wird für jede Spielweise und jeden Startwert einmal gespielt; was sich dann an der Zeit unterscheidet, liegt allein an der Spielweise.</numerusform>
            <numerusform>Die Partie der Einstellungen: bis %1, %n Nachrichtenrunden, %2. Sie wird für jede Spielweise und jeden Startwert einmal gespielt; was sich dann an der Zeit unterscheidet, liegt allein an der Spielweise.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose at least two schedules, or a lever.</source>
        <translation>Wählen Sie mindestens zwei Ablaufpläne oder einen Hebel.</translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n Partie</numerusform>
            <numerusform>%n Partien</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1 calls</source>
        <translation>etwa %1 Aufrufe</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>paid models are paid for every one of them</source>
        <translation>bezahlte Modelle kosten bei jedem von ihnen</translation>
    </message>
</context>
<context>
    <name>concert::ComparisonWriter</name>
    <message>
        <source>1 message round</source>
        <translation>1 Nachrichtenrunde</translation>
    </message>
    <message>
        <source>%1 message rounds</source>
        <translation>%1 Nachrichtenrunden</translation>
    </message>
    <message>
        <source>Comparison of schedules</source>
        <translation>Vergleich der Ablaufpläne</translation>
    </message>
    <message>
        <source>Played to %1 with %2; the same configuration, seeds and latencies for all, runs interleaved. Critical: the share of the critical path, so the parts add up to the total. Busy: the time in which at least one call of the part ran. Every reduction is 1 − exp(mean of ln(after/before)) over the pairs of equal seeds, an outcome&apos;s with a 95 % bootstrap interval.</source>
        <translation>Gespielt bis %1 mit %2; für alle dieselbe Konfiguration, dieselben Startwerte und Latenzen, die Läufe abwechselnd. Kritisch: der Anteil am kritischen Pfad, die Teile ergeben also zusammen die Gesamtzeit. Tätig: die Zeit, in der wenigstens ein Aufruf des Teils lief. Jede Verringerung ist 1 − exp(Mittel von ln(nachher/vorher)) über die Paare gleicher Startwerte, die eines Ergebnisses mit einem Bootstrap-Intervall von 95 %.</translation>
    </message>
    <message>
        <source>Total time by part of the critical path</source>
        <translation>Gesamtzeit nach Teilen des kritischen Pfads</translation>
    </message>
    <message>
        <source>%1 (95 %: %2 to %3, n = %4)</source>
        <translation>%1 (95 %: %2 bis %3, n = %4)</translation>
    </message>
    <message>
        <source>initialisation</source>
        <translation>Initialisierung</translation>
    </message>
    <message>
        <source>negotiation</source>
        <translation>Verhandlung</translation>
    </message>
    <message>
        <source>planning</source>
        <translation>Planung</translation>
    </message>
    <message>
        <source>orders</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>state update</source>
        <translation>Aktualisierung</translation>
    </message>
    <message>
        <source>other</source>
        <translation>Übriges</translation>
    </message>
    <message>
        <source>not asked for</source>
        <translation>nicht verlangt</translation>
    </message>
    <message>
        <source>own work</source>
        <translation>eigene Arbeit</translation>
    </message>
    <message>
        <source>part of other calls</source>
        <translation>in anderen Aufrufen enthalten</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>the same, within 1 %</source>
        <translation>gleich, auf 1 % genau</translation>
    </message>
    <message>
        <source>less time</source>
        <translation>weniger Zeit</translation>
    </message>
    <message>
        <source>more time</source>
        <translation>mehr Zeit</translation>
    </message>
    <message>
        <source>no change shown</source>
        <translation>kein Unterschied gezeigt</translation>
    </message>
    <message>
        <source>no calls in this configuration</source>
        <translation>keine Aufrufe in dieser Konfiguration</translation>
    </message>
    <message>
        <source>%1 calls; critical %2 → %3 s; busy %4 → %5 s</source>
        <translation>%1 Aufrufe; kritisch %2 → %3 s; tätig %4 → %5 s</translation>
    </message>
    <message>
        <source>– (under 1 % of the total)</source>
        <translation>– (unter 1 % der Gesamtzeit)</translation>
    </message>
    <message>
        <source>negligible</source>
        <translation>vernachlässigbar</translation>
    </message>
    <message>
        <source>not judged: %1 of a match&apos;s calls had no answer that could be used; above %2 the matches did not do the same work</source>
        <translation>kein Urteil: %1 der Aufrufe einer Partie hatten keine brauchbare Antwort; über %2 haben die Partien nicht dieselbe Arbeit getan</translation>
    </message>
    <message>
        <source>not judged: %1 of a match&apos;s time was waiting for a provider that was gone or a spending cap; above %2 the times are not those of the schedules</source>
        <translation>kein Urteil: %1 der Zeit einer Partie war Warten auf einen Anbieter, der weg war, oder auf eine Ausgabengrenze; über %2 sind die Zeiten nicht die der Ablaufpläne</translation>
    </message>
    <message>
        <source>open: n = %1 gives no interval; repeat with more seeds</source>
        <translation>offen: n = %1 ergibt kein Intervall; mit mehr Startwerten wiederholen</translation>
    </message>
    <message>
        <source>reached: the interval&apos;s lower end, %1, is above %2</source>
        <translation>erreicht: das untere Ende des Intervalls, %1, liegt über %2</translation>
    </message>
    <message>
        <source>not shown: the interval&apos;s lower end, %1, is not above %2</source>
        <translation>nicht gezeigt: das untere Ende des Intervalls, %1, liegt nicht über %2</translation>
    </message>
    <message>
        <source>an interval of only %1 pairs is rough, repeat with more seeds</source>
        <translation>ein Intervall aus nur %1 Paaren ist grob, mit mehr Startwerten wiederholen</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>kein Urteil</translation>
    </message>
    <message>
        <source>target reached</source>
        <translation>Ziel erreicht</translation>
    </message>
    <message>
        <source>target not shown</source>
        <translation>Ziel nicht gezeigt</translation>
    </message>
    <message>
        <source>(few pairs: rough)</source>
        <translation>(wenige Paare: grob)</translation>
    </message>
    <message>
        <source>status</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>Bemerkungen</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>overall</source>
        <translation>insgesamt</translation>
    </message>
    <message>
        <source>%1 instead of %2</source>
        <translation>%1 statt %2</translation>
    </message>
    <message>
        <source>Target: more than %1 less total time. Verdict: %2.</source>
        <translation>Ziel: mehr als %1 weniger Gesamtzeit. Urteil: %2.</translation>
    </message>
    <message>
        <source>part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>reduction</source>
        <translation>Verringerung</translation>
    </message>
    <message>
        <source>Means over 1 pair in seconds, reductions as in the outcomes.</source>
        <translation>Mittel über 1 Paar in Sekunden, Verringerungen wie bei den Ergebnissen.</translation>
    </message>
    <message>
        <source>Means over %1 pairs in seconds, reductions as in the outcomes.</source>
        <translation>Mittel über %1 Paare in Sekunden, Verringerungen wie bei den Ergebnissen.</translation>
    </message>
    <message>
        <source>critical before</source>
        <translation>kritisch vorher</translation>
    </message>
    <message>
        <source>busy before</source>
        <translation>tätig vorher</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Levers, one change at a time</source>
        <translation>Hebel, jeweils eine Änderung</translation>
    </message>
    <message>
        <source>The outcome is the reduction of the total time. A negative one is more time.</source>
        <translation>Das Ergebnis ist die Verringerung der Gesamtzeit. Ein negatives ist mehr Zeit.</translation>
    </message>
    <message>
        <source>lever</source>
        <translation>Hebel</translation>
    </message>
    <message>
        <source>%1; %2 calls; total %3 → %4 s</source>
        <translation>%1; %2 Aufrufe; gesamt %3 → %4 s</translation>
    </message>
    <message>
        <source>%1 (%2 defaulted)</source>
        <translation>%1 (%2 ohne brauchbare Antwort)</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>&quot;Bound&quot; is the longest path over the schedule&apos;s own waits with the calls&apos; latencies; &quot;held&quot; is what waiting for a provider that was gone, or for room under a spending cap, adds to it; &quot;overhead&quot; is what the total adds to both. What was held is in no latency.</source>
        <translation>„Schranke“ ist der längste Pfad über die Wartezeiten des Ablaufplans selbst mit den Latenzen der Aufrufe; „aufgehalten“ ist, was das Warten auf einen Anbieter, der weg war, oder auf Platz unter einer Ausgabengrenze hinzufügt; „Mehraufwand“ ist, was die Gesamtzeit zu beiden hinzufügt. Was aufgehalten hat, steht in keiner Latenz.</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>bound</source>
        <translation>Schranke</translation>
    </message>
    <message>
        <source>held</source>
        <translation>aufgehalten</translation>
    </message>
    <message>
        <source>overhead</source>
        <translation>Mehraufwand</translation>
    </message>
    <message>
        <source>dependency bound</source>
        <translation>Schranke der Abhängigkeiten</translation>
    </message>
    <message>
        <source>one by one</source>
        <translation>nacheinander</translation>
    </message>
    <message>
        <source>The games</source>
        <translation>Die Spiele</translation>
    </message>
    <message>
        <source>No two games were to be the same.</source>
        <translation>Keine zwei Spiele sollten gleich sein.</translation>
    </message>
    <message>
        <source>%1 games were compared with the baseline&apos;s of the same seed: prompts, messages, orders, results and positions are the same.</source>
        <translation>%1 Spiele wurden mit dem Ausgangsspiel desselben Startwerts verglichen: Prompts, Nachrichten, Befehle, Ergebnisse und Stellungen sind gleich.</translation>
    </message>
    <message>
        <source>The games are **not** the same:</source>
        <translation>Die Spiele sind **nicht** gleich:</translation>
    </message>
</context>
<context>
    <name>concert::ConversationModel</name>
    <message>
        <source>All messages</source>
        <translation>Alle Nachrichten</translation>
    </message>
    <message>
        <source>To everybody</source>
        <translation>An alle</translation>
    </message>
    <message>
        <source>%1: %2 (%3 new)</source>
        <translation>%1: %2 (%3 neu)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>concert::FieldGuard</name>
    <message>
        <source>A whole number from %1 to %2.</source>
        <translation>Eine ganze Zahl von %1 bis %2.</translation>
    </message>
    <message>
        <source>A number from %1 to %2.</source>
        <translation>Eine Zahl von %1 bis %2.</translation>
    </message>
</context>
<context>
    <name>concert::InspectorView</name>
    <message>
        <source>Select a call in the timeline, a message or an order to see what the model was asked and what it answered.</source>
        <translation>Wählen Sie im Zeitverlauf einen Aufruf, eine Nachricht oder einen Befehl, um zu sehen, was das Modell gefragt wurde und was es antwortete.</translation>
    </message>
    <message>
        <source>Text of the call</source>
        <translation>Text des Aufrufs</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the shown text</source>
        <translation>Den gezeigten Text kopieren</translation>
    </message>
    <message>
        <source>Write result, prompts and answers to a file</source>
        <translation>Ergebnis, Prompts und Antworten in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Parts of the call</source>
        <translation>Teile des Aufrufs</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>The model was asked again because an answer was no use</source>
        <translation>Das Modell wurde noch einmal gefragt, weil eine Antwort unbrauchbar war</translation>
    </message>
    <message>
        <source>Attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>Nothing is recorded of this call.</source>
        <translation>Von diesem Aufruf ist nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>Being read…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Save the call</source>
        <translation>Aufruf speichern</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>Textdateien (*.txt)</translation>
    </message>
    <message>
        <source>Calls that run now</source>
        <translation>Aufrufe, die jetzt laufen</translation>
    </message>
    <message>
        <source>&amp;Try again…</source>
        <translation>&amp;Erneut versuchen …</translation>
    </message>
    <message>
        <source>Edit the prompt and send it to this or another model; the match stays as it is</source>
        <translation>Die Anfrage bearbeiten und an dieses oder ein anderes Modell senden; die Partie bleibt, wie sie ist</translation>
    </message>
    <message>
        <source>&amp;Running calls</source>
        <translation>&amp;Laufende Aufrufe</translation>
    </message>
    <message>
        <source>Show what is being asked now</source>
        <translation>Zeigen, was gerade gefragt wird</translation>
    </message>
    <message>
        <source>Attempt %1, running</source>
        <translation>Versuch %1, läuft</translation>
    </message>
    <message>
        <source>Prompt and answer are not known yet.</source>
        <translation>Anfrage und Antwort sind noch nicht bekannt.</translation>
    </message>
    <message>
        <source>The first word has not come yet.</source>
        <translation>Das erste Wort ist noch nicht gekommen.</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern …</translation>
    </message>
</context>
<context>
    <name>concert::KeyField</name>
    <message>
        <source>&amp;Use</source>
        <translation>Be&amp;nutzen</translation>
    </message>
    <message>
        <source>For&amp;get</source>
        <translation>Ver&amp;gessen</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Use this key from now on</source>
        <translation>Diesen Schlüssel von jetzt an benutzen</translation>
    </message>
    <message>
        <source>Remove the key from Concert and from the system keychain</source>
        <translation>Den Schlüssel aus Concert und aus dem Schlüsselbund des Systems entfernen</translation>
    </message>
    <message>
        <source>Paste the key here</source>
        <translation>Den Schlüssel hier einfügen</translation>
    </message>
    <message>
        <source>✓ In force: %1 of the environment.</source>
        <translation>✓ Es gilt: %1 aus der Umgebung.</translation>
    </message>
    <message>
        <source>✓ In force: the key in the system keychain.</source>
        <translation>✓ Es gilt: der Schlüssel im Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>✓ In force. Saving it in the system keychain…</source>
        <translation>✓ Er gilt. Er wird im Schlüsselbund des Systems gespeichert …</translation>
    </message>
    <message>
        <source>✓ In force until Concert ends: the key that you entered.</source>
        <translation>✓ Es gilt, bis Concert endet: der eingegebene Schlüssel.</translation>
    </message>
    <message>
        <source>Asking the system keychain…</source>
        <translation>Der Schlüsselbund des Systems wird gefragt …</translation>
    </message>
    <message>
        <source>No key: none is sent.</source>
        <translation>Kein Schlüssel: Es wird keiner gesendet.</translation>
    </message>
    <message>
        <source>No key yet. Enter one, or set %1 before starting Concert.</source>
        <translation>Noch kein Schlüssel. Geben Sie einen ein, oder setzen Sie %1, bevor Sie Concert starten.</translation>
    </message>
    <message>
        <source>%1 The key is not saved: next time it must be entered again.</source>
        <translation>%1 Der Schlüssel ist nicht gespeichert: Nächstes Mal muss er wieder eingegeben werden.</translation>
    </message>
    <message>
        <source>&amp;Keep it in the system keychain</source>
        <translation>Im S&amp;chlüsselbund des Systems aufbewahren</translation>
    </message>
    <message>
        <source>Otherwise Concert forgets the key when it ends</source>
        <translation>Sonst vergisst Concert den Schlüssel, wenn es endet</translation>
    </message>
</context>
<context>
    <name>concert::KeyStore</name>
    <message>
        <source>%1 needs a key. Enter it on the page Providers of the settings, or set the environment variable %2 before starting Concert.</source>
        <translation>%1 braucht einen Schlüssel. Geben Sie ihn in den Einstellungen auf der Seite Anbieter ein, oder setzen Sie die Umgebungsvariable %2, bevor Sie Concert starten.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>The commentary</source>
        <translation>Der Kommentar</translation>
    </message>
    <message>
        <source>The system keychain does not answer.</source>
        <translation>Der Schlüsselbund des Systems antwortet nicht.</translation>
    </message>
</context>
<context>
    <name>concert::Latency</name>
    <message>
        <source>Total %1 · one after another %2</source>
        <translation>Gesamt %1 · nacheinander %2</translation>
    </message>
    <message>
        <source>%1 % less</source>
        <translation>%1 % weniger</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>number and unit</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Total %1, of it %2 waiting for a provider or a spending cap · one after another %3</source>
        <translation>Gesamt %1, davon %2 Warten auf einen Anbieter oder eine Ausgabengrenze · nacheinander %3</translation>
    </message>
    <message>
        <source>%1 % less without the waiting</source>
        <translation>%1 % weniger ohne das Warten</translation>
    </message>
</context>
<context>
    <name>concert::LatencyChart</name>
    <message>
        <source>&amp;Waiting time</source>
        <translation>&amp;Wartezeit</translation>
    </message>
    <message>
        <source>What the table waited for: each stage&apos;s share of the time</source>
        <translation>Worauf der Tisch wartete: der Anteil jedes Schrittes an der Zeit</translation>
    </message>
    <message>
        <source>Bus&amp;y time</source>
        <translation>&amp;Arbeitszeit</translation>
    </message>
    <message>
        <source>How long at least one call of each stage was running</source>
        <translation>Wie lange mindestens ein Aufruf jedes Schrittes lief</translation>
    </message>
    <message>
        <source>Time so far</source>
        <translation>Zeit bisher</translation>
    </message>
    <message>
        <source>Time of each phase</source>
        <translation>Zeit jeder Phase</translation>
    </message>
    <message>
        <source>While a match is played, this shows where the time of each phase goes.</source>
        <translation>Während eine Partie gespielt wird, zeigt sich hier, wo die Zeit jeder Phase bleibt.</translation>
    </message>
    <message>
        <source>Phases shown</source>
        <translation>Gezeigte Phasen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>One after another: %1 (%n call(s))</source>
        <translation>
            <numerusform>Nacheinander: %1 (%n Aufruf)</numerusform>
            <numerusform>Nacheinander: %1 (%n Aufrufe)</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;One after another</source>
        <translation>&amp;Nacheinander</translation>
    </message>
    <message>
        <source>What the same calls would have taken one after another, beside each phase</source>
        <translation>Neben jeder Phase: wie lange dieselben Aufrufe nacheinander gedauert hätten</translation>
    </message>
    <message>
        <source>A chart is saved as .png or .svg, not as “%1”.</source>
        <translation>Ein Diagramm wird als .png oder .svg gespeichert, nicht als „%1“.</translation>
    </message>
</context>
<context>
    <name>concert::LimitsGroup</name>
    <message>
        <source>Trouble and limits</source>
        <translation>Störungen und Grenzen</translation>
    </message>
    <message>
        <source>Ask a second time when a call is slow</source>
        <translation>Bei langsamen Aufrufen ein zweites Mal fragen</translation>
    </message>
    <message>
        <source> a match</source>
        <translation> je Partie</translation>
    </message>
    <message>
        <source> a day</source>
        <translation> am Tag</translation>
    </message>
    <message>
        <source> tokens a match</source>
        <translation> Tokens je Partie</translation>
    </message>
    <message>
        <source> tokens a day</source>
        <translation> Tokens am Tag</translation>
    </message>
    <message>
        <source>Its power waits; the others play on</source>
        <translation>Die Macht wartet, die anderen spielen weiter</translation>
    </message>
    <message>
        <source>Default orders from then on</source>
        <translation>Von da an Standardbefehle</translation>
    </message>
    <message>
        <source>The match ends</source>
        <translation>Die Partie endet</translation>
    </message>
    <message>
        <source>A second request for a call slower than 95 % of those before, for at most 5 % of all. The first useful answer counts; both are paid.</source>
        <translation>Eine zweite Anfrage, wenn eine langsamer ist als 95 % der bisherigen, bei höchstens 5 % aller. Die erste brauchbare Antwort zählt; beide werden bezahlt.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>When a &amp;provider is gone:</source>
        <translation>Wenn ein &amp;Anbieter ausfällt:</translation>
    </message>
    <message>
        <source>Turn &amp;deadline:</source>
        <translation>&amp;Frist je Zug:</translation>
    </message>
    <message>
        <source>Spend at &amp;most:</source>
        <translation>&amp;Höchstens ausgeben:</translation>
    </message>
    <message>
        <source>Use at mos&amp;t:</source>
        <translation>Höchstens &amp;verbrauchen:</translation>
    </message>
    <message>
        <source>$</source>
        <translation>$ </translation>
    </message>
    <message>
        <source>A cap in dollars needs a price for %1: see the page Providers.</source>
        <translation>Eine Grenze in Dollar braucht einen Preis für %1: siehe die Seite Anbieter.</translation>
    </message>
    <message>
        <source>Most dollars for a match</source>
        <translation>Höchstens so viele Dollar für eine Partie</translation>
    </message>
    <message>
        <source>Most dollars for a day</source>
        <translation>Höchstens so viele Dollar für einen Tag</translation>
    </message>
    <message>
        <source>Most tokens for a match</source>
        <translation>Höchstens so viele Token für eine Partie</translation>
    </message>
    <message>
        <source>Most tokens for a day</source>
        <translation>Höchstens so viele Token für einen Tag</translation>
    </message>
    <message>
        <source>A server that is down or busy is tried for half an hour first</source>
        <translation>Ein Server, der ausgefallen oder überlastet ist, wird zuerst eine halbe Stunde lang versucht</translation>
    </message>
    <message>
        <source>For a whole turn. After two thirds of it talking ends; who has given no orders by its end gets default orders.</source>
        <translation>Für einen ganzen Zug. Nach zwei Dritteln endet das Reden; wer am Ende keine Befehle gegeben hat, erhält Standardbefehle.</translation>
    </message>
    <message>
        <source>no cap a match</source>
        <translation>ohne Grenze je Partie</translation>
    </message>
    <message>
        <source>no cap a day</source>
        <translation>ohne Grenze je Tag</translation>
    </message>
    <message>
        <source>The built-in model costs nothing, and is not counted</source>
        <translation>Das eingebaute Modell kostet nichts und wird nicht gezählt</translation>
    </message>
</context>
<context>
    <name>concert::MainWindow</name>
    <message>
        <source>Go on with these</source>
        <translation>Damit fortsetzen</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>Go on with the match</source>
        <translation>Die Partie fortsetzen</translation>
    </message>
    <message>
        <source>No new calls; those that run finish</source>
        <translation>Keine neuen Aufrufe; laufende werden beendet</translation>
    </message>
    <message>
        <source>%1 of %2 orders in</source>
        <translation>%1 von %2 Befehlen da</translation>
    </message>
    <message>
        <source>Match of %1</source>
        <translation>Partie vom %1</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>Probleme (%1)</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Open a match</source>
        <translation>Eine Partie öffnen</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <source>Export map</source>
        <translation>Karte exportieren</translation>
    </message>
    <message>
        <source>PNG images (*.png);;SVG drawings (*.svg);;PDF documents (*.pdf)</source>
        <translation>PNG-Bilder (*.png);;SVG-Zeichnungen (*.svg);;PDF-Dokumente (*.pdf)</translation>
    </message>
    <message>
        <source>Map of Europe</source>
        <translation>Karte von Europa</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Powers</source>
        <translation>Mächte</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Wartezeiten</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Start a match with the settings&apos; models</source>
        <translation>Eine Partie mit den Modellen der Einstellungen starten</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>Ab&amp;brechen</translation>
    </message>
    <message>
        <source>End the match now; what was played stays</source>
        <translation>Die Partie jetzt beenden; was gespielt wurde, bleibt</translation>
    </message>
    <message>
        <source>&amp;New match…</source>
        <translation>&amp;Neue Partie …</translation>
    </message>
    <message>
        <source>Choose the models and start</source>
        <translation>Modelle wählen und starten</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open a match that was played, or one that still is</source>
        <translation>Eine Partie öffnen, die gespielt wurde oder noch läuft</translation>
    </message>
    <message>
        <source>&amp;Match</source>
        <translation>&amp;Partie</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Concert</source>
        <translation>Ü&amp;ber Concert</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Start &amp;demo</source>
        <translation>&amp;Vorführung starten</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>&amp;Karte</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>N&amp;o names</source>
        <translation>&amp;Keine Namen</translation>
    </message>
    <message>
        <source>&amp;Short names</source>
        <translation>K&amp;urze Namen</translation>
    </message>
    <message>
        <source>&amp;Full names</source>
        <translation>&amp;Volle Namen</translation>
    </message>
    <message>
        <source>&amp;Orders</source>
        <translation>&amp;Befehle</translation>
    </message>
    <message>
        <source>Orders o&amp;f</source>
        <translation>Befehle v&amp;on</translation>
    </message>
    <message>
        <source>&amp;Units</source>
        <translation>&amp;Einheiten</translation>
    </message>
    <message>
        <source>Supply &amp;centres</source>
        <translation>Versorgungs&amp;zentren</translation>
    </message>
    <message>
        <source>&amp;Influence</source>
        <translation>E&amp;influss</translation>
    </message>
    <message>
        <source>&amp;Legend</source>
        <translation>&amp;Legende</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom o&amp;ut</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;Whole map</source>
        <translation>&amp;Ganze Karte</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitverlauf</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre wenn</translation>
    </message>
    <message>
        <source>Chances</source>
        <translation>Aussichten</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the latency chart</source>
        <translation>Das Diagramm der Wartezeiten exportieren</translation>
    </message>
    <message>
        <source>PNG images (*.png);;SVG drawings (*.svg)</source>
        <translation>PNG-Bilder (*.png);;SVG-Zeichnungen (*.svg)</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>&amp;Compare schedules…</source>
        <translation>Ablaufpläne &amp;vergleichen …</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>E&amp;xportieren</translation>
    </message>
    <message>
        <source>Timings as a &amp;table (CSV)…</source>
        <translation>Zeiten als &amp;Tabelle (CSV) …</translation>
    </message>
    <message>
        <source>Timings with &amp;statistics (JSON)…</source>
        <translation>Zeiten mit &amp;Statistik (JSON) …</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <source>Trace for &amp;Perfetto…</source>
        <translation>Spur für &amp;Perfetto …</translation>
    </message>
    <message>
        <source>Trace events (*.trace.json)</source>
        <translation>Spur-Ereignisse (*.trace.json)</translation>
    </message>
    <message>
        <source>Timings as a &amp;report (Markdown)…</source>
        <translation>Zeiten als &amp;Bericht (Markdown) …</translation>
    </message>
    <message>
        <source>Markdown files (*.md)</source>
        <translation>Markdown-Dateien (*.md)</translation>
    </message>
    <message>
        <source>&amp;Latency chart…</source>
        <translation>&amp;Wartezeiten-Diagramm …</translation>
    </message>
    <message>
        <source>Saved &amp;game…</source>
        <translation>Gespeichertes S&amp;piel …</translation>
    </message>
    <message>
        <source>Saved games (*.json)</source>
        <translation>Gespeicherte Spiele (*.json)</translation>
    </message>
    <message>
        <source>&amp;Map…</source>
        <translation>&amp;Karte …</translation>
    </message>
    <message>
        <source>Res&amp;ume the last unfinished match</source>
        <translation>Letzte &amp;unbeendete Partie fortsetzen</translation>
    </message>
    <message>
        <source>St&amp;ep one phase</source>
        <translation>&amp;Eine Phase weiter</translation>
    </message>
    <message>
        <source>Play this phase to its end, then pause</source>
        <translation>Diese Phase zu Ende spielen, dann Pause</translation>
    </message>
    <message>
        <source>Stop &amp;after this phase</source>
        <translation>&amp;Nach dieser Phase beenden</translation>
    </message>
    <message>
        <source>Play this phase to its end, then end the match</source>
        <translation>Diese Phase zu Ende spielen, dann die Partie beenden</translation>
    </message>
    <message>
        <source>A match that runs is stopped; it can be resumed later</source>
        <translation>Eine laufende Partie wird angehalten; sie lässt sich später fortsetzen</translation>
    </message>
    <message>
        <source>Matches and saved games (match.jsonl *.json *.jsonl *.json.gz *.jsonl.gz);;All files (*)</source>
        <translation>Partien und gespeicherte Spiele (match.jsonl *.json *.jsonl *.json.gz *.jsonl.gz);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Show the match&apos;s &amp;folder</source>
        <translation>&amp;Ordner der Partie zeigen</translation>
    </message>
    <message>
        <source>%1 is being opened…</source>
        <translation>%1 wird geöffnet …</translation>
    </message>
</context>
<context>
    <name>concert::MapView</name>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n unit(s)</source>
        <translation>
            <numerusform>%1, %n Einheit</numerusform>
            <numerusform>%1, %n Einheiten</numerusform>
        </translation>
    </message>
    <message>
        <source>A map is saved as .png, .svg or .pdf, not as “%1”.</source>
        <translation>Eine Karte wird als .png, .svg oder .pdf gespeichert, nicht als „%1“.</translation>
    </message>
</context>
<context>
    <name>concert::Match</name>
    <message>
        <source>%1 The next attempt is in %2 s.</source>
        <translation>%1 Der nächste Versuch ist in %2 s.</translation>
    </message>
    <message>
        <source>There is no match to go on with.</source>
        <translation>Es gibt keine Partie, die fortgesetzt werden könnte.</translation>
    </message>
    <message>
        <source>The record cannot be taken up: its event %1 does not follow from those before it.</source>
        <translation>Die Aufzeichnung lässt sich nicht fortsetzen: ihr Ereignis %1 folgt nicht aus denen davor.</translation>
    </message>
    <message>
        <source>The record ends in the middle of what a call said.</source>
        <translation>Die Aufzeichnung endet mitten in dem, was ein Aufruf ergab.</translation>
    </message>
</context>
<context>
    <name>concert::FolderFile</name>
    <message>
        <source>it is a link, and links in a folder of a match are not followed</source>
        <translation>es ist eine Verknüpfung, und denen wird im Ordner einer Partie nicht gefolgt</translation>
    </message>
    <message>
        <source>it is not a regular file</source>
        <translation>es ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>it has a second name elsewhere (a hard link), whose content would change with it; copy the match into a new folder</source>
        <translation>es hat anderswo einen zweiten Namen (einen harten Link), dessen Inhalt sich mit ändern würde; kopieren Sie die Partie in einen neuen Ordner</translation>
    </message>
    <message>
        <source>it belongs to another user; copy the match into a folder of your own</source>
        <translation>es gehört einem anderen Benutzer; kopieren Sie die Partie in einen eigenen Ordner</translation>
    </message>
</context>
<context>
    <name>concert::MatchFolder</name>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 lässt sich nicht lesen: %2.</translation>
    </message>
    <message>
        <source>the disk may be full</source>
        <translation>der Datenträger ist vielleicht voll</translation>
    </message>
    <message>
        <source>The match in %1 is in use by another process.</source>
        <translation>Die Partie in %1 wird gerade von einem anderen Prozess benutzt.</translation>
    </message>
    <message>
        <source>%1 cannot be written to: %2.</source>
        <translation>In %1 lässt sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2.</source>
        <translation>%1 kann nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>The match cannot be moved to %1: %2.</source>
        <translation>Die Partie lässt sich nicht nach %1 verschieben: %2.</translation>
    </message>
    <message>
        <source>a line is too long</source>
        <translation>eine Zeile ist zu lang</translation>
    </message>
    <message>
        <source>it is not a lock of Concert&apos;s</source>
        <translation>es ist keine Sperre von Concert</translation>
    </message>
</context>
<context>
    <name>concert::MatchLogFile</name>
    <message>
        <source>%1 is a file; name a folder that is absent or empty.</source>
        <translation>%1 ist eine Datei; nennen Sie einen Ordner, der noch nicht da oder leer ist.</translation>
    </message>
    <message>
        <source>%1 is not empty; name a folder that is absent or empty, so that no other match is overwritten.</source>
        <translation>%1 ist nicht leer; nennen Sie einen Ordner, der noch nicht da oder leer ist, damit keine andere Partie überschrieben wird.</translation>
    </message>
    <message>
        <source>%1 cannot be written to: %2.</source>
        <translation>In %1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>The match is not saved completely: %1 holds only a part of it.</source>
        <translation>Die Partie ist nicht vollständig gespeichert: %1 enthält nur einen Teil davon.</translation>
    </message>
    <message>
        <source>%1 holds no match; the one that was there is in %2.</source>
        <translation>%1 enthält keine Partie; die frühere liegt in %2.</translation>
    </message>
</context>
<context>
    <name>concert::MatchLogFile::Writer</name>
    <message>
        <source>%1 has been removed while the match is played. What is played from now on is not saved.</source>
        <translation>%1 wurde während der Partie entfernt. Was von nun an gespielt wird, ist nicht gespeichert.</translation>
    </message>
</context>
<context>
    <name>concert::MatchPage</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>&amp;One model plays all powers</source>
        <translation>&amp;Ein Modell spielt alle Mächte</translation>
    </message>
    <message>
        <source>Model of all powers</source>
        <translation>Modell aller Mächte</translation>
    </message>
    <message>
        <source>Model of %1</source>
        <translation>Modell von %1</translation>
    </message>
    <message>
        <source>Write a model as provider:name, as in openai:NAME or ollama:NAME. &quot;simulator&quot; is the built-in model: it needs no network and costs nothing.</source>
        <translation>Schreiben Sie ein Modell als Anbieter:Name, etwa openai:NAME oder ollama:NAME. „simulator“ ist das eingebaute Modell: Es braucht kein Netz und kostet nichts.</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>none: no messages</source>
        <translation>keine: ohne Nachrichten</translation>
    </message>
    <message>
        <source>Pipelined</source>
        <translation>Fließend</translation>
    </message>
    <message>
        <source>Staged</source>
        <translation>Schrittweise</translation>
    </message>
    <message>
        <source>Blocking</source>
        <translation>Nacheinander</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> Tokens</translation>
    </message>
    <message>
        <source>Message &amp;rounds:</source>
        <translation>Nachrichten&amp;runden:</translation>
    </message>
    <message>
        <source>Last &amp;year:</source>
        <translation>Letztes &amp;Jahr:</translation>
    </message>
    <message>
        <source>S&amp;chedule:</source>
        <translation>Abla&amp;uf:</translation>
    </message>
    <message>
        <source>S&amp;eed:</source>
        <translation>Start&amp;wert:</translation>
    </message>
    <message>
        <source>&amp;Longest answer:</source>
        <translation>&amp;Längste Antwort:</translation>
    </message>
    <message>
        <source>Speed of the built-in model</source>
        <translation>Tempo des eingebauten Modells</translation>
    </message>
    <message>
        <source>Random (log-normal)</source>
        <translation>Zufällig (log-normal)</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Multiplies every wait; 0 answers at once</source>
        <translation>Vervielfacht jede Wartezeit; 0 antwortet sofort</translation>
    </message>
    <message>
        <source>Answer&amp;s come:</source>
        <translation>Antworten &amp;kommen:</translation>
    </message>
    <message>
        <source>&amp;Median:</source>
        <translation>&amp;Median:</translation>
    </message>
    <message>
        <source>S&amp;pread (sigma):</source>
        <translation>&amp;Streuung (Sigma):</translation>
    </message>
    <message>
        <source>&amp;Duration:</source>
        <translation>&amp;Dauer:</translation>
    </message>
    <message>
        <source>Matches are &amp;kept in:</source>
        <translation>Partien l&amp;iegen in:</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>Ausw&amp;ählen …</translation>
    </message>
    <message>
        <source>Where matches are kept</source>
        <translation>Wo Partien liegen</translation>
    </message>
    <message>
        <source>A whole number from 0 to 18446744073709551615.</source>
        <translation>Eine ganze Zahl von 0 bis 18446744073709551615.</translation>
    </message>
    <message>
        <source>A folder&apos;s full path, as in %1.</source>
        <translation>Der volle Pfad eines Ordners, etwa %1.</translation>
    </message>
    <message>
        <source>Everybody goes on as soon as what they need is there: fastest.</source>
        <translation>Jeder macht weiter, sobald da ist, was er braucht: am schnellsten.</translation>
    </message>
    <message>
        <source>All at once, but after each stage everybody waits for the slowest.</source>
        <translation>Alle zugleich, aber nach jedem Schritt warten alle auf den Langsamsten.</translation>
    </message>
    <message>
        <source>Speakers one after another: slowest, to compare with.</source>
        <translation>Einer nach dem anderen: am langsamsten, zum Vergleich.</translation>
    </message>
    <message numerus="yes">
        <source>About %n call(s) of models</source>
        <translation>
            <numerusform>Etwa %n Aufruf von Modellen</numerusform>
            <numerusform>Etwa %n Aufrufe von Modellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Token by token</source>
        <translation>Token für Token</translation>
    </message>
    <message>
        <source>Sh&amp;uffle</source>
        <translation>Mis&amp;Mischenamp;chen</translation>
    </message>
    <message>
        <source>Deal these models to the powers anew, at random</source>
        <translation>Diese Modelle den Mächten neu zulosen</translation>
    </message>
</context>
<context>
    <name>concert::MatchSession</name>
    <message>
        <source>The built-in model could not be started: %1</source>
        <translation>Das eingebaute Modell konnte nicht gestartet werden: %1</translation>
    </message>
    <message>
        <source>The commentary: %1</source>
        <translation>Der Kommentar: %1</translation>
    </message>
    <message>
        <source>There is no provider called &quot;%1&quot;.</source>
        <translation>Es gibt keinen Anbieter namens „%1“.</translation>
    </message>
    <message>
        <source>There is no provider called %1.</source>
        <translation>Es gibt keinen Anbieter namens %1.</translation>
    </message>
</context>
<context>
    <name>concert::MatchStatus</name>
    <message>
        <source>No match</source>
        <translation>Keine Partie</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Pausing: running calls finish</source>
        <translation>Hält an: Laufende Aufrufe werden beendet</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>%1 wins alone.</source>
        <translation>%1 gewinnt allein.</translation>
    </message>
    <message>
        <source>The match is over.</source>
        <translation>Die Partie ist zu Ende.</translation>
    </message>
    <message>
        <source>The last year was played. Ahead: %1.</source>
        <translation>Das letzte Jahr ist gespielt. Vorn: %1.</translation>
    </message>
    <message>
        <source>The match was stopped.</source>
        <translation>Die Partie wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The match could not go on: %1</source>
        <translation>Die Partie konnte nicht weitergehen: %1</translation>
    </message>
    <message>
        <source>%1 Centres: %2</source>
        <translation>%1 Zentren: %2</translation>
    </message>
    <message>
        <source>Newest phase</source>
        <translation>Neueste Phase</translation>
    </message>
    <message>
        <source>Orders in</source>
        <translation>Befehle da</translation>
    </message>
    <message>
        <source>Calls running</source>
        <translation>Laufende Aufrufe</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>Vergangen</translation>
    </message>
    <message>
        <source>State of the match</source>
        <translation>Zustand der Partie</translation>
    </message>
    <message>
        <source>Match: %1</source>
        <translation>Partie: %1</translation>
    </message>
    <message>
        <source>%1 of %2 orders in</source>
        <translation>%1 von %2 Befehlen da</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) running</source>
        <translation>
            <numerusform>%n Aufruf läuft</numerusform>
            <numerusform>%n Aufrufe laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>The match ended at its spending cap: %1</source>
        <translation>Die Partie endete an ihrer Ausgabengrenze: %1</translation>
    </message>
    <message>
        <source>Tokens and cost</source>
        <translation>Tokens und Kosten</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Verbleibende Zeit</translation>
    </message>
    <message>
        <source>Between %1 and %2, by how long calls took so far</source>
        <translation>Zwischen %1 und %2, danach, wie lange Aufrufe bisher dauerten</translation>
    </message>
    <message>
        <source>Played by another process</source>
        <translation>Wird anderswo gespielt</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Running: pauses after this phase</source>
        <translation>Läuft: Pause nach dieser Phase</translation>
    </message>
    <message>
        <source>Running: stops after this phase</source>
        <translation>Läuft: endet nach dieser Phase</translation>
    </message>
    <message>
        <source>%1: nothing since %2 from %3</source>
        <translation>%1: nichts seit %2 von %3</translation>
    </message>
    <message>
        <source>Silent servers</source>
        <translation>Server, die schweigen</translation>
    </message>
</context>
<context>
    <name>concert::MessageDelegate</name>
    <message numerus="yes">
        <source>… (%n more characters)</source>
        <translation>
            <numerusform>… (%n weiteres Zeichen)</numerusform>
            <numerusform>… (%n weitere Zeichen)</numerusform>
        </translation>
    </message>
    <message>
        <source>round %1</source>
        <translation>Runde %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>round of messages · time since the match started</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>concert::MessageModel</name>
    <message>
        <source>everybody</source>
        <comment>recipient</comment>
        <translation>alle</translation>
    </message>
    <message>
        <source>Promised: %1</source>
        <translation>Versprochen: %1</translation>
    </message>
</context>
<context>
    <name>concert::MessageStrip</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>concert::MessagesView</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Show all messages, those to everybody, or two powers&apos; talk</source>
        <translation>Alle Nachrichten zeigen, die an alle, oder das Gespräch zweier Mächte</translation>
    </message>
    <message>
        <source>Search messages</source>
        <translation>Nachrichten durchsuchen</translation>
    </message>
    <message>
        <source>Only messages of %1</source>
        <translation>Nur Nachrichten von %1</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>&amp;Copy message</source>
        <translation>Nachricht &amp;kopieren</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Scroll to the newest message</source>
        <translation>Zur neuesten Nachricht</translation>
    </message>
    <message>
        <source>What the powers write to each other appears here.</source>
        <translation>Hier erscheint, was die Mächte einander schreiben.</translation>
    </message>
    <message>
        <source>No message fits the filter.</source>
        <translation>Keine Nachricht passt zum Filter.</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Only the messages of one phase</source>
        <translation>Nur die Nachrichten einer Phase</translation>
    </message>
    <message>
        <source>All phases</source>
        <translation>Alle Phasen</translation>
    </message>
    <message>
        <source>Kind of message</source>
        <translation>Art der Nachricht</translation>
    </message>
    <message>
        <source>Only private or public messages, or those that state a promise</source>
        <translation>Nur private oder öffentliche Nachrichten oder solche, die etwas versprechen</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>Privat</translation>
    </message>
    <message>
        <source>To everybody</source>
        <translation>An alle</translation>
    </message>
    <message>
        <source>With a promise</source>
        <translation>Mit Versprechen</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) fit the filter</source>
        <translation>
            <numerusform>%n Nachricht passt zum Filter</numerusform>
            <numerusform>%n Nachrichten passen zum Filter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::ModelAnswer</name>
    <message>
        <source>%1 refused what its model wrote (%2).</source>
        <translation>%1 hat verworfen, was das Modell schrieb (%2).</translation>
    </message>
    <message>
        <source>%1 sent thoughts only, and no answer.</source>
        <translation>%1 hat nur Gedanken gesandt und keine Antwort.</translation>
    </message>
    <message>
        <source>%1 sent a piece of an answer that is longer than 1 MiB.</source>
        <translation>%1 hat ein Stück einer Antwort gesandt, das länger als 1 MiB ist.</translation>
    </message>
    <message>
        <source>%1 sent an answer longer than 2 MiB.</source>
        <translation>%1 hat eine Antwort von mehr als 2 MiB gesandt.</translation>
    </message>
    <message>
        <source>%1 ended its answer in the middle.</source>
        <translation>%1 hat seine Antwort mittendrin beendet.</translation>
    </message>
    <message>
        <source>%1 sent a web page instead of an answer. Check the address.</source>
        <translation>%1 hat statt einer Antwort eine Webseite gesandt. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>%1 sent a piece of an answer that is not valid JSON.</source>
        <translation>%1 hat ein Stück einer Antwort gesandt, das kein gültiges JSON ist.</translation>
    </message>
    <message>
        <source>%1 sent an answer that is not valid JSON.</source>
        <translation>%1 hat eine Antwort gesandt, die kein gültiges JSON ist.</translation>
    </message>
    <message>
        <source>%1 sent JSON that holds no answer.</source>
        <translation>%1 hat JSON gesandt, das keine Antwort enthält.</translation>
    </message>
    <message>
        <source>%1 sent an empty answer.</source>
        <translation>%1 hat eine leere Antwort gesandt.</translation>
    </message>
    <message>
        <source>%1 does not permit this request (%2).</source>
        <translation>%1 erlaubt diese Anfrage nicht (%2).</translation>
    </message>
    <message>
        <source>%1 asks for a key (%2).</source>
        <translation>%1 verlangt einen Schlüssel (%2).</translation>
    </message>
    <message>
        <source>%1 refused the key (%2). Set %3 to a valid key.</source>
        <translation>%1 hat den Schlüssel abgelehnt (%2). Setzen Sie %3 auf einen gültigen Schlüssel.</translation>
    </message>
    <message>
        <source>%1 says that credit or quota is used up (%2).</source>
        <translation>%1 meldet, dass Guthaben oder Kontingent verbraucht sind (%2).</translation>
    </message>
    <message>
        <source>%1 asks for fewer requests (%2).</source>
        <translation>%1 bittet um weniger Anfragen (%2).</translation>
    </message>
    <message>
        <source>%1 ran out of time (%2).</source>
        <translation>%1 ist die Zeit ausgegangen (%2).</translation>
    </message>
    <message>
        <source>%1 failed (%2).</source>
        <translation>%1 ist gescheitert (%2).</translation>
    </message>
    <message>
        <source>%1 does not know the model or the address (%2).</source>
        <translation>%1 kennt das Modell oder die Adresse nicht (%2).</translation>
    </message>
    <message>
        <source>%1 finds the request too long (%2).</source>
        <translation>%1 findet die Anfrage zu lang (%2).</translation>
    </message>
    <message>
        <source>%1 refused the request (%2).</source>
        <translation>%1 hat die Anfrage abgelehnt (%2).</translation>
    </message>
    <message>
        <source>%1 redirects elsewhere (%2), which is not followed. Check the address.</source>
        <translation>%1 leitet anderswohin um (%2); dem wird nicht gefolgt. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>%1 answered with the unexpected status %2.</source>
        <translation>%1 hat mit dem unerwarteten Status %2 geantwortet.</translation>
    </message>
    <message>
        <source>%1 It says: %2</source>
        <translation>%1 Die Meldung: %2</translation>
    </message>
    <message>
        <source>in its answer</source>
        <translation>in der Antwort</translation>
    </message>
    <message>
        <source>%1 finds the prompt longer than the model can take (%2).</source>
        <translation>%1 findet den Prompt länger, als das Modell fassen kann (%2).</translation>
    </message>
    <message>
        <source>%1 refused the key of the system keychain (%2). Enter a valid one on the page Providers of the settings.</source>
        <translation>%1 hat den Schlüssel aus dem Schlüsselbund des Systems abgelehnt (%2). Geben Sie in den Einstellungen auf der Seite Anbieter einen gültigen ein.</translation>
    </message>
    <message>
        <source>%1 refused the key that you entered (%2). Enter a valid one on the page Providers of the settings.</source>
        <translation>%1 hat den eingegebenen Schlüssel abgelehnt (%2). Geben Sie in den Einstellungen auf der Seite Anbieter einen gültigen ein.</translation>
    </message>
    <message>
        <source>%1 refused the key that was given behind &apos;#&apos; (%2). Check it.</source>
        <translation>%1 hat den Schlüssel abgelehnt, der hinter „#“ angegeben ist (%2). Prüfen Sie ihn.</translation>
    </message>
</context>
<context>
    <name>concert::ModelEdit</name>
    <message>
        <source>provider:model</source>
        <translation>Anbieter:Modell</translation>
    </message>
    <message>
        <source>A key does not belong here: it would be stored. Set it in the environment variable that the provider names.</source>
        <translation>Ein Schlüssel gehört nicht hierher: Er würde gespeichert. Setzen Sie ihn in der Umgebungsvariablen, die beim Anbieter steht.</translation>
    </message>
    <message>
        <source>There is no provider &quot;%1&quot;. Add it on the page Providers.</source>
        <translation>Es gibt keinen Anbieter „%1“. Fügen Sie ihn auf der Seite Anbieter hinzu.</translation>
    </message>
    <message>
        <source>Write it as provider:model, as in simulator or %1:NAME.</source>
        <translation>Schreiben Sie es als Anbieter:Modell, etwa simulator oder %1:NAME.</translation>
    </message>
    <message>
        <source>%1 is not set in the environment.</source>
        <translation>%1 ist in der Umgebung nicht gesetzt.</translation>
    </message>
    <message>
        <source>There is no key for %1 yet: enter it on the page Providers.</source>
        <translation>Für %1 gibt es noch keinen Schlüssel: Geben Sie ihn auf der Seite Anbieter ein.</translation>
    </message>
    <message>
        <source>The key stays in memory until Concert ends.</source>
        <translation>Der Schlüssel bleibt im Speicher, bis Concert endet.</translation>
    </message>
</context>
<context>
    <name>concert::ModelFetch</name>
    <message>
        <source>%1 did not send its list of models within %2 s.</source>
        <translation>%1 hat seine Liste der Modelle nicht innerhalb von %2 s gesendet.</translation>
    </message>
    <message>
        <source>%1 sent more than a list of models can have.</source>
        <translation>%1 hat mehr gesendet, als eine Liste von Modellen haben kann.</translation>
    </message>
    <message>
        <source>%1 answered with something that is no list of models. Check the address.</source>
        <translation>%1 hat mit etwas geantwortet, das keine Liste von Modellen ist. Prüfen Sie die Adresse.</translation>
    </message>
</context>
<context>
    <name>concert::ModelId</name>
    <message>
        <source>The address after &apos;@&apos; is not valid; write it as http://HOST:PORT/v1.</source>
        <translation>Die Adresse nach „@“ ist nicht gültig; schreiben Sie sie als http://HOST:PORT/v1.</translation>
    </message>
    <message>
        <source>The address after &apos;@&apos; must hold no password and no query; a key goes behind &apos;#&apos; or into an environment variable.</source>
        <translation>Die Adresse nach „@“ darf weder Passwort noch Abfrage enthalten; ein Schlüssel gehört hinter „#“ oder in eine Umgebungsvariable.</translation>
    </message>
    <message>
        <source>An address starts with http:// or https://, as in openai:NAME@http://127.0.0.1:8080/v1.</source>
        <translation>Eine Adresse beginnt mit http:// oder https://, etwa openai:NAME@http://127.0.0.1:8080/v1.</translation>
    </message>
    <message>
        <source>The name of a model holds no blanks: &apos;%1&apos;.</source>
        <translation>Der Name eines Modells enthält keine Leerzeichen: „%1“.</translation>
    </message>
    <message>
        <source>The model&apos;s name is missing; write it as %1:NAME.</source>
        <translation>Der Name des Modells fehlt; schreiben Sie es als %1:NAME.</translation>
    </message>
    <message>
        <source>There is no provider &quot;%1&quot;; known are %2. If &quot;%3&quot; is the model&apos;s name, write its provider before it, as in ollama:%3.</source>
        <translation>Es gibt keinen Anbieter „%1“; bekannt sind %2. Wenn „%3“ der Name des Modells ist, schreiben Sie seinen Anbieter davor, wie in ollama:%3.</translation>
    </message>
    <message>
        <source>Did you mean %1? If &quot;%2&quot; is a model of OpenAI&apos;s, write it as openai:%2.</source>
        <translation>Meinten Sie %1? Wenn „%2“ ein Modell von OpenAI ist, schreiben Sie openai:%2.</translation>
    </message>
</context>
<context>
    <name>concert::ModelPrice</name>
    <message>
        <source>A price needs the names of its models, as in gpt-5* or *.</source>
        <translation>Ein Preis braucht die Namen seiner Modelle, etwa gpt-5* oder *.</translation>
    </message>
    <message>
        <source>Prices are dollars for a million tokens, from 0 to 1000000.</source>
        <translation>Preise sind Dollar für eine Million Tokens, von 0 bis 1000000.</translation>
    </message>
</context>
<context>
    <name>concert::MoneyText</name>
    <message>
        <source>$%1</source>
        <comment>an amount of dollars</comment>
        <translation>%1 $</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>%1 · cost unknown</source>
        <translation>%1 · Kosten unbekannt</translation>
    </message>
    <message>
        <source>%1 · free</source>
        <translation>%1 · kostenlos</translation>
    </message>
    <message>
        <source>%1 · more than %2</source>
        <translation>%1 · mehr als %2</translation>
    </message>
</context>
<context>
    <name>concert::Navigator</name>
    <message>
        <source>&amp;First phase</source>
        <translation>&amp;Erste Phase</translation>
    </message>
    <message>
        <source>To the opening</source>
        <translation>Zur Eröffnung</translation>
    </message>
    <message>
        <source>&amp;Previous phase</source>
        <translation>&amp;Vorige Phase</translation>
    </message>
    <message>
        <source>To the phase before</source>
        <translation>Zur Phase davor</translation>
    </message>
    <message>
        <source>P&amp;lay</source>
        <translation>Ab&amp;spielen</translation>
    </message>
    <message>
        <source>Watch at a reading pace</source>
        <translation>Im Lesetempo zusehen</translation>
    </message>
    <message>
        <source>&amp;Next phase</source>
        <translation>&amp;Nächste Phase</translation>
    </message>
    <message>
        <source>To the next orders</source>
        <translation>Zu den nächsten Befehlen</translation>
    </message>
    <message>
        <source>Las&amp;t phase</source>
        <translation>Le&amp;tzte Phase</translation>
    </message>
    <message>
        <source>To the newest moment</source>
        <translation>Zum neuesten Augenblick</translation>
    </message>
    <message>
        <source>Li&amp;ve</source>
        <translation>L&amp;ive</translation>
    </message>
    <message>
        <source>Show everything the moment it happens</source>
        <translation>Alles zeigen, sobald es geschieht</translation>
    </message>
    <message>
        <source>Ha&amp;lt the picture</source>
        <translation>Bild an&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Back to where the selection led away from</source>
        <translation>Zurück dorthin, von wo die Auswahl wegführte</translation>
    </message>
</context>
<context>
    <name>concert::NoTimings</name>
    <message>
        <source>This match holds no timings: a saved game tells what was played, not how long it took.</source>
        <translation>Diese Partie enthält keine Zeiten: Ein gespeichertes Spiel sagt, was gespielt wurde, nicht wie lange es dauerte.</translation>
    </message>
</context>
<context>
    <name>concert::OrdersModel</name>
    <message>
        <source>bounced</source>
        <translation>abgeprallt</translation>
    </message>
    <message>
        <source>support cut</source>
        <translation>Unterstützung abgeschnitten</translation>
    </message>
    <message>
        <source>void</source>
        <translation>ohne Wirkung</translation>
    </message>
    <message>
        <source>convoy broken</source>
        <translation>Geleit zerschlagen</translation>
    </message>
    <message>
        <source>no convoy</source>
        <translation>kein Geleit</translation>
    </message>
    <message>
        <source>dislodged</source>
        <translation>vertrieben</translation>
    </message>
    <message>
        <source>disbanded</source>
        <translation>aufgelöst</translation>
    </message>
    <message>
        <source>no orders yet</source>
        <translation>noch keine Befehle</translation>
    </message>
    <message>
        <source>rejected: %1</source>
        <translation>abgelehnt: %1</translation>
    </message>
    <message>
        <source>not ordered: the default</source>
        <translation>nicht befohlen: Vorgabe</translation>
    </message>
    <message>
        <source>default</source>
        <comment>order that nobody gave</comment>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>default, %1</source>
        <translation>Vorgabe, %1</translation>
    </message>
    <message>
        <source>repaired</source>
        <translation>repariert</translation>
    </message>
    <message>
        <source>default orders</source>
        <translation>Standardbefehle</translation>
    </message>
</context>
<context>
    <name>concert::OrdersView</name>
    <message>
        <source>Orders of the shown phase</source>
        <translation>Befehle der gezeigten Phase</translation>
    </message>
    <message>
        <source>The orders of the shown phase.</source>
        <translation>Die Befehle der gezeigten Phase.</translation>
    </message>
</context>
<context>
    <name>concert::PanelAction</name>
    <message>
        <source>Go to %1; pressed again there, hide it</source>
        <translation>Zu %1 gehen; dort noch einmal gedrückt: verbergen</translation>
    </message>
</context>
<context>
    <name>concert::ParkedStrip</name>
    <message>
        <source>Set the key, then try again.</source>
        <translation>Den Schlüssel setzen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Top up the account, then try again.</source>
        <translation>Das Konto aufladen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Choose another model, or try again.</source>
        <translation>Ein anderes Modell wählen oder noch einmal versuchen.</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>Es wird von selbst wieder versucht.</translation>
    </message>
    <message>
        <source>Several calls in a row had no usable answer.</source>
        <translation>Mehrere Aufrufe nacheinander blieben ohne brauchbare Antwort.</translation>
    </message>
    <message numerus="yes">
        <source>%1 play(s) default orders.</source>
        <translation>
            <numerusform>%1 spielt Standardbefehle.</numerusform>
            <numerusform>%1 spielen Standardbefehle.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 wait(s).</source>
        <translation>
            <numerusform>%1 wartet.</numerusform>
            <numerusform>%1 warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Since %1.</source>
        <translation>Seit %1.</translation>
    </message>
    <message>
        <source>%1 a day</source>
        <translation>%1 am Tag</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>%1 tokens a day</source>
        <translation>%1 Tokens am Tag</translation>
    </message>
    <message>
        <source>Powers that wait</source>
        <translation>Wartende Mächte</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Wieder fragen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Other model…</source>
        <translation>Anderes Modell …</translation>
    </message>
    <message>
        <source>Default orders</source>
        <translation>Standardbefehle</translation>
    </message>
    <message>
        <source>Another model</source>
        <translation>Ein anderes Modell</translation>
    </message>
    <message>
        <source>Play on</source>
        <translation>Weiterspielen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Which model plays %n power(s) from now on?</source>
        <translation>
            <numerusform>Welches Modell spielt von jetzt an diese %n Macht?</numerusform>
            <numerusform>Welches Modell spielt von jetzt an diese %n Mächte?</numerusform>
        </translation>
    </message>
    <message>
        <source>Raise to %1 and go on</source>
        <translation>Auf %1 anheben und weiterspielen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>The match pauses. %1</source>
        <translation>Die Partie pausiert. %1</translation>
    </message>
    <message>
        <source>Set the key…</source>
        <translation>Schlüssel setzen …</translation>
    </message>
    <message>
        <source>This match was broken off in %1: the program that played it has ended.</source>
        <translation>Diese Partie wurde in %1 unterbrochen: Das Programm, das sie spielte, ist beendet.</translation>
    </message>
    <message>
        <source>This match was stopped in %1.</source>
        <translation>Diese Partie wurde in %1 abgebrochen.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>What was played is kept, and nothing of it is asked again</source>
        <translation>Was gespielt ist, bleibt, und nichts davon wird noch einmal gefragt</translation>
    </message>
    <message>
        <source>The server asks to wait until %1.</source>
        <translation>Der Server bittet, bis %1 zu warten.</translation>
    </message>
    <message>
        <source>The next attempt is at %1.</source>
        <translation>Der nächste Versuch ist um %1.</translation>
    </message>
    <message>
        <source>The match ends at %1 if that does not help.</source>
        <translation>Hilft das nicht, endet die Partie um %1.</translation>
    </message>
    <message>
        <source>From %1 on, default orders.</source>
        <translation>Ab %1 Standardbefehle.</translation>
    </message>
    <message>
        <source>The match pauses until it can be saved. %1</source>
        <translation>Die Partie ruht, bis sie gespeichert werden kann. %1</translation>
    </message>
</context>
<context>
    <name>concert::Phase</name>
    <message>
        <source>movement</source>
        <translation>Züge</translation>
    </message>
    <message>
        <source>retreats</source>
        <translation>Rückzüge</translation>
    </message>
    <message>
        <source>builds and removals</source>
        <translation>Auf- und Abbau</translation>
    </message>
    <message>
        <source>Spring %1, %2</source>
        <translation>Frühjahr %1, %2</translation>
    </message>
    <message>
        <source>Autumn %1, %2</source>
        <translation>Herbst %1, %2</translation>
    </message>
    <message>
        <source>Winter %1, %2</source>
        <translation>Winter %1, %2</translation>
    </message>
</context>
<context>
    <name>concert::PhaseBar</name>
    <message>
        <source>Phases of the match</source>
        <translation>Phasen der Partie</translation>
    </message>
    <message>
        <source>No phase yet</source>
        <translation>Noch keine Phase</translation>
    </message>
    <message>
        <source>%1, phase %2 of %3</source>
        <translation>%1, Phase %2 von %3</translation>
    </message>
    <message>
        <source>Phases appear here once a match runs.</source>
        <translation>Hier erscheinen Phasen, sobald eine Partie läuft.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n Nachricht</numerusform>
            <numerusform>%n Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>not played to its end</source>
        <translation>nicht zu Ende gespielt</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
</context>
<context>
    <name>concert::PhaseTimesModel</name>
    <message>
        <source>%1 %2 %</source>
        <translation>%1 %2 %</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>One after another</source>
        <translation>Nacheinander</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Held up most by</source>
        <translation>Am meisten aufgehalten von</translation>
    </message>
</context>
<context>
    <name>concert::PowersView</name>
    <message>
        <source>Powers</source>
        <translation>Mächte</translation>
    </message>
    <message>
        <source>Who plays, and how they stand.</source>
        <translation>Wer spielt, und wie es steht.</translation>
    </message>
</context>
<context>
    <name>concert::PriceModel</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Input $</source>
        <translation>Eingabe $</translation>
    </message>
    <message>
        <source>Cached input $</source>
        <translation>Eingabe aus dem Cache $</translation>
    </message>
    <message>
        <source>Output $</source>
        <translation>Ausgabe $</translation>
    </message>
</context>
<context>
    <name>concert::PriceTable</name>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Dollars for a million tokens. A model&apos;s first row that fits counts; * stands for any text, as in gpt-5*.</source>
        <translation>Dollar je Million Tokens. Die erste Zeile, die auf ein Modell passt, zählt; * steht für beliebigen Text, wie in gpt-5*.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
</context>
<context>
    <name>concert::ProblemsModel</name>
    <message>
        <source>no answer that could be used</source>
        <translation>keine brauchbare Antwort</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>Macht</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>%1 plays from now on.</source>
        <translation>Von jetzt an spielt %1.</translation>
    </message>
    <message>
        <source>Default orders from now on.</source>
        <translation>Von jetzt an Standardbefehle.</translation>
    </message>
    <message>
        <source>The match pauses. %1</source>
        <translation>Die Partie pausiert. %1</translation>
    </message>
    <message>
        <source>%1 This is over.</source>
        <translation>%1 Das ist vorbei.</translation>
    </message>
    <message>
        <source>Waiting: %1</source>
        <translation>Wartet: %1</translation>
    </message>
    <message>
        <source>Played anew from %1. What was played before is in %2.</source>
        <translation>Ab %1 neu gespielt. Was vorher gespielt wurde, liegt in %2.</translation>
    </message>
    <message>
        <source>The match went on after an interruption, on %1.</source>
        <translation>Nach einer Unterbrechung wurde die Partie am %1 fortgesetzt.</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>%1, asked again</source>
        <translation>%1, noch einmal gefragt</translation>
    </message>
    <message>
        <source>Asked again: %1</source>
        <translation>Noch einmal gefragt: %1</translation>
    </message>
    <message>
        <source>No use: %1</source>
        <translation>Unbrauchbar: %1</translation>
    </message>
    <message>
        <source>The match pauses until it can be saved. %1</source>
        <translation>Die Partie ruht, bis sie gespeichert werden kann. %1</translation>
    </message>
</context>
<context>
    <name>concert::ProblemsView</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Nothing went wrong so far.</source>
        <translation>Bisher ging nichts schief.</translation>
    </message>
</context>
<context>
    <name>concert::PromiseModel</name>
    <message>
        <source>lie</source>
        <translation>Lüge</translation>
    </message>
    <message>
        <source>betrayal</source>
        <translation>Verrat</translation>
    </message>
    <message>
        <source>collaboration</source>
        <translation>Zusammenarbeit</translation>
    </message>
    <message>
        <source>everybody</source>
        <comment>recipient</comment>
        <translation>alle</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Privately meant: %1</source>
        <translation>Insgeheim beabsichtigt: %1</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>Versprochen</translation>
    </message>
    <message>
        <source>Privately meant</source>
        <translation>Insgeheim beabsichtigt</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>Befohlen</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
</context>
<context>
    <name>concert::PromptTrialWindow</name>
    <message>
        <source>Try a prompt: %1</source>
        <translation>Eine Anfrage versuchen: %1</translation>
    </message>
    <message>
        <source>The prompt, to be edited</source>
        <translation>Die Anfrage, zum Bearbeiten</translation>
    </message>
    <message>
        <source>The answer in the match</source>
        <translation>Die Antwort in der Partie</translation>
    </message>
    <message>
        <source>The new answer</source>
        <translation>Die neue Antwort</translation>
    </message>
    <message>
        <source>The answer to the edited prompt appears here.</source>
        <translation>Hier erscheint die Antwort auf die bearbeitete Anfrage.</translation>
    </message>
    <message>
        <source>The model that is asked</source>
        <translation>Das Modell, das gefragt wird</translation>
    </message>
    <message>
        <source>Nothing here changes the match.</source>
        <translation>Nichts hier ändert die Partie.</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>&amp;Modell:</translation>
    </message>
    <message>
        <source>Being asked…</source>
        <translation>Wird gefragt …</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Stop waiting for the answer</source>
        <translation>Nicht länger auf die Antwort warten</translation>
    </message>
    <message>
        <source>Send the prompt as it stands here (Ctrl+Return)</source>
        <translation>Die Anfrage so senden, wie sie hier steht (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>%1 · first token after %2 · %3</source>
        <translation>%1 · erstes Token nach %2 · %3</translation>
    </message>
</context>
<context>
    <name>concert::PromptTrials</name>
    <message>
        <source> (default)</source>
        <translation> (Vorgabe)</translation>
    </message>
    <message>
        <source>A match would take: %1.</source>
        <translation>Eine Partie nähme: %1.</translation>
    </message>
    <message>
        <source>It would refuse: %1 (%2)</source>
        <translation>Sie wiese zurück: %1 (%2)</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>A match would take it as silence.</source>
        <translation>Eine Partie nähme es als Schweigen.</translation>
    </message>
    <message>
        <source>A match could not use this answer.</source>
        <translation>Eine Partie könnte mit dieser Antwort nichts anfangen.</translation>
    </message>
    <message numerus="yes">
        <source>A match would take %n message(s), to: %1.</source>
        <translation>
            <numerusform>Eine Partie nähme %n Nachricht, an: %1.</numerusform>
            <numerusform>Eine Partie nähme %n Nachrichten, an: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>concert::ProviderCheck</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>JSON schema, kept to</source>
        <translation>JSON-Schema, wird eingehalten</translation>
    </message>
    <message>
        <source>JSON schemas are taken but not kept to; Concert asks for JSON in words and checks it itself</source>
        <translation>JSON-Schemas werden angenommen, aber nicht eingehalten; Concert bittet in Worten um JSON und prüft es selbst</translation>
    </message>
    <message>
        <source>JSON schemas are refused; Concert asks for JSON in words and checks it itself</source>
        <translation>JSON-Schemas werden abgelehnt; Concert bittet in Worten um JSON und prüft es selbst</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>&amp;Fetch models</source>
        <translation>Modelle ab&amp;rufen</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>Model to test</source>
        <translation>Zu testendes Modell</translation>
    </message>
    <message>
        <source>a model&apos;s name</source>
        <translation>Name eines Modells</translation>
    </message>
    <message>
        <source>Ask the server which models it has</source>
        <translation>Den Server fragen, welche Modelle er hat</translation>
    </message>
    <message>
        <source>Send one tiny call to this model</source>
        <translation>Einen winzigen Aufruf an dieses Modell senden</translation>
    </message>
    <message>
        <source>Asking %1 for its models…</source>
        <translation>%1 wird nach seinen Modellen gefragt …</translation>
    </message>
    <message>
        <source>Waiting for an answer of %1…</source>
        <translation>Es wird auf eine Antwort von %1 gewartet …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The server has no models.</source>
        <translation>Der Server hat keine Modelle.</translation>
    </message>
    <message numerus="yes">
        <source>%n models. They can be chosen on the page Match, too.</source>
        <translation>
            <numerusform>%n Modell. Es kann auch auf der Seite Partie gewählt werden.</numerusform>
            <numerusform>%n Modelle. Sie können auch auf der Seite Partie gewählt werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>✓ It works:</source>
        <translation>✓ Es geht:</translation>
    </message>
    <message>
        <source>first words after %1, the whole answer after %2</source>
        <translation>erste Worte nach %1, die ganze Antwort nach %2</translation>
    </message>
    <message>
        <source>Structure:</source>
        <translation>Struktur:</translation>
    </message>
    <message>
        <source>Context:</source>
        <translation>Kontext:</translation>
    </message>
    <message>
        <source>the server does not say</source>
        <translation>sagt der Server nicht</translation>
    </message>
    <message>
        <source>Note:</source>
        <translation>Hinweis:</translation>
    </message>
    <message>
        <source>context %1</source>
        <translation>Kontext %1</translation>
    </message>
    <message>
        <source>answers up to %1</source>
        <translation>Antworten bis %1</translation>
    </message>
    <message>
        <source>takes JSON schemas</source>
        <translation>nimmt JSON-Schemas</translation>
    </message>
    <message>
        <source>no JSON schemas</source>
        <translation>keine JSON-Schemas</translation>
    </message>
    <message>
        <source>$%1 in, $%2 out for a million tokens</source>
        <translation>%1 $ hinein, %2 $ heraus je Million Tokens</translation>
    </message>
    <message>
        <source>JSON schema, kept to if asked for in its second way</source>
        <translation>JSON-Schema, eingehalten, wenn auf die zweite Art darum gebeten wird</translation>
    </message>
    <message>
        <source>Test sends one tiny call. It shows how fast the model answers, and whether it keeps to JSON schemas.</source>
        <translation>„Testen“ sendet einen winzigen Aufruf. Er zeigt, wie schnell das Modell antwortet und ob es sich an JSON-Schemas hält.</translation>
    </message>
</context>
<context>
    <name>concert::ProviderForm</name>
    <message>
        <source>Short na&amp;me:</source>
        <translation>&amp;Kurzname:</translation>
    </message>
    <message>
        <source>Name s&amp;hown:</source>
        <translation>Angezeigter &amp;Name:</translation>
    </message>
    <message>
        <source>A&amp;ddress:</source>
        <translation>&amp;Adresse:</translation>
    </message>
    <message>
        <source>Answer&apos;s &amp;limit field:</source>
        <translation>Feld der &amp;Längengrenze:</translation>
    </message>
    <message>
        <source>Re&amp;quests at once:</source>
        <translation>Anfragen &amp;zugleich:</translation>
    </message>
    <message>
        <source>How long to wait</source>
        <translation>Wie lange gewartet wird</translation>
    </message>
    <message>
        <source>&amp;Connection:</source>
        <translation>&amp;Verbindung:</translation>
    </message>
    <message>
        <source>&amp;Silence within an answer:</source>
        <translation>Stille &amp;in einer Antwort:</translation>
    </message>
    <message>
        <source>Answer without te&amp;xt:</source>
        <translation>Antwort ohne Te&amp;xt:</translation>
    </message>
    <message>
        <source>&amp;Whole answer:</source>
        <translation>&amp;Ganze Antwort:</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>There is another provider of this name.</source>
        <translation>Es gibt einen anderen Anbieter dieses Namens.</translation>
    </message>
    <message>
        <source>Structured output (&amp;JSON schema)</source>
        <translation>Strukturierte Ausgabe (&amp;JSON-Schema)</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>OpenAI Responses</source>
        <translation>OpenAI Responses</translation>
    </message>
    <message>
        <source>Anthropic Messages</source>
        <translation>Anthropic Messages</translation>
    </message>
    <message>
        <source>Gemini</source>
        <translation>Gemini</translation>
    </message>
    <message>
        <source>Ollama&apos;s own</source>
        <translation>Ollamas eigene</translation>
    </message>
    <message>
        <source>Stands before the model, as in openai:NAME</source>
        <translation>Steht vor dem Modell, wie in openai:NAME</translation>
    </message>
    <message>
        <source>S&amp;peaks:</source>
        <translation>S&amp;pricht:</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Or &amp;variable:</source>
        <translation>Oder VariaOder &amp;Variable:amp;ble:</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>F&amp;irst sign of an answer:</source>
        <translation>&amp;Erstes Zeichen einer Antwort:</translation>
    </message>
    <message>
        <source>Limits, time-outs and prices</source>
        <translation>Grenzen, Wartezeiten und Preise</translation>
    </message>
    <message>
        <source>OpenAI Chat (most servers)</source>
        <translation>OpenAI Chat (die meisten Server)</translation>
    </message>
    <message>
        <source>On this machine.</source>
        <translation>Auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Goes to %1, encrypted.</source>
        <translation>Geht verschlüsselt an %1.</translation>
    </message>
    <message>
        <source>Goes to %1, unencrypted.</source>
        <translation>Geht unverschlüsselt an %1.</translation>
    </message>
    <message>
        <source>Speak to %1 &amp;unencrypted</source>
        <translation>Mit %1 &amp;unverschlüsselt sprechen</translation>
    </message>
    <message>
        <source>One schema for all kinds of ans&amp;wers</source>
        <translation>Ein Schema für alle Arten von Ant&amp;worten</translation>
    </message>
    <message>
        <source>For servers that put the schema before the prompt: their prompt cache then knows what all calls begin with. A model that takes one kind for another is asked again.</source>
        <translation>Für Server, die das Schema vor den Prompt stellen: Ihr Prompt-Cache kennt dann, womit alle Aufrufe beginnen. Ein Modell, das eine Art mit einer anderen verwechselt, wird noch einmal gefragt.</translation>
    </message>
</context>
<context>
    <name>concert::ProviderModel</name>
    <message>
        <source>%1 (to be corrected)</source>
        <translation>%1 (zu berichtigen)</translation>
    </message>
    <message>
        <source>There is another provider called %1.</source>
        <translation>Es gibt einen anderen Anbieter namens %1.</translation>
    </message>
</context>
<context>
    <name>concert::ProviderPage</name>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>Ent&amp;fernen</translation>
    </message>
    <message>
        <source>The built-in model runs inside Concert: it needs no network and no key, and costs nothing. How fast it answers is a setting of the match.</source>
        <translation>Das eingebaute Modell läuft in Concert selbst: Es braucht weder Netz noch Schlüssel und kostet nichts. Wie schnell es antwortet, ist eine Einstellung der Partie.</translation>
    </message>
    <message>
        <source>My server</source>
        <translation>Mein Server</translation>
    </message>
    <message>
        <source>Another server, by its address</source>
        <translation>Ein anderer Server, mit seiner Adresse</translation>
    </message>
</context>
<context>
    <name>concert::ProviderProfile</name>
    <message>
        <source>The built-in model</source>
        <translation>Das eingebaute Modell</translation>
    </message>
    <message>
        <source>A provider&apos;s name has small letters, digits, &apos;.&apos;, &apos;-&apos; and &apos;_&apos;.</source>
        <translation>Der Name eines Anbieters besteht aus Kleinbuchstaben, Ziffern, „.“, „-“ und „_“.</translation>
    </message>
    <message>
        <source>The address must look like https://HOST/v1.</source>
        <translation>Die Adresse muss wie https://HOST/v1 aussehen.</translation>
    </message>
    <message>
        <source>The address must hold no password, query or fragment.</source>
        <translation>Die Adresse darf kein Passwort, keine Abfrage und kein Fragment enthalten.</translation>
    </message>
    <message>
        <source>%1 would receive key and messages unencrypted; use https.</source>
        <translation>%1 bekäme Schlüssel und Nachrichten unverschlüsselt; verwenden Sie https.</translation>
    </message>
    <message>
        <source>The key&apos;s environment variable looks like NAME_API_KEY.</source>
        <translation>Die Umgebungsvariable des Schlüssels sieht aus wie NAME_API_KEY.</translation>
    </message>
    <message>
        <source>The field for the answer&apos;s limit looks like max_tokens.</source>
        <translation>Das Feld für die Längengrenze sieht aus wie max_tokens.</translation>
    </message>
    <message>
        <source>Between 1 and %1 requests may be in flight.</source>
        <translation>Zwischen 1 und %1 Anfragen dürfen zugleich unterwegs sein.</translation>
    </message>
    <message>
        <source>Every time limit must be longer than nothing.</source>
        <translation>Jede Zeitgrenze muss länger als nichts sein.</translation>
    </message>
    <message>
        <source>Built-in model</source>
        <translation>Eingebautes Modell</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be an additional header.</source>
        <translation>&apos;%1&apos; kann kein zusätzlicher Kopf sein.</translation>
    </message>
    <message>
        <source>%1 would receive key and messages unencrypted, readable for all on the network. Use https, or allow it for this host.</source>
        <translation>%1 bekäme Schlüssel und Nachrichten unverschlüsselt, für alle im Netz lesbar. Benutzen Sie https, oder erlauben Sie es für diesen Rechner.</translation>
    </message>
    <message>
        <source>First use of %1: prompts and the key go there.</source>
        <translation>Erste Benutzung von %1: Anfragen und Schlüssel gehen dorthin.</translation>
    </message>
</context>
<context>
    <name>concert::ProviderTest</name>
    <message>
        <source>%1 answered without text.</source>
        <translation>%1 hat ohne Text geantwortet.</translation>
    </message>
    <message>
        <source>The answer was cut at its limit: this model thinks at length.</source>
        <translation>Die Antwort wurde an ihrer Grenze abgeschnitten: Dieses Modell denkt ausführlich nach.</translation>
    </message>
</context>
<context>
    <name>concert::Province</name>
    <message>
        <source>Adriatic Sea</source>
        <translation>Adria</translation>
    </message>
    <message>
        <source>Aegean Sea</source>
        <translation>Ägäis</translation>
    </message>
    <message>
        <source>Albania</source>
        <translation>Albanien</translation>
    </message>
    <message>
        <source>Ankara</source>
        <translation>Ankara</translation>
    </message>
    <message>
        <source>Apulia</source>
        <translation>Apulien</translation>
    </message>
    <message>
        <source>Armenia</source>
        <translation>Armenien</translation>
    </message>
    <message>
        <source>Baltic Sea</source>
        <translation>Ostsee</translation>
    </message>
    <message>
        <source>Barents Sea</source>
        <translation>Barentssee</translation>
    </message>
    <message>
        <source>Belgium</source>
        <translation>Belgien</translation>
    </message>
    <message>
        <source>Berlin</source>
        <translation>Berlin</translation>
    </message>
    <message>
        <source>Black Sea</source>
        <translation>Schwarzes Meer</translation>
    </message>
    <message>
        <source>Bohemia</source>
        <translation>Böhmen</translation>
    </message>
    <message>
        <source>Gulf of Bothnia</source>
        <translation>Bottnischer Meerbusen</translation>
    </message>
    <message>
        <source>Brest</source>
        <translation>Brest</translation>
    </message>
    <message>
        <source>Budapest</source>
        <translation>Budapest</translation>
    </message>
    <message>
        <source>Bulgaria</source>
        <translation>Bulgarien</translation>
    </message>
    <message>
        <source>Burgundy</source>
        <translation>Burgund</translation>
    </message>
    <message>
        <source>Clyde</source>
        <translation>Clyde</translation>
    </message>
    <message>
        <source>Constantinople</source>
        <translation>Konstantinopel</translation>
    </message>
    <message>
        <source>Denmark</source>
        <translation>Dänemark</translation>
    </message>
    <message>
        <source>Eastern Mediterranean</source>
        <translation>Östliches Mittelmeer</translation>
    </message>
    <message>
        <source>Edinburgh</source>
        <translation>Edinburgh</translation>
    </message>
    <message>
        <source>English Channel</source>
        <translation>Ärmelkanal</translation>
    </message>
    <message>
        <source>Finland</source>
        <translation>Finnland</translation>
    </message>
    <message>
        <source>Galicia</source>
        <translation>Galizien</translation>
    </message>
    <message>
        <source>Gascony</source>
        <translation>Gascogne</translation>
    </message>
    <message>
        <source>Greece</source>
        <translation>Griechenland</translation>
    </message>
    <message>
        <source>Helgoland Bight</source>
        <translation>Helgoländer Bucht</translation>
    </message>
    <message>
        <source>Holland</source>
        <translation>Holland</translation>
    </message>
    <message>
        <source>Ionian Sea</source>
        <translation>Ionisches Meer</translation>
    </message>
    <message>
        <source>Irish Sea</source>
        <translation>Irische See</translation>
    </message>
    <message>
        <source>Kiel</source>
        <translation>Kiel</translation>
    </message>
    <message>
        <source>London</source>
        <translation>London</translation>
    </message>
    <message>
        <source>Livonia</source>
        <translation>Livland</translation>
    </message>
    <message>
        <source>Liverpool</source>
        <translation>Liverpool</translation>
    </message>
    <message>
        <source>Gulf of Lyon</source>
        <translation>Golf von Lyon</translation>
    </message>
    <message>
        <source>Mid-Atlantic Ocean</source>
        <translation>Mittelatlantik</translation>
    </message>
    <message>
        <source>Marseilles</source>
        <translation>Marseille</translation>
    </message>
    <message>
        <source>Moscow</source>
        <translation>Moskau</translation>
    </message>
    <message>
        <source>Munich</source>
        <translation>München</translation>
    </message>
    <message>
        <source>North Africa</source>
        <translation>Nordafrika</translation>
    </message>
    <message>
        <source>North Atlantic Ocean</source>
        <translation>Nordatlantik</translation>
    </message>
    <message>
        <source>Naples</source>
        <translation>Neapel</translation>
    </message>
    <message>
        <source>North Sea</source>
        <translation>Nordsee</translation>
    </message>
    <message>
        <source>Norwegian Sea</source>
        <translation>Norwegische See</translation>
    </message>
    <message>
        <source>Norway</source>
        <translation>Norwegen</translation>
    </message>
    <message>
        <source>Paris</source>
        <translation>Paris</translation>
    </message>
    <message>
        <source>Picardy</source>
        <translation>Picardie</translation>
    </message>
    <message>
        <source>Piedmont</source>
        <translation>Piemont</translation>
    </message>
    <message>
        <source>Portugal</source>
        <translation>Portugal</translation>
    </message>
    <message>
        <source>Prussia</source>
        <translation>Preußen</translation>
    </message>
    <message>
        <source>Rome</source>
        <translation>Rom</translation>
    </message>
    <message>
        <source>Ruhr</source>
        <translation>Ruhrgebiet</translation>
    </message>
    <message>
        <source>Rumania</source>
        <translation>Rumänien</translation>
    </message>
    <message>
        <source>Serbia</source>
        <translation>Serbien</translation>
    </message>
    <message>
        <source>Sevastopol</source>
        <translation>Sewastopol</translation>
    </message>
    <message>
        <source>Silesia</source>
        <translation>Schlesien</translation>
    </message>
    <message>
        <source>Skagerrak</source>
        <translation>Skagerrak</translation>
    </message>
    <message>
        <source>Smyrna</source>
        <translation>Smyrna</translation>
    </message>
    <message>
        <source>Spain</source>
        <translation>Spanien</translation>
    </message>
    <message>
        <source>St Petersburg</source>
        <translation>St. Petersburg</translation>
    </message>
    <message>
        <source>Sweden</source>
        <translation>Schweden</translation>
    </message>
    <message>
        <source>Syria</source>
        <translation>Syrien</translation>
    </message>
    <message>
        <source>Trieste</source>
        <translation>Triest</translation>
    </message>
    <message>
        <source>Tunis</source>
        <translation>Tunis</translation>
    </message>
    <message>
        <source>Tuscany</source>
        <translation>Toskana</translation>
    </message>
    <message>
        <source>Tyrolia</source>
        <translation>Tirol</translation>
    </message>
    <message>
        <source>Tyrrhenian Sea</source>
        <translation>Tyrrhenisches Meer</translation>
    </message>
    <message>
        <source>Ukraine</source>
        <translation>Ukraine</translation>
    </message>
    <message>
        <source>Venice</source>
        <translation>Venedig</translation>
    </message>
    <message>
        <source>Vienna</source>
        <translation>Wien</translation>
    </message>
    <message>
        <source>Wales</source>
        <translation>Wales</translation>
    </message>
    <message>
        <source>Warsaw</source>
        <translation>Warschau</translation>
    </message>
    <message>
        <source>Western Mediterranean</source>
        <translation>Westliches Mittelmeer</translation>
    </message>
    <message>
        <source>Yorkshire</source>
        <translation>Yorkshire</translation>
    </message>
</context>
<context>
    <name>concert::Relationship</name>
    <message>
        <source>Enemy</source>
        <translation>Feind</translation>
    </message>
    <message>
        <source>Unfriendly</source>
        <translation>Unfreundlich</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>Neutral</translation>
    </message>
    <message>
        <source>Friendly</source>
        <translation>Wohlgesinnt</translation>
    </message>
    <message>
        <source>Ally</source>
        <translation>Verbündet</translation>
    </message>
    <message>
        <source>E</source>
        <comment>letter of Enemy</comment>
        <translation>F</translation>
    </message>
    <message>
        <source>U</source>
        <comment>letter of Unfriendly</comment>
        <translation>U</translation>
    </message>
    <message>
        <source>N</source>
        <comment>letter of Neutral</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>F</source>
        <comment>letter of Friendly</comment>
        <translation>W</translation>
    </message>
    <message>
        <source>A</source>
        <comment>letter of Ally</comment>
        <translation>V</translation>
    </message>
</context>
<context>
    <name>concert::RelationshipModel</name>
    <message>
        <source>%1 sees %2 as: %3</source>
        <translation>%1 sieht %2 als: %3</translation>
    </message>
    <message>
        <source>%1 (before: %2)</source>
        <translation>%1 (zuvor: %2)</translation>
    </message>
</context>
<context>
    <name>concert::ReplayBar</name>
    <message>
        <source>Shown phase</source>
        <translation>Gezeigte Phase</translation>
    </message>
    <message>
        <source>Jump to a phase</source>
        <translation>Zu einer Phase springen</translation>
    </message>
    <message>
        <source>%1×</source>
        <comment>speed of watching</comment>
        <translation>%1×</translation>
    </message>
    <message>
        <source>Speed of watching</source>
        <translation>Tempo des Zusehens</translation>
    </message>
    <message>
        <source>How fast the picture follows; the match itself always runs as fast as it can</source>
        <translation>Wie schnell das Bild folgt; die Partie selbst läuft immer so schnell sie kann</translation>
    </message>
    <message numerus="yes">
        <source>%n phase(s) behind</source>
        <translation>
            <numerusform>%n Phase zurück</numerusform>
            <numerusform>%n Phasen zurück</numerusform>
        </translation>
    </message>
    <message>
        <source>newer events</source>
        <translation>neuere Ereignisse</translation>
    </message>
</context>
<context>
    <name>concert::ResultsModel</name>
    <message>
        <source>%1 instead of %2</source>
        <translation>%1 statt %2</translation>
    </message>
    <message>
        <source>target of %1 reached</source>
        <translation>Ziel von %1 erreicht</translation>
    </message>
    <message>
        <source>target of %1 not shown</source>
        <translation>Ziel von %1 nicht belegt</translation>
    </message>
    <message>
        <source>95 % interval, by bootstrap over the seeds</source>
        <translation>95-%-Intervall, durch Bootstrap über die Startwerte</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Less time</source>
        <translation>Weniger Zeit</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95 %</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>under 1 % of the total</source>
        <translation>unter 1 % der Gesamtzeit</translation>
    </message>
    <message>
        <source>target reached (rough)</source>
        <translation>Ziel erreicht (ungenau)</translation>
    </message>
    <message>
        <source>target not shown (rough)</source>
        <translation>Ziel nicht belegt (ungenau)</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>kein Urteil</translation>
    </message>
    <message>
        <source>not played</source>
        <translation>nicht gespielt</translation>
    </message>
    <message>
        <source>not played yet</source>
        <translation>noch nicht gespielt</translation>
    </message>
</context>
<context>
    <name>concert::RunningCallsModel</name>
    <message>
        <source>waiting for the first word</source>
        <translation>wartet auf das erste Wort</translation>
    </message>
    <message>
        <source>Being asked now</source>
        <translation>Wird gerade gefragt</translation>
    </message>
    <message>
        <source>The answer so far</source>
        <translation>Die Antwort bisher</translation>
    </message>
</context>
<context>
    <name>concert::RunsModel</name>
    <message>
        <source>The longest path over the schedule&apos;s own waits: what it cannot beat</source>
        <translation>Der längste Weg über die eigenen Wartezeiten des Ablaufplans: was er nicht unterbieten kann</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Way to play</source>
        <translation>Spielweise</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>Schranke</translation>
    </message>
    <message>
        <source>Overhead</source>
        <translation>Mehraufwand</translation>
    </message>
    <message>
        <source>One after another</source>
        <translation>Nacheinander</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>What the total adds to the bound, without waiting for a provider that was gone or a spending cap: our own processing</source>
        <translation>Was die Gesamtzeit zur Schranke hinzufügt, ohne das Warten auf einen Anbieter, der weg war, oder eine Ausgabengrenze: die eigene Verarbeitung</translation>
    </message>
</context>
<context>
    <name>concert::SavedGamesDialog</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 – %2 (%3)</source>
        <translation>%1 – %2 (%3)</translation>
    </message>
    <message>
        <source>Game %1</source>
        <translation>Spiel %1</translation>
    </message>
    <message>
        <source>Entry %1</source>
        <translation>Eintrag %1</translation>
    </message>
    <message>
        <source>Games of %1</source>
        <translation>Spiele in %1</translation>
    </message>
    <message>
        <source>Game</source>
        <translation>Spiel</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>Phasen</translation>
    </message>
    <message>
        <source>Powers and their centres</source>
        <translation>Mächte und ihre Zentren</translation>
    </message>
    <message>
        <source>This file holds several games. Which one is to be shown?</source>
        <translation>Diese Datei enthält mehrere Spiele. Welches soll gezeigt werden?</translation>
    </message>
    <message>
        <source>This file holds more games than these %1. Which one is to be shown?</source>
        <translation>Diese Datei enthält mehr Spiele als diese %1. Welches soll gezeigt werden?</translation>
    </message>
</context>
<context>
    <name>concert::Sentence</name>
    <message>
        <source>%1 Nearest legal orders: %2.</source>
        <translation>%1 Die nächsten gültigen Befehle: %2.</translation>
    </message>
    <message>
        <source>No unit stands in %1, and the order does not say whether an army or a fleet is meant.</source>
        <translation>In %1 steht keine Einheit, und der Befehl sagt nicht, ob eine Armee oder eine Flotte gemeint ist.</translation>
    </message>
    <message>
        <source>No unit stands in %1.</source>
        <translation>In %1 steht keine Einheit.</translation>
    </message>
    <message>
        <source>The unit in %1 is %2, not %3.</source>
        <translation>Die Einheit in %1 ist %2, nicht %3.</translation>
    </message>
    <message>
        <source>The fleet in %1 lies at %2, not at %3.</source>
        <translation>Die Flotte in %1 liegt an %2, nicht an %3.</translation>
    </message>
    <message>
        <source>%1 stands in %2 already.</source>
        <translation>%1 steht schon in %2.</translation>
    </message>
    <message>
        <source>Only armies are convoyed.</source>
        <translation>Nur Armeen werden im Konvoi befördert.</translation>
    </message>
    <message>
        <source>A fleet cannot enter %1, which is inland.</source>
        <translation>Eine Flotte kann nicht nach %1: Das liegt im Binnenland.</translation>
    </message>
    <message>
        <source>The order must name the coast of %1.</source>
        <translation>Der Befehl muss die Küste von %1 nennen.</translation>
    </message>
    <message>
        <source>%1 cannot reach %2 directly, only another coast of %3.</source>
        <translation>%1 erreicht %2 nicht unmittelbar, nur eine andere Küste von %3.</translation>
    </message>
    <message>
        <source>%1 does not reach %2 by land, and no chain of fleets could convoy it there.</source>
        <translation>%1 erreicht %2 nicht zu Land, und keine Kette von Flotten könnte sie dorthin bringen.</translation>
    </message>
    <message>
        <source>%1 does not reach %2.</source>
        <translation>%1 erreicht %2 nicht.</translation>
    </message>
    <message>
        <source>An army does not stand on a coast.</source>
        <translation>Eine Armee steht nicht an einer Küste.</translation>
    </message>
    <message>
        <source>An army cannot enter %1, which is sea.</source>
        <translation>Eine Armee kann nicht nach %1: Das ist ein Seegebiet.</translation>
    </message>
    <message>
        <source>No chain of fleets could convoy %1 to %2.</source>
        <translation>Keine Kette von Flotten könnte %1 nach %2 bringen.</translation>
    </message>
    <message>
        <source>%1 cannot support itself.</source>
        <translation>%1 kann sich nicht selbst unterstützen.</translation>
    </message>
    <message>
        <source>%1 cannot support an action in %2, where it could not move itself.</source>
        <translation>%1 kann nichts in %2 unterstützen, wohin sie selbst nicht ziehen könnte.</translation>
    </message>
    <message>
        <source>Only a fleet at sea can convoy.</source>
        <translation>Nur eine Flotte auf See kann einen Konvoi führen.</translation>
    </message>
    <message>
        <source>A convoy leads to another province than it begins in.</source>
        <translation>Ein Konvoi führt in eine andere Provinz als die, in der er beginnt.</translation>
    </message>
    <message>
        <source>No convoy from %1 to %2 could lead through %3.</source>
        <translation>Kein Konvoi von %1 nach %2 könnte durch %3 führen.</translation>
    </message>
    <message>
        <source>%1 holds no prompts; Concert&apos;s own are used.</source>
        <translation>%1 enthält keine Prompts; es gelten die von Concert.</translation>
    </message>
    <message>
        <source>%1 is not used; perhaps %2 is meant.</source>
        <translation>%1 wird nicht benutzt; vielleicht ist %2 gemeint.</translation>
    </message>
    <message>
        <source>%1 is empty; Concert&apos;s own is used.</source>
        <translation>%1 ist leer; es gilt der Prompt von Concert.</translation>
    </message>
    <message>
        <source>In %1, these files are not used, as prompts of single powers are switched off: %2.</source>
        <translation>In %1 werden diese Dateien nicht benutzt, weil Prompts einzelner Mächte ausgeschaltet sind: %2.</translation>
    </message>
    <message>
        <source>In %1, these files are not used: %2.</source>
        <translation>In %1 werden diese Dateien nicht benutzt: %2.</translation>
    </message>
    <message>
        <source>In %1, these names stand for nothing and are sent as they are: %2.</source>
        <translation>In %1 stehen diese Namen für nichts und werden so gesendet, wie sie sind: %2.</translation>
    </message>
    <message>
        <source>%1 has no coast for a convoy to begin or end at.</source>
        <translation>%1 hat keine Küste, an der ein Konvoi beginnen oder enden könnte.</translation>
    </message>
    <message>
        <source>%1 is not needed to convoy %2 to %3: %4 would do.</source>
        <translation>%1 ist für den Konvoi von %2 nach %3 nicht nötig: %4 genügt dafür.</translation>
    </message>
    <message>
        <source>The fleets at sea form no chain from %1 through %2 to %3.</source>
        <translation>Die Flotten auf See bilden keine Kette von %1 durch %2 nach %3.</translation>
    </message>
    <message>
        <source>%1 is not a unit of %2.</source>
        <translation>%1 ist keine Einheit von %2.</translation>
    </message>
    <message>
        <source>In a movement phase units hold, move, support or convoy.</source>
        <translation>In einer Zugphase halten, ziehen, unterstützen oder befördern Einheiten.</translation>
    </message>
    <message>
        <source>In a retreat phase dislodged units retreat or disband.</source>
        <translation>In einer Rückzugsphase ziehen sich vertriebene Einheiten zurück oder lösen sich auf.</translation>
    </message>
    <message>
        <source>%1 is not dislodged.</source>
        <translation>%1 ist nicht vertrieben.</translation>
    </message>
    <message>
        <source>%1 cannot retreat to %2.</source>
        <translation>%1 kann sich nicht nach %2 zurückziehen.</translation>
    </message>
    <message>
        <source>%1 has nothing to build.</source>
        <translation>%1 hat nichts aufzubauen.</translation>
    </message>
    <message>
        <source>%1 is not a home center of %2.</source>
        <translation>%1 ist kein Heimatzentrum von %2.</translation>
    </message>
    <message>
        <source>%1 is not in the hands of %2.</source>
        <translation>%1 ist nicht in der Hand von %2.</translation>
    </message>
    <message>
        <source>%1 is occupied.</source>
        <translation>%1 ist besetzt.</translation>
    </message>
    <message>
        <source>No fleet can be built in %1, which is inland.</source>
        <translation>In %1 lässt sich keine Flotte aufbauen: Das liegt im Binnenland.</translation>
    </message>
    <message>
        <source>%1 has nothing to remove.</source>
        <translation>%1 hat nichts abzubauen.</translation>
    </message>
    <message>
        <source>In an adjustment phase units are built, removed or waived.</source>
        <translation>In einer Aufbauphase wird aufgebaut, abgebaut oder verzichtet.</translation>
    </message>
    <message>
        <source>The order is empty.</source>
        <translation>Der Befehl ist leer.</translation>
    </message>
    <message>
        <source>The order does not say whom to support: %1</source>
        <translation>Der Befehl sagt nicht, wen er unterstützt: %1</translation>
    </message>
    <message>
        <source>The order does not say whom to convoy: %1</source>
        <translation>Der Befehl sagt nicht, wen er befördert: %1</translation>
    </message>
    <message>
        <source>The order does not say where %1 is convoyed to.</source>
        <translation>Der Befehl sagt nicht, wohin %1 befördert wird.</translation>
    </message>
    <message>
        <source>The order does not say whether to build an army or a fleet in %1.</source>
        <translation>Der Befehl sagt nicht, ob in %1 eine Armee oder eine Flotte aufgebaut wird.</translation>
    </message>
    <message>
        <source>The order does not say what %1 shall do.</source>
        <translation>Der Befehl sagt nicht, was %1 tun soll.</translation>
    </message>
    <message>
        <source>“%1” does not begin with a province to build in.</source>
        <translation>„%1“ beginnt nicht mit einer Provinz, in der aufgebaut wird.</translation>
    </message>
    <message>
        <source>“%1” does not begin with a province.</source>
        <translation>„%1“ beginnt nicht mit einer Provinz.</translation>
    </message>
    <message>
        <source>“%1” after %2 is not understood.</source>
        <translation>„%1“ hinter %2 ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>“%1” is no order that %2 could follow.</source>
        <translation>„%1“ ist kein Befehl, den %2 befolgen könnte.</translation>
    </message>
    <message>
        <source>“%1” does not name the province to move to.</source>
        <translation>„%1“ nennt nicht die Provinz, in die gezogen wird.</translation>
    </message>
    <message>
        <source>“%1” does not name the province to retreat to.</source>
        <translation>„%1“ nennt nicht die Provinz des Rückzugs.</translation>
    </message>
    <message>
        <source>“%1” does not name the province to convoy to.</source>
        <translation>„%1“ nennt nicht die Provinz, in die befördert wird.</translation>
    </message>
    <message>
        <source>“%1” does not name the province of the supported move.</source>
        <translation>„%1“ nennt nicht die Provinz des unterstützten Zuges.</translation>
    </message>
    <message>
        <source>A unit moves to one province only, not to %1 and on to %2.</source>
        <translation>Eine Einheit zieht nur in eine Provinz, nicht nach %1 und weiter nach %2.</translation>
    </message>
    <message>
        <source>%1 already has an order; the first one counts.</source>
        <translation>%1 hat schon einen Befehl; der erste gilt.</translation>
    </message>
    <message>
        <source>There is only one order to give.</source>
        <translation>Es ist nur ein Befehl zu geben.</translation>
    </message>
    <message>
        <source>There are only %1 orders to give.</source>
        <translation>Es sind nur %1 Befehle zu geben.</translation>
    </message>
    <message>
        <source>More than %1 messages; the rest was dropped.</source>
        <translation>Mehr als %1 Nachrichten; der Rest entfiel.</translation>
    </message>
    <message>
        <source>A message to %1 was dropped: it is its own sender.</source>
        <translation>Eine Nachricht an %1 entfiel: Das ist der Absender selbst.</translation>
    </message>
    <message>
        <source>A message to %1 was dropped: it is out of the game.</source>
        <translation>Eine Nachricht an %1 entfiel: Diese Macht ist ausgeschieden.</translation>
    </message>
    <message>
        <source>A message to %1 was dropped.</source>
        <translation>Eine Nachricht an %1 entfiel.</translation>
    </message>
    <message>
        <source>Made public: &quot;%1&quot; is no power.</source>
        <translation>Öffentlich gemacht: „%1“ ist keine Macht.</translation>
    </message>
    <message>
        <source>Cut at %1 characters.</source>
        <translation>Nach %1 Zeichen gekürzt.</translation>
    </message>
    <message>
        <source>%1 (%2): %3 Its prompts are cut to about %4 tokens from now on.</source>
        <translation>%1 (%2): %3 Die Prompts werden von nun an auf etwa %4 Token gekürzt.</translation>
    </message>
    <message>
        <source>%1 (%2): %3 Its prompts are cut to about %4 tokens and put in fewer words from now on.</source>
        <translation>%1 (%2): %3 Die Prompts werden von nun an auf etwa %4 Token gekürzt und knapper gefasst.</translation>
    </message>
    <message>
        <source>the answer was cut off at the limit of %1 tokens</source>
        <translation>die Antwort brach an der Grenze von %1 Token ab</translation>
    </message>
    <message>
        <source>the limit of %1 tokens was used up by thinking</source>
        <translation>die Grenze von %1 Token war durch Nachdenken verbraucht</translation>
    </message>
    <message>
        <source>It used up its limit of %1 tokens by thinking and gave no answer; a higher limit leaves room for one.</source>
        <translation>Es hat seine Grenze von %1 Token durch Nachdenken verbraucht und nicht geantwortet; eine höhere Grenze lässt Platz für eine Antwort.</translation>
    </message>
    <message>
        <source>the model declined to answer</source>
        <translation>das Modell lehnte es ab zu antworten</translation>
    </message>
    <message>
        <source>the answer was empty</source>
        <translation>die Antwort war leer</translation>
    </message>
    <message>
        <source>the answer was not of the form that was asked for</source>
        <translation>die Antwort hatte nicht die verlangte Form</translation>
    </message>
    <message>
        <source>orders that cannot be carried out: %1</source>
        <translation>nicht ausführbare Befehle: %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; (%2), %3</source>
        <translation>„%1“ (%2), %3</translation>
    </message>
    <message>
        <source>&quot;%1&quot; (%2)</source>
        <translation>„%1“ (%2)</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>another answer was used</source>
        <translation>eine andere Antwort wurde verwendet</translation>
    </message>
    <message>
        <source>%1 plays default orders.</source>
        <translation>%1 spielt Standardbefehle.</translation>
    </message>
    <message>
        <source>%1 plays default orders. %2</source>
        <translation>%1 spielt Standardbefehle. %2</translation>
    </message>
    <message>
        <source>%1 was later than the turn&apos;s deadline of %2 s.</source>
        <translation>%1 hat die Frist der Runde von %2 s versäumt.</translation>
    </message>
    <message>
        <source>There was no unit in %1.</source>
        <translation>In %1 stand keine Einheit.</translation>
    </message>
    <message>
        <source>There was nothing to support in %1.</source>
        <translation>In %1 gab es nichts zu unterstützen.</translation>
    </message>
    <message>
        <source>It ordered nothing there.</source>
        <translation>Dort wurde nichts befohlen.</translation>
    </message>
    <message>
        <source>It ordered %1.</source>
        <translation>Befohlen wurde %1.</translation>
    </message>
    <message>
        <source>Its unit stayed in %1.</source>
        <translation>Die Einheit blieb in %1.</translation>
    </message>
    <message>
        <source>It attacked nothing of theirs.</source>
        <translation>Nichts von ihnen wurde angegriffen.</translation>
    </message>
    <message>
        <source>%1 was out of the game.</source>
        <translation>%1 war ausgeschieden.</translation>
    </message>
    <message>
        <source>held, as %1 is illegal: %2</source>
        <translation>hielt, weil %1 nicht erlaubt ist: %2</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1; %2</translation>
    </message>
    <message>
        <source>dislodged by %1</source>
        <translation>vertrieben von %1</translation>
    </message>
    <message>
        <source>no fleet was ordered to convoy it: %1 could have</source>
        <translation>keine Flotte hatte den Befehl, sie zu befördern: %1 hätte es gekonnt</translation>
    </message>
    <message>
        <source>no fleet was ordered to convoy it</source>
        <translation>keine Flotte hatte den Befehl, sie zu befördern</translation>
    </message>
    <message>
        <source>its convoy decides on itself and so fails (Szykman&apos;s rule)</source>
        <translation>ihr Konvoi entscheidet über sich selbst und scheitert deshalb (Szykmans Regel)</translation>
    </message>
    <message>
        <source>the fleets ordered to convoy it (%1) form no whole route</source>
        <translation>die dazu befohlenen Flotten (%1) bilden keinen vollständigen Weg</translation>
    </message>
    <message>
        <source>its convoy was broken: %1 dislodged</source>
        <translation>ihr Konvoi zerbrach: %1 vertrieben</translation>
    </message>
    <message>
        <source>%1 of the same power stayed in %2</source>
        <translation>%1 derselben Macht blieb in %2</translation>
    </message>
    <message>
        <source>bounced against %1, strength %2 against %3, so that %4 stayed in %5</source>
        <translation>abgeprallt an %1, Stärke %2 gegen %3, sodass %4 in %5 blieb</translation>
    </message>
    <message>
        <source>bounced against %1, strength %2 against %3</source>
        <translation>abgeprallt an %1, Stärke %2 gegen %3</translation>
    </message>
    <message>
        <source>support cut by %1</source>
        <translation>Unterstützung von %1 unterbrochen</translation>
    </message>
    <message>
        <source>the convoy of %1 did not come about</source>
        <translation>der Konvoi von %1 kam nicht zustande</translation>
    </message>
    <message>
        <source>the convoy of %1 decides on itself and so fails (Szykman&apos;s rule)</source>
        <translation>der Konvoi von %1 entscheidet über sich selbst und scheitert deshalb (Szykmans Regel)</translation>
    </message>
    <message>
        <source>no fleets were ordered to convoy %1</source>
        <translation>keine Flotten hatten den Befehl, %1 zu befördern</translation>
    </message>
    <message>
        <source>no power helps to dislodge its own unit, here %1</source>
        <translation>keine Macht hilft, die eigene Einheit zu vertreiben, hier %1</translation>
    </message>
    <message>
        <source>%1 was not ordered to move to %2</source>
        <translation>%1 hatte nicht den Befehl, nach %2 zu ziehen</translation>
    </message>
    <message>
        <source>%1 was ordered to move</source>
        <translation>%1 hatte den Befehl zu ziehen</translation>
    </message>
    <message>
        <source>%1 went by land</source>
        <translation>%1 ging zu Land</translation>
    </message>
    <message>
        <source>no route of convoying fleets led through %1</source>
        <translation>kein Weg der Konvoiflotten führte durch %1</translation>
    </message>
    <message>
        <source>There are no more builds.</source>
        <translation>Es gibt keinen weiteren Aufbau.</translation>
    </message>
    <message>
        <source>There are no more removals.</source>
        <translation>Es gibt keinen weiteren Abbau.</translation>
    </message>
    <message>
        <source>removed by the rule of civil disorder</source>
        <translation>abgebaut nach der Regel für Mächte ohne Führung</translation>
    </message>
    <message>
        <source>no order to retreat</source>
        <translation>kein Befehl zum Rückzug</translation>
    </message>
    <message>
        <source>several units retreated to %1</source>
        <translation>mehrere Einheiten zogen sich nach %1 zurück</translation>
    </message>
    <message>
        <source>%1 stands in %2</source>
        <translation>%1 steht in %2</translation>
    </message>
    <message>
        <source>by sea, %1</source>
        <translation>über See, %1</translation>
    </message>
    <message>
        <source>carried %1</source>
        <translation>beförderte %1</translation>
    </message>
    <message>
        <source>nobody attacked it</source>
        <translation>niemand griff sie an</translation>
    </message>
    <message>
        <source>nobody opposed it</source>
        <translation>niemand stand im Weg</translation>
    </message>
    <message>
        <source>withstood, strength %1</source>
        <translation>hielt stand, Stärke %1</translation>
    </message>
    <message>
        <source>strength %1 against %2 of %3</source>
        <translation>Stärke %1 gegen %2 von %3</translation>
    </message>
    <message>
        <source>followed %1, which left</source>
        <translation>folgte %1, die abzog</translation>
    </message>
    <message>
        <source>helped %1 to stay</source>
        <translation>half %1 zu bleiben</translation>
    </message>
    <message>
        <source>helped %1 to get there</source>
        <translation>half %1 dorthin</translation>
    </message>
    <message>
        <source>helped %1, which did not get there</source>
        <translation>half %1, die nicht dorthin kam</translation>
    </message>
    <message>
        <source>no other unit retreated there</source>
        <translation>keine andere Einheit zog sich dorthin zurück</translation>
    </message>
    <message>
        <source>built</source>
        <translation>aufgebaut</translation>
    </message>
    <message>
        <source>a build was not used</source>
        <translation>auf einen Aufbau wurde verzichtet</translation>
    </message>
    <message>
        <source>removed, as ordered</source>
        <translation>abgebaut wie befohlen</translation>
    </message>
    <message>
        <source>Commentary (%1): %2</source>
        <translation>Kommentar (%1): %2</translation>
    </message>
    <message>
        <source>%1 (%2): %3</source>
        <translation>%1 (%2): %3</translation>
    </message>
    <message>
        <source>%1 was later than the turn&apos;s deadline of %2 s: default orders.</source>
        <translation>%1 hat die Frist der Runde von %2 s versäumt: Standardbefehle.</translation>
    </message>
    <message>
        <source>the program ended before the answer had come; it was asked again</source>
        <translation>das Programm endete, bevor die Antwort da war; es wurde noch einmal gefragt</translation>
    </message>
    <message>
        <source>the program ended before the answer had come</source>
        <translation>das Programm endete, bevor die Antwort da war</translation>
    </message>
    <message>
        <source>Commentary (%1): %2 Its prompts are cut to about %3 tokens from now on.</source>
        <translation>Kommentar (%1): %2 Seine Anfragen werden von jetzt an auf etwa %3 Token gekürzt.</translation>
    </message>
    <message>
        <source>The game is over: its commentary is not waited for any longer (turn deadline of %1 s).</source>
        <translation>Das Spiel ist aus: Auf seinen Kommentar wird nicht länger gewartet (Frist der Runde: %1 s).</translation>
    </message>
    <message>
        <source>The game is over: what %1 would still think about it is not waited for any longer (turn deadline of %2 s).</source>
        <translation>Das Spiel ist aus: Auf das, was %1 noch darüber dächten, wird nicht länger gewartet (Frist der Runde: %2 s).</translation>
    </message>
    <message>
        <source>%1: two thirds of the turn&apos;s deadline of %2 s have passed, so the talking ends without %3, and the orders are due.</source>
        <translation>%1: Zwei Drittel der Frist der Runde von %2 s sind vorbei; die Gespräche enden ohne %3, und die Befehle sind fällig.</translation>
    </message>
    <message>
        <source>%1 cannot be written: what other matches spend today is not known, and the day&apos;s caps hold for this match alone.</source>
        <translation>%1 kann nicht geschrieben werden: Was andere Partien heute ausgeben, ist nicht bekannt, und die Tagesgrenzen gelten nur für diese Partie.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. What was played is kept in memory and written when the disk takes it again.</source>
        <translation>%1 kann nicht geschrieben werden: %2. Was gespielt wurde, bleibt im Speicher und wird geschrieben, sobald der Datenträger es wieder nimmt.</translation>
    </message>
</context>
<context>
    <name>concert::Settings</name>
    <message>
        <source>The settings could not be written to %1.</source>
        <translation>Die Einstellungen konnten nicht nach %1 geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>concert::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Partie</translation>
    </message>
    <message>
        <source>Pro&amp;viders</source>
        <translation>An&amp;bieter</translation>
    </message>
    <message>
        <source>Appeara&amp;nce</source>
        <translation>Ausse&amp;hen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>New match</source>
        <translation>Neue Partie</translation>
    </message>
    <message>
        <source>On the page Providers something is to be corrected.</source>
        <translation>Auf der Seite Anbieter ist etwas zu berichtigen.</translation>
    </message>
    <message>
        <source>On the page Match something is to be corrected.</source>
        <translation>Auf der Seite Partie ist etwas zu berichtigen.</translation>
    </message>
    <message>
        <source>Sa&amp;ve for next time</source>
        <translation>Für das nächste Mal &amp;speichern</translation>
    </message>
    <message>
        <source>Keeps these settings and starts nothing</source>
        <translation>Behält diese Einstellungen und startet nichts</translation>
    </message>
</context>
<context>
    <name>concert::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>The keys of a panel lead to it; pressed again there, they hide it.</source>
        <translation>Die Tasten eines Bereichs führen zu ihm; dort noch einmal gedrückt, verbergen sie ihn.</translation>
    </message>
    <message>
        <source>On the map Shift and an arrow key choose the next province, Escape none; in a chart Enter tells what its mark stands on.</source>
        <translation>Auf der Karte wählen die Umschalttaste und ein Pfeil die nächste Provinz, Esc keine; in einem Diagramm sagt die Eingabetaste, was unter der Marke steht.</translation>
    </message>
</context>
<context>
    <name>concert::Simulator</name>
    <message>
        <source>The built-in model cannot listen on %1: %2</source>
        <translation>Das eingebaute Modell kann auf %1 keine Verbindungen annehmen: %2</translation>
    </message>
</context>
<context>
    <name>concert::SpendingGuard</name>
    <message>
        <source>The match has spent %1 of its cap of %2, and the next call may cost %3.</source>
        <translation>Die Partie hat %1 von höchstens %2 ausgegeben, und der nächste Aufruf kann %3 kosten.</translation>
    </message>
    <message>
        <source>The match has used %1 tokens of its cap of %2, and the next call may take %3.</source>
        <translation>Die Partie hat %1 von höchstens %2 Tokens verbraucht, und der nächste Aufruf kann %3 brauchen.</translation>
    </message>
    <message>
        <source>Today&apos;s matches have spent %1 of the day&apos;s cap of %2 and hold back %3 for calls that run; the next call may cost %4.</source>
        <translation>Die Partien von heute haben %1 von höchstens %2 am Tag ausgegeben und halten %3 für laufende Aufrufe zurück; der nächste Aufruf kann %4 kosten.</translation>
    </message>
    <message>
        <source>Today&apos;s matches have used %1 tokens of the day&apos;s cap of %2 and hold back %3 for calls that run; the next call may take %4.</source>
        <translation>Die Partien von heute haben %1 von höchstens %2 Tokens am Tag verbraucht und halten %3 für laufende Aufrufe zurück; der nächste Aufruf kann %4 brauchen.</translation>
    </message>
</context>
<context>
    <name>concert::Stage</name>
    <message>
        <source>First goals</source>
        <translation>Erste Ziele</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Adjudication</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Looking back</source>
        <translation>Rückblick</translation>
    </message>
    <message>
        <source>Talks noted</source>
        <translation>Gespräche notiert</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>Pläne</translation>
    </message>
    <message>
        <source>Diary shortened</source>
        <translation>Tagebuch gekürzt</translation>
    </message>
    <message>
        <source>Results noted</source>
        <translation>Ergebnisse notiert</translation>
    </message>
    <message>
        <source>Commentary</source>
        <translation>Kommentar</translation>
    </message>
</context>
<context>
    <name>concert::StandingsModel</name>
    <message>
        <source>setting its goals</source>
        <translation>setzt sich Ziele</translation>
    </message>
    <message>
        <source>writing messages, round %1</source>
        <translation>schreibt Nachrichten, Runde %1</translation>
    </message>
    <message>
        <source>writing orders</source>
        <translation>schreibt Befehle</translation>
    </message>
    <message>
        <source>thinking over the outcome</source>
        <translation>überdenkt den Ausgang</translation>
    </message>
    <message>
        <source>waiting for the others</source>
        <translation>wartet auf die anderen</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n character(s)</source>
        <translation>
            <numerusform>%1 · %n Zeichen</numerusform>
            <numerusform>%1 · %n Zeichen</numerusform>
        </translation>
    </message>
    <message>
        <source>asked again</source>
        <translation>noch einmal gefragt</translation>
    </message>
    <message>
        <source>asked again: %1</source>
        <translation>noch einmal gefragt: %1</translation>
    </message>
    <message>
        <source>eliminated</source>
        <translation>ausgeschieden</translation>
    </message>
    <message>
        <source>orders in</source>
        <translation>Befehle da</translation>
    </message>
    <message numerus="yes">
        <source>%n centre(s)</source>
        <translation>
            <numerusform>%n Zentrum</numerusform>
            <numerusform>%n Zentren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unit(s)</source>
        <translation>
            <numerusform>%n Einheit</numerusform>
            <numerusform>%n Einheiten</numerusform>
        </translation>
    </message>
    <message>
        <source>noting the talks</source>
        <translation>notiert die Gespräche</translation>
    </message>
    <message>
        <source>making a plan</source>
        <translation>macht einen Plan</translation>
    </message>
    <message>
        <source>shortening its diary</source>
        <translation>kürzt sein Tagebuch</translation>
    </message>
    <message>
        <source>noting the outcome</source>
        <translation>notiert den Ausgang</translation>
    </message>
    <message>
        <source>waits: %1</source>
        <translation>wartet: %1</translation>
    </message>
    <message>
        <source>default orders</source>
        <translation>Standardbefehle</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
</context>
<context>
    <name>concert::SummaryModel</name>
    <message>
        <source>Double-click: go to this call</source>
        <translation>Doppelklick: zu diesem Aufruf</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Alle Modelle</translation>
    </message>
    <message>
        <source>Model and stage</source>
        <translation>Modell und Stufe</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Half of the calls took at most this long</source>
        <translation>Die Hälfte der Aufrufe dauerte höchstens so lange</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>95 of 100 calls took at most this long</source>
        <translation>95 von 100 Aufrufen dauerten höchstens so lange</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>The longest call</source>
        <translation>Der längste Aufruf</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max</translation>
    </message>
    <message>
        <source>Until the first token: half of the calls</source>
        <translation>Bis zum ersten Token: die Hälfte der Aufrufe</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>Tokens of the prompts</source>
        <translation>Token der Prompts</translation>
    </message>
    <message>
        <source>Tokens in</source>
        <translation>Token hinein</translation>
    </message>
    <message>
        <source>Tokens of the answers, hidden reasoning included</source>
        <translation>Token der Antworten, verborgenes Nachdenken eingeschlossen</translation>
    </message>
    <message>
        <source>out</source>
        <translation>heraus</translation>
    </message>
    <message>
        <source>Calls without an answer that could be used</source>
        <translation>Aufrufe ohne brauchbare Antwort</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Requests beyond one a call</source>
        <translation>Anfragen über eine je Aufruf hinaus</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Dollars, by the provider&apos;s prices; –: nothing, or unknown</source>
        <translation>Dollar, nach den Preisen des Anbieters; –: nichts oder unbekannt</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
</context>
<context>
    <name>concert::SummaryView</name>
    <message>
        <source>Calls by model and stage</source>
        <translation>Aufrufe nach Modell und Stufe</translation>
    </message>
    <message>
        <source>Time by phase</source>
        <translation>Zeit nach Phase</translation>
    </message>
    <message>
        <source>While a match is played, this counts its calls: how long they took, their tokens, and what they cost.</source>
        <translation>Während eine Partie gespielt wird, zählt dies ihre Aufrufe: wie lange sie dauerten, ihre Tokens und was sie kosteten.</translation>
    </message>
</context>
<context>
    <name>concert::SystemKeychain</name>
    <message>
        <source>No system keychain runs here.</source>
        <translation>Hier läuft kein Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>The system keychain denied access.</source>
        <translation>Der Schlüsselbund des Systems hat den Zugriff verweigert.</translation>
    </message>
    <message>
        <source>The system keychain is locked or does not work.</source>
        <translation>Der Schlüsselbund des Systems ist gesperrt oder arbeitet nicht.</translation>
    </message>
</context>
<context>
    <name>concert::TalksGroup</name>
    <message>
        <source>One folder for all powers, or seven separated by semicolons.</source>
        <translation>Ein Ordner für alle Mächte oder sieben, durch Strichpunkte getrennt.</translation>
    </message>
    <message>
        <source>%1 is no folder.</source>
        <translation>%1 ist kein Ordner.</translation>
    </message>
    <message>
        <source>Talks and thinking</source>
        <translation>Gespräche und Gedanken</translation>
    </message>
    <message>
        <source>All at once, in rounds</source>
        <translation>Alle zugleich, in Runden</translation>
    </message>
    <message>
        <source>One after another</source>
        <translation>Einer nach dem anderen</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>Briefkasten</translation>
    </message>
    <message>
        <source>Until all are silent</source>
        <translation>Bis alle schweigen</translation>
    </message>
    <message>
        <source>A p&amp;lan before the orders</source>
        <translation>Ein P&amp;lan vor den Befehlen</translation>
    </message>
    <message>
        <source>Po&amp;wers keep a diary</source>
        <translation>Mächte führen ein Tage&amp;buch</translation>
    </message>
    <message>
        <source>Diaries as &amp;parts of other answers (fewer calls)</source>
        <translation>Tagebücher als &amp;Teile anderer Antworten (weniger Aufrufe)</translation>
    </message>
    <message>
        <source>A &amp;narrator comments each phase:</source>
        <translation>Ein &amp;Erzähler kommentiert jede Phase:</translation>
    </message>
    <message>
        <source>Model of the narrator</source>
        <translation>Modell des Erzählers</translation>
    </message>
    <message>
        <source>Press &amp;order:</source>
        <translation>&amp;Reihenfolge der Gespräche:</translation>
    </message>
    <message>
        <source>&amp;Folder of prompts:</source>
        <translation>&amp;Ordner mit Prompts:</translation>
    </message>
    <message>
        <source>Concert&apos;s own</source>
        <translation>die von Concert</translation>
    </message>
    <message>
        <source>For all powers, or seven folders separated by semicolons; what is missing there is Concert&apos;s own</source>
        <translation>Für alle Mächte, oder sieben Ordner, durch Strichpunkte getrennt; was dort fehlt, ist von Concert</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Folder of prompts</source>
        <translation>Ordner mit Prompts</translation>
    </message>
    <message>
        <source>In each round everybody knows the rounds before.</source>
        <translation>In jeder Runde kennen alle die Runden davor.</translation>
    </message>
    <message>
        <source>Everybody knows what was said before their turn: slow.</source>
        <translation>Alle kennen, was vor ihnen gesagt wurde: langsam.</translation>
    </message>
    <message>
        <source>Who has written writes again, and reads what has come: fast.</source>
        <translation>Wer geschrieben hat, schreibt wieder und liest, was gekommen ist: schnell.</translation>
    </message>
    <message>
        <source>Who has nothing new to answer is not asked.</source>
        <translation>Wer nichts Neues zu beantworten hat, wird nicht gefragt.</translation>
    </message>
    <message>
        <source>S&amp;hort prompts, for models with small contexts</source>
        <translation>&amp;Kurze Anfragen, für Modelle mit kleinem Kontext</translation>
    </message>
    <message>
        <source>Longer ones leave out the oldest diary entries, then the oldest messages; never the board or the legal orders</source>
        <translation>Längere lassen die ältesten Tagebucheinträge weg, dann die ältesten Nachrichten; nie das Brett oder die erlaubten Befehle</translation>
    </message>
    <message>
        <source>Lon&amp;gest prompt, in tokens:</source>
        <translation>Längste An&amp;frage, in Token:</translation>
    </message>
    <message>
        <source>A third shorter: of each unit the nearest centres and the legal orders, and nothing else of what is around it</source>
        <translation>Ein Drittel kürzer: zu jeder Einheit die nächsten Zentren und die erlaubten Befehle, sonst nichts von dem, was um sie ist</translation>
    </message>
</context>
<context>
    <name>concert::TimelineLegend</name>
    <message>
        <source>Queued, until the first token, answering</source>
        <translation>Wartend, bis zum ersten Token, antwortend</translation>
    </message>
    <message>
        <source>Critical path: the table waited for it</source>
        <translation>Kritischer Pfad: darauf wartete der Tisch</translation>
    </message>
    <message>
        <source>Slack</source>
        <translation>Spielraum</translation>
    </message>
    <message>
        <source>Held back by the schedule</source>
        <translation>Vom Ablaufplan aufgehalten</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>Noch einmal gesendet</translation>
    </message>
</context>
<context>
    <name>concert::TimelinePanel</name>
    <message>
        <source>Stretch of time that is shown</source>
        <translation>Gezeigter Zeitraum</translation>
    </message>
    <message>
        <source>Show more time (-)</source>
        <translation>Mehr Zeit zeigen (-)</translation>
    </message>
    <message>
        <source>Show less time (+)</source>
        <translation>Weniger Zeit zeigen (+)</translation>
    </message>
    <message>
        <source>Show the whole match (0)</source>
        <translation>Die ganze Partie zeigen (0)</translation>
    </message>
    <message>
        <source>Drag over the calls to measure a stretch of time.</source>
        <translation>Über die Aufrufe ziehen, um einen Zeitraum zu messen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n call(s) · %2 tokens in, %3 out</source>
        <translation>
            <numerusform>%1 · %n Aufruf · %2 Token hinein, %3 heraus</numerusform>
            <numerusform>%1 · %n Aufrufe · %2 Token hinein, %3 heraus</numerusform>
        </translation>
    </message>
    <message>
        <source>Calls that run in the stretch you dragged over, wholly or in part, and their tokens</source>
        <translation>Aufrufe, die ganz oder teilweise in diesem Zeitraum laufen, und ihre Token</translation>
    </message>
</context>
<context>
    <name>concert::TimelineView</name>
    <message>
        <source>Timeline of calls</source>
        <translation>Zeitverlauf der Aufrufe</translation>
    </message>
    <message>
        <source>While a match is played, this shows every call: who was asked when, who waited, and who held up the table.</source>
        <translation>Während eine Partie gespielt wird, steht hier jeder Aufruf: wer wann gefragt wurde, wer wartete und wer den Tisch aufhielt.</translation>
    </message>
    <message>
        <source>%1 waiting for the schedule</source>
        <translation>%1 vom Ablaufplan aufgehalten</translation>
    </message>
    <message>
        <source>%1 until it was sent</source>
        <translation>%1 bis zum Absenden</translation>
    </message>
    <message>
        <source>%1 until the first token</source>
        <translation>%1 bis zum ersten Token</translation>
    </message>
    <message>
        <source>%1 without an answer so far</source>
        <translation>%1 bisher ohne Antwort</translation>
    </message>
    <message>
        <source>%1 of answering</source>
        <translation>%1 Antwort</translation>
    </message>
    <message>
        <source>%1 too early: nobody needed it yet</source>
        <translation>%1 zu früh: noch brauchte es niemand</translation>
    </message>
    <message>
        <source>%1 tokens in, %2 out</source>
        <translation>%1 Token hinein, %2 heraus</translation>
    </message>
    <message>
        <source>The table waited %1 for it</source>
        <translation>Der Tisch wartete %1 darauf</translation>
    </message>
    <message>
        <source>a second request after %1</source>
        <translation>eine zweite Anfrage nach %1</translation>
    </message>
    <message>
        <source>sent again after %1</source>
        <translation>noch einmal gesendet nach %1</translation>
    </message>
    <message>
        <source>%1 without an answer; then the record breaks off</source>
        <translation>%1 ohne Antwort; dann bricht die Aufzeichnung ab</translation>
    </message>
</context>
<context>
    <name>concert::Timings</name>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1 konnte nicht geschrieben werden: %2.</translation>
    </message>
</context>
<context>
    <name>concert::WelcomePage</name>
    <message>
        <source>Seven language models play Diplomacy against each other, and you watch.</source>
        <translation>Sieben Sprachmodelle spielen Diplomacy gegeneinander, und Sie sehen zu.</translation>
    </message>
    <message>
        <source>&amp;Start a match</source>
        <translation>Partie &amp;starten</translation>
    </message>
    <message>
        <source>With the settings&apos; models; at first the built-in one plays all seven powers, without any key</source>
        <translation>Mit den Modellen der Einstellungen; anfangs spielt das eingebaute alle sieben Mächte, ganz ohne Schlüssel</translation>
    </message>
    <message>
        <source>&amp;New match…</source>
        <translation>&amp;Neue Partie …</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Recent matches</source>
        <translation>Letzte Partien</translation>
    </message>
    <message>
        <source>What was played is kept, and nothing of it is asked again</source>
        <translation>Was gespielt ist, bleibt, und nichts davon wird noch einmal gefragt</translation>
    </message>
    <message>
        <source>&amp;Resume the match of %1</source>
        <translation>Pa&amp;rtie vom %1 fortsetzen</translation>
    </message>
</context>
<context>
    <name>concert::WhatIfView</name>
    <message>
        <source>Who would hold up the table:</source>
        <translation>Wer den Tisch aufhielte:</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Ablaufplan</translation>
    </message>
    <message>
        <source>Pipelined</source>
        <translation>Fließend</translation>
    </message>
    <message>
        <source>Staged</source>
        <translation>Stufenweise</translation>
    </message>
    <message>
        <source>Blocking</source>
        <translation>Blockierend</translation>
    </message>
    <message>
        <source>Calls at once</source>
        <translation>Aufrufe zugleich</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>What holds up most goes first</source>
        <translation>Was am meisten aufhält, kommt zuerst</translation>
    </message>
    <message>
        <source>Speed of the models</source>
        <translation>Geschwindigkeit der Modelle</translation>
    </message>
    <message>
        <source>Length of the answers</source>
        <translation>Länge der Antworten</translation>
    </message>
    <message>
        <source>As it was played</source>
        <translation>Wie gespielt</translation>
    </message>
    <message>
        <source>Schedule:</source>
        <translation>Ablaufplan:</translation>
    </message>
    <message>
        <source>Calls at once:</source>
        <translation>Aufrufe zugleich:</translation>
    </message>
    <message>
        <source>Speed of the models:</source>
        <translation>Geschwindigkeit der Modelle:</translation>
    </message>
    <message>
        <source>Length of the answers:</source>
        <translation>Länge der Antworten:</translation>
    </message>
    <message>
        <source>When a match is shown, this says how long it would have taken otherwise.</source>
        <translation>Wenn eine Partie gezeigt wird, steht hier, wie lange sie sonst gedauert hätte.</translation>
    </message>
    <message>
        <source>%1 instead of %2</source>
        <translation>%1 statt %2</translation>
    </message>
    <message>
        <source>%1 · %2 % less</source>
        <translation>%1 · %2 % weniger</translation>
    </message>
    <message>
        <source>%1 · %2 % more</source>
        <translation>%1 · %2 % mehr</translation>
    </message>
    <message>
        <source>Whose speed</source>
        <translation>Wessen Tempo</translation>
    </message>
    <message>
        <source>of all models</source>
        <translation>aller Modelle</translation>
    </message>
    <message>
        <source>of %1 only</source>
        <translation>nur von %1</translation>
    </message>
</context>
<context>
    <name>concert::WindowRequests</name>
    <message>
        <source>This match&apos;s record names places that are not in your settings: %1. Going on sends prompts to such addresses and reads such folders. Do so only if you trust whoever made it.</source>
        <translation>Die Aufzeichnung dieser Partie nennt Orte, die nicht in Ihren Einstellungen stehen: %1. Wer sie fortsetzt, schickt Prompts an solche Adressen und liest solche Ordner. Tun Sie das nur, wenn Sie dem vertrauen, der sie gemacht hat.</translation>
    </message>
    <message>
        <source>The prompt goes to %1, which only the match&apos;s record names.</source>
        <translation>Der Prompt geht an %1; diese Adresse nennt nur die Aufzeichnung der Partie.</translation>
    </message>
    <message>
        <source>%1 holds no match.</source>
        <translation>%1 enthält keine Partie.</translation>
    </message>
    <message>
        <source>The match is not saved completely: %1 holds only a part of it.</source>
        <translation>Die Partie ist nicht vollständig gespeichert: %1 enthält nur einen Teil davon.</translation>
    </message>
    <message>
        <source>%1 What comes after it is not shown.</source>
        <translation>%1 Was danach kommt, wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>The match in %1 is in use by another process.</source>
        <translation>Die Partie in %1 wird gerade von einem anderen Prozess benutzt.</translation>
    </message>
    <message>
        <source>The saved game cannot be shown: %1.</source>
        <translation>Das gespeicherte Spiel lässt sich nicht zeigen: %1.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (%2 and %3 more)</source>
        <translation>%1 (%2 und %3 weitere)</translation>
    </message>
    <message>
        <source>The game is shown without what could not be read of its file: %1.</source>
        <translation>Das Spiel wird ohne das gezeigt, was in seiner Datei nicht zu lesen war: %1.</translation>
    </message>
</context>
</TS>
