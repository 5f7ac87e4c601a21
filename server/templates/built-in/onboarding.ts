import type { BuiltIn } from './built-in.ts'

/** The first weeks of somebody new. */
export const onboarding: BuiltIn = {
  en: {
    title: 'Welcome to the team',
    about: 'The first weeks of somebody new: what matters, whom to ask, and what to have done by when.',
    sections: [
      {
        title: 'Before you start',
        lessons: [
          {
            title: 'Your first day',
            text: `
> [!GUIDE]
> Ask the last person who joined what they wish they had known. Their answers are this lesson. Leave out the history of the company: nobody remembers it on day one.

Good that you are here. Today you need to know three things: where to be, who is there for you, and what happens next. Everything else can wait.

## Where and when

Come to [place] at [time]. [Name] meets you at the door. If anything goes wrong on the way, call [number].

## Bring with you

- [Something to identify yourself]
- [Anything for the payroll]
- Questions. Write them down as they come; you will forget the best ones.

## Your first hours

1. You get your [laptop, key, account]. Signing in takes half an hour, and it never works at the first try.
2. You meet your buddy, [name]. Ask them what you would not ask your manager.
3. You have lunch with the team. It is on us.

> [!TIP]
> You are not expected to be useful this week. You are expected to ask.
`,
          },
          {
            title: 'Whom to ask',
            text: `
> [!GUIDE]
> Names go out of date faster than anything else. Name roles where you can, and give this lesson to somebody who will notice when a name changes.

| When you wonder about | Ask | How |
| --- | --- | --- |
| Your tasks and priorities | [your manager] | [weekly talk] |
| How things really work | [your buddy] | any time |
| Pay, leave, sickness | [people team] | [address] |
| Computers and access | [IT desk] | [address] |

If you do not know whom to ask, ask your buddy. If your buddy does not know either, you have found something worth writing down.

\`\`\`question
On your third day a customer asks you for something you are not sure you may promise. What do you do?
- [ ] Promise it: keeping the customer happy comes first
- [x] Say that you will find out, and by when
- [ ] Pass the customer on to somebody else
> “I will find out and call you by four” is a complete answer here. Nobody minds that you are new; people mind waiting without knowing for how long.
\`\`\`
`,
          },
        ],
      },
      {
        title: 'Your first month',
        lessons: [
          {
            title: 'What we are here for',
            text: `
> [!GUIDE]
> One customer, one real story. A person who hears how you helped somebody by name understands more than from any mission statement. Half a page is enough.

[Tell of one customer: who they are, what went wrong for them, what somebody here did about it.]

This is what we mean when we say [your purpose in one sentence].

## How we decide

- [A principle you truly use, such as: the customer’s time is worth more than ours.]
- [Another, and what it cost you the last time.]

\`\`\`question
Two tasks are due today and you can finish only one. How do you choose?
- [x] By what helps the customer more, and you tell the other person at once
- [ ] By who asked first
- [ ] By who is more senior
> [Say why, in your own words.] Telling early is as important as choosing well.
\`\`\`
`,
          },
          {
            title: 'What to have done by when',
            text: `
> [!GUIDE]
> Few, and each of them something a person can tick off without asking whether it counts. “Get to know the product” is not one; “place an order as a customer would” is.

**After one week**

- You have [placed an order as a customer would].
- You have had coffee with everybody in the team.

**After one month**

- You have [done one whole task of your own, start to end].
- You have told us one thing that we should do differently. New eyes see what we no longer see.

**After three months**

- [You are on the rota like everybody else.]
- You and your manager have talked about how it is going, both ways.
`,
          },
        ],
      },
    ],
  },
  de: {
    title: 'Willkommen im Team',
    about: 'Die ersten Wochen für neue Leute: was zählt, wen man fragt und was bis wann geschafft sein soll.',
    sections: [
      {
        title: 'Bevor es losgeht',
        lessons: [
          {
            title: 'Dein erster Tag',
            text: `
> [!GUIDE]
> Frag die Person, die zuletzt neu war, was sie gern vorher gewusst hätte. Aus ihren Antworten besteht diese Lektion. Lass die Firmengeschichte weg: Am ersten Tag merkt sie sich niemand.

Schön, dass du da bist. Heute musst du drei Dinge wissen: wo du hinkommst, wer für dich da ist und wie es weitergeht. Alles andere hat Zeit.

## Wo und wann

Komm um [Uhrzeit] zu [Ort]. [Name] holt dich an der Tür ab. Wenn unterwegs etwas schiefgeht, ruf [Nummer] an.

## Bring mit

- [Etwas, um dich auszuweisen]
- [Was die Lohnabrechnung braucht]
- Fragen. Schreib sie auf, sobald sie kommen; die besten vergisst man.

## Die ersten Stunden

1. Du bekommst [Laptop, Schlüssel, Zugang]. Das erste Anmelden dauert eine halbe Stunde und klappt nie auf Anhieb.
2. Du lernst [Name] kennen, deine Begleitung. Frag sie, was du deine Führungskraft nicht fragen würdest.
3. Du isst mit dem Team zu Mittag. Das geht auf uns.

> [!TIP]
> Diese Woche musst du noch nicht nützlich sein. Du sollst fragen.
`,
          },
          {
            title: 'Wen du fragst',
            text: `
> [!GUIDE]
> Nichts veraltet so schnell wie Namen. Nenn Rollen, wo es geht, und gib diese Lektion jemandem, der merkt, wenn ein Name nicht mehr stimmt.

| Wenn es geht um | Frag | Wie |
| --- | --- | --- |
| Aufgaben und was zuerst kommt | [deine Führungskraft] | [wöchentliches Gespräch] |
| Wie es hier wirklich läuft | [deine Begleitung] | jederzeit |
| Gehalt, Urlaub, Krankheit | [Personalabteilung] | [Adresse] |
| Rechner und Zugänge | [IT] | [Adresse] |

Wenn du nicht weißt, wen du fragen sollst, frag deine Begleitung. Weiß sie es auch nicht, hast du etwas gefunden, das man aufschreiben sollte.

\`\`\`question
An deinem dritten Tag bittet dich eine Kundin um etwas, von dem du nicht weißt, ob du es zusagen darfst. Was tust du?
- [ ] Zusagen: Hauptsache, die Kundin ist zufrieden
- [x] Sagen, dass du es klärst, und bis wann
- [ ] Die Kundin an jemand anderen verweisen
> „Ich kläre das und rufe Sie bis vier Uhr an“ ist hier eine vollständige Antwort. Niemanden stört, dass du neu bist; es stört, nicht zu wissen, wie lange man wartet.
\`\`\`
`,
          },
        ],
      },
      {
        title: 'Dein erster Monat',
        lessons: [
          {
            title: 'Wofür wir da sind',
            text: `
> [!GUIDE]
> Eine Kundin, eine wahre Geschichte. Wer hört, wie ihr einem Menschen mit Namen geholfen habt, versteht mehr als aus jedem Leitbild. Eine halbe Seite genügt.

[Erzähl von einem Menschen: wer er ist, was bei ihm schiefging, was jemand von uns getan hat.]

Das meinen wir, wenn wir sagen: [euer Zweck in einem Satz].

## Wie wir entscheiden

- [Ein Grundsatz, den ihr wirklich anwendet, etwa: Die Zeit der Kundin ist mehr wert als unsere.]
- [Noch einer, und was er euch beim letzten Mal gekostet hat.]

\`\`\`question
Zwei Aufgaben sind heute fällig, und du schaffst nur eine. Wie wählst du?
- [x] Danach, was den Kunden mehr hilft, und du sagst der anderen Person sofort Bescheid
- [ ] Danach, wer zuerst gefragt hat
- [ ] Danach, wer mehr zu sagen hat
> [Sag in deinen Worten, warum.] Früh Bescheid zu sagen ist so wichtig wie gut zu wählen.
\`\`\`
`,
          },
          {
            title: 'Was bis wann geschafft ist',
            text: `
> [!GUIDE]
> Wenige Punkte, und jeder so, dass man ihn abhaken kann, ohne zu fragen, ob er zählt. „Das Produkt kennenlernen“ ist keiner; „einmal bestellen wie ein Kunde“ ist einer.

**Nach einer Woche**

- Du hast [einmal bestellt wie ein Kunde].
- Du hast mit allen im Team einen Kaffee getrunken.

**Nach einem Monat**

- Du hast [eine ganze Aufgabe von Anfang bis Ende selbst erledigt].
- Du hast uns etwas gesagt, das wir anders machen sollten. Neue Augen sehen, was wir nicht mehr sehen.

**Nach drei Monaten**

- [Du stehst im Dienstplan wie alle anderen.]
- Du und deine Führungskraft haben darüber gesprochen, wie es läuft, in beide Richtungen.
`,
          },
        ],
      },
    ],
  },
}
