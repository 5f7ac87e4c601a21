import type { BuiltIn } from './built-in.ts'

/** Duties that everybody must know, proved by deciding cases. */
export const complianceQuiz: BuiltIn = {
  en: {
    title: '[Subject]: the yearly check',
    about: 'Duties that everybody must know: the rules on one page, then cases to decide. Short for those who know it already.',
    sections: [
      {
        title: 'The rules',
        lessons: [
          {
            title: 'What you must know',
            text: `
> [!GUIDE]
> One page. The law has a hundred; your people need the five sentences that touch their work. Have it checked by whoever answers for it, and name the date: next year somebody has to know what changed.

These rules hold for everybody at [company], checked on [date] by [role].

1. **[Rule as an instruction.]** [What it means at work, in one sentence.]
2. **[Rule.]** [Meaning.]
3. **[Rule.]** [Meaning.]
4. **If you are not sure, ask before you act:** [role, address].
5. **If you see a breach, tell us.** [Way to report, also without a name.] Nobody may suffer for it.

> [!NOTE]
> New since last year: [the change, or “nothing”].
`,
          },
        ],
      },
      {
        title: 'Decide',
        lessons: [
          {
            title: 'Everyday cases',
            text: `
> [!GUIDE]
> Ask for decisions, not for paragraphs. Each wrong answer should be something a decent person might do under pressure; explain why it is wrong, for that is where people learn.

\`\`\`question
A supplier sends you [two tickets worth 80 euros] for Christmas. What do you do?
- [ ] Keep them: it is a custom
- [x] Thank them, and report it to [role] before you decide
- [ ] Give them to a colleague
> [From 35 euros on it is not yours to decide.] Passing them on changes nothing.
\`\`\`

\`\`\`question
A customer calls and asks for [another person’s address]; it is urgent, and they sound honest. What do you do?
- [ ] Give it: helping is our job
- [x] Offer to pass on a message
- [ ] Ask for their date of birth first, and then give it
> [We may not tell, whoever asks.] You can still help: pass the message on.
\`\`\`

\`\`\`question
You find [a list with customer data] in the printer. What now?
- [ ] Leave it there: somebody will fetch it
- [ ] Throw it into the paper bin
- [x] Take it to [role], and tell where you found it
> [It counts as a breach even if nobody has read it, and we have 72 hours to report it.]
\`\`\`
`,
          },
          {
            title: 'Harder cases',
            text: `
> [!GUIDE]
> Two cases where good people disagree. Use real ones, made unrecognisable. Then raise the points: these show who has understood.

\`\`\`question multiple points=2
Your manager asks you to [date a document back by one day], “as always”. What is right? Choose all that fit.
- [x] Say that you will not, and why
- [x] Ask [role] for advice
- [ ] Do it once, and bring it up at the next talk
- [ ] Do it, for the responsibility is your manager’s
> Who signs is responsible. [Role] protects you when you ask.
\`\`\`

\`\`\`question multiple points=2
Which of these do you have to report? Choose all that fit.
- [x] [A mail with customer data to the wrong person]
- [x] [A lost phone, although it was locked]
- [ ] [A password that you changed in time]
- [x] [An offer of money for information, although you declined]
> When in doubt, report. A report too many costs five minutes.
\`\`\`

You are through. If a case from your work is missing, flag this lesson and tell it to us.
`,
          },
        ],
      },
    ],
  },
  de: {
    title: '[Thema]: die jährliche Prüfung',
    about: 'Pflichten, die alle kennen müssen: die Regeln auf einer Seite, dann Fälle zum Entscheiden. Kurz für alle, die es schon wissen.',
    sections: [
      {
        title: 'Die Regeln',
        lessons: [
          {
            title: 'Was du wissen musst',
            text: `
> [!GUIDE]
> Eine Seite. Das Gesetz hat hundert; deine Leute brauchen die fünf Sätze, die ihre Arbeit berühren. Lass es von der Stelle prüfen, die dafür geradesteht, und nenn das Datum: Nächstes Jahr muss jemand wissen, was sich geändert hat.

Diese Regeln gelten für alle bei [Firma], geprüft am [Datum] von [Rolle].

1. **[Regel als Anweisung.]** [Was das bei der Arbeit heißt, in einem Satz.]
2. **[Regel.]** [Bedeutung.]
3. **[Regel.]** [Bedeutung.]
4. **Wenn du unsicher bist, frag, bevor du handelst:** [Rolle, Adresse].
5. **Wenn du einen Verstoß siehst, sag es uns.** [Weg, auch ohne Namen.] Niemand darf dadurch Nachteile haben.

> [!NOTE]
> Neu seit letztem Jahr: [die Änderung, oder „nichts“].
`,
          },
        ],
      },
      {
        title: 'Entscheiden',
        lessons: [
          {
            title: 'Fälle aus dem Alltag',
            text: `
> [!GUIDE]
> Frag nach Entscheidungen, nicht nach Paragrafen. Jede falsche Antwort soll etwas sein, das ein anständiger Mensch unter Druck tun könnte; erklär, warum sie falsch ist, denn dabei lernt man.

\`\`\`question
Ein Lieferant schickt dir zu Weihnachten [zwei Karten im Wert von 80 Euro]. Was tust du?
- [ ] Behalten: Das ist so üblich
- [x] Dich bedanken und es [Rolle] melden, bevor du entscheidest
- [ ] Sie einer Kollegin schenken
> [Ab 35 Euro entscheidest das nicht du.] Weiterschenken ändert daran nichts.
\`\`\`

\`\`\`question
Eine Kundin ruft an und bittet um [die Adresse einer anderen Person]; es eilt, und sie klingt ehrlich. Was tust du?
- [ ] Nennen: Helfen ist unsere Aufgabe
- [x] Anbieten, eine Nachricht weiterzugeben
- [ ] Erst nach ihrem Geburtsdatum fragen und dann nennen
> [Wir dürfen sie nicht nennen, wer auch fragt.] Helfen kannst du trotzdem: Gib die Nachricht weiter.
\`\`\`

\`\`\`question
Du findest [eine Liste mit Kundendaten] im Drucker. Was jetzt?
- [ ] Liegen lassen: Jemand wird sie holen
- [ ] Ins Altpapier werfen
- [x] Zu [Rolle] bringen und sagen, wo sie lag
> [Es gilt als Vorfall, auch wenn niemand sie gelesen hat, und wir haben 72 Stunden für die Meldung.]
\`\`\`
`,
          },
          {
            title: 'Schwierigere Fälle',
            text: `
> [!GUIDE]
> Zwei Fälle, über die sich vernünftige Leute streiten. Nimm echte, unkenntlich gemacht. Sie geben mehr Punkte, denn sie zeigen, wer verstanden hat.

\`\`\`question multiple points=2
Deine Führungskraft bittet dich, [ein Dokument um einen Tag zurückzudatieren], „wie immer“. Was ist richtig? Wähl alles, was passt.
- [x] Sagen, dass du es nicht tust, und warum
- [x] [Rolle] um Rat fragen
- [ ] Es einmal tun und beim nächsten Gespräch ansprechen
- [ ] Es tun, denn die Verantwortung trägt die Führungskraft
> Verantwortlich ist, wer unterschreibt. [Rolle] schützt dich, wenn du fragst.
\`\`\`

\`\`\`question multiple points=2
Was davon musst du melden? Wähl alles, was passt.
- [x] [Eine Mail mit Kundendaten an die falsche Person]
- [x] [Ein verlorenes Telefon, obwohl es gesperrt war]
- [ ] [Ein Passwort, das du rechtzeitig geändert hast]
- [x] [Ein Angebot von Geld für Auskünfte, obwohl du abgelehnt hast]
> Im Zweifel melden. Eine Meldung zu viel kostet fünf Minuten.
\`\`\`

Geschafft. Fehlt ein Fall aus deiner Arbeit, markier diese Lektion und erzähl ihn uns.
`,
          },
        ],
      },
    ],
  },
}
