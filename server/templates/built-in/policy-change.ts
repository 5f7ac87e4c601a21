import type { BuiltIn } from './built-in.ts'

/** A rule that is different from now on. */
export const policyChange: BuiltIn = {
  en: {
    title: 'What changes with [rule]',
    about: 'A rule is different from now on: what changes, why, and what each person does differently on Monday.',
    sections: [
      {
        title: 'The change',
        lessons: [
          {
            title: 'What is different',
            text: `
> [!GUIDE]
> People know the old rule. Show only the difference, and say from when. Link the full text for those who need every word.

From **[date]**, [the new rule in one sentence].

| | Until [date] | From [date] |
| --- | --- | --- |
| [Approving an expense] | [Your manager signs] | [You approve up to 100 yourself] |
| [Keeping receipts] | [On paper] | [A photo is enough] |
| [Deadline] | [End of quarter] | [30 days] |

What stays: [the thing people fear has changed and has not].

The full text: [link]
`,
          },
          {
            title: 'Why we change it',
            text: `
> [!GUIDE]
> Give the real reason, even if it is a law, a mistake or money. People follow rules whose reason they could explain to somebody else.

[What went wrong or was too slow under the old rule, with one number.]

[Who decided, and who was asked before.]

\`\`\`question
A colleague asks why this changed. What is the honest answer?
- [x] [The reason above in other words]
- [ ] [A reason people like to guess, and that is not it]
- [ ] Because the management wants it
> [One sentence more about it.]
\`\`\`
`,
          },
        ],
      },
      {
        title: 'On Monday',
        lessons: [
          {
            title: 'What you do differently',
            text: `
> [!GUIDE]
> One heading a role. Under each, what that person does at the moment it matters, with the words or the form they need.

## If you [travel]

1. [Take the photo when you get the receipt.]
2. [Send it to this address on the same day.]

## If you [lead people]

- [You no longer sign below 100.]
- [Once a month you look at the list and ask about what surprises you.]

## What about cases under way?

[What began before the date follows the old rule until it ends.]
`,
          },
          {
            title: 'Try it on real cases',
            text: `
> [!GUIDE]
> Take the three cases that people will call you about. A question that nobody could get wrong teaches nothing.

\`\`\`question
[Lunch with a customer, 64 euros, after the date.] What do you need?
- [x] [A photo of the receipt and the name of the guest]
- [ ] [A signature of your manager]
- [ ] [Both]
> [Below 100 you decide yourself; the name of the guest is what the tax office asks for.]
\`\`\`

\`\`\`question multiple
Which of these still follow the old rule? Choose all that fit.
- [x] [A trip that began the week before]
- [ ] [A receipt that turns up after the date]
- [x] [A contract signed last year]
> [What counts is when it began.]
\`\`\`

If a case is not covered here, ask [role] before you act, and flag this lesson so that we add it.
`,
          },
        ],
      },
    ],
  },
  de: {
    title: 'Was sich mit [Regel] ändert',
    about: 'Eine Regel gilt ab jetzt anders: was sich ändert, warum, und was jede Person am Montag anders macht.',
    sections: [
      {
        title: 'Die Änderung',
        lessons: [
          {
            title: 'Was anders ist',
            text: `
> [!GUIDE]
> Die alte Regel kennen alle. Zeig nur den Unterschied, und ab wann er gilt. Verlink den vollen Text für die, die jedes Wort brauchen.

Ab dem **[Datum]** gilt: [die neue Regel in einem Satz].

| | Bis [Datum] | Ab [Datum] |
| --- | --- | --- |
| [Ausgaben freigeben] | [Führungskraft unterschreibt] | [Bis 100 gibst du selbst frei] |
| [Belege aufheben] | [Auf Papier] | [Ein Foto genügt] |
| [Frist] | [Quartalsende] | [30 Tage] |

Was bleibt: [das, wovon alle fürchten, es habe sich geändert].

Der volle Text: [Link]
`,
          },
          {
            title: 'Warum wir das ändern',
            text: `
> [!GUIDE]
> Nenn den wahren Grund, auch wenn er ein Gesetz, ein Fehler oder Geld ist. Man hält sich an Regeln, deren Grund man anderen erklären könnte.

[Was mit der alten Regel schiefging oder zu lange dauerte, mit einer Zahl.]

[Wer entschieden hat und wer vorher gefragt wurde.]

\`\`\`question
Ein Kollege fragt, warum sich das geändert hat. Was ist die ehrliche Antwort?
- [x] [Der Grund von oben in anderen Worten]
- [ ] [Ein Grund, den viele vermuten und der es nicht ist]
- [ ] Weil die Leitung es so will
> [Ein Satz mehr dazu.]
\`\`\`
`,
          },
        ],
      },
      {
        title: 'Am Montag',
        lessons: [
          {
            title: 'Was du anders machst',
            text: `
> [!GUIDE]
> Eine Überschrift je Rolle. Darunter, was diese Person in dem Moment tut, auf den es ankommt, mit den Worten oder dem Formular, die sie braucht.

## Wenn du [reist]

1. [Fotografier den Beleg, sobald du ihn bekommst.]
2. [Schick ihn noch am selben Tag an diese Adresse.]

## Wenn du [Leute führst]

- [Unter 100 unterschreibst du nicht mehr.]
- [Einmal im Monat siehst du die Liste durch und fragst nach, was dich überrascht.]

## Und was schon läuft?

[Was vor dem Datum begann, folgt bis zum Ende der alten Regel.]
`,
          },
          {
            title: 'Probier es an echten Fällen',
            text: `
> [!GUIDE]
> Nimm die drei Fälle, wegen derer man dich anrufen wird. Eine Frage, die niemand falsch beantworten kann, lehrt nichts.

\`\`\`question
[Mittagessen mit einer Kundin, 64 Euro, nach dem Datum.] Was brauchst du?
- [x] [Ein Foto des Belegs und den Namen des Gasts]
- [ ] [Die Unterschrift deiner Führungskraft]
- [ ] [Beides]
> [Unter 100 entscheidest du selbst; nach dem Namen fragt das Finanzamt.]
\`\`\`

\`\`\`question multiple
Was davon folgt noch der alten Regel? Wähl alles, was passt.
- [x] [Eine Reise, die in der Woche davor begann]
- [ ] [Ein Beleg, der nach dem Datum auftaucht]
- [x] [Ein Vertrag vom letzten Jahr]
> [Es zählt, wann es begonnen hat.]
\`\`\`

Steht dein Fall hier nicht, frag [Rolle], bevor du handelst, und markier diese Lektion, damit wir ihn ergänzen.
`,
          },
        ],
      },
    ],
  },
}
