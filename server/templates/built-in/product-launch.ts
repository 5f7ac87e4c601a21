import type { BuiltIn } from './built-in.ts'

/** Something new that others must be able to explain and sell. */
export const productLaunch: BuiltIn = {
  en: {
    title: 'Introducing [product]',
    about: 'Get everybody who talks to customers ready for something new: what it does, for whom, and what to say.',
    sections: [
      {
        title: 'What is new',
        lessons: [
          {
            title: 'In one minute',
            text: `
> [!GUIDE]
> Write this lesson last. If somebody reads nothing else, this must do. One sentence a line, no adjectives you would not say aloud.

**What it is:** [product] is [one plain sentence].

**For whom:** [the customer, as you would recognise them at the counter or on the phone].

**What changes for them:** before, they had to [trouble]. Now they [relief].

**From when:** [date], at [price].

> [!NOTE]
> Until [date] this is not public. You may talk about it with colleagues, not with customers.
`,
          },
          {
            title: 'The problem it solves',
            text: `
> [!GUIDE]
> Begin with the trouble, not with the product. Use the words of a real customer; a quotation beats a description.

> “[What a customer said about the trouble, word for word.]”

Customers like this one lose [time, money, nerves] because [cause]. Until now we could only offer them [the old way], and that falls short when [case].

## What [product] does about it

1. [First thing it does, and what the customer notices of it]
2. [Second]
3. [Third. If you have more than three, the others belong in the manual.]

## What it does not do

- [The wish that everybody will ask for and that it does not fulfil, and what to offer instead]

\`\`\`question
Which customer should hear of [product] first?
- [x] [Somebody with exactly the trouble above]
- [ ] [Somebody for whom the old way is good enough]
- [ ] [Somebody who needs what it does not do]
> [Why: what the right one told you about their day.]
\`\`\`
`,
          },
        ],
      },
      {
        title: 'Talking about it',
        lessons: [
          {
            title: 'What to say, and what to show',
            text: `
> [!GUIDE]
> Record yourself explaining it to a friend, then write down what you said. If there is a demonstration, put a picture or a short video here: type / and choose one.

Ask first: “[a question that uncovers the trouble]?” Listen to the whole answer.

Then say: “[two sentences that take up the customer’s own words].”

Then show [the one thing that convinces], and be quiet while they look.

## When they ask about the price

“[Your honest answer, with what it saves them in the same unit: euros, hours, calls.]”
`,
          },
          {
            title: 'Hard questions',
            text: `
> [!GUIDE]
> Ask two people from support what customers will complain about. Answer as you would to a friend: a straight “no, not yet” keeps more trust than a way round it.

**“We have something like it already.”** [What is different, in one sentence, and when theirs is in fact good enough.]

**“It is too expensive.”** [What the trouble costs them in a year.]

**“Does it work with [system]?”** [Yes, no, or from when.]

\`\`\`question multiple
A customer says: “I would have to ask my boss.” What helps? Choose all that fit.
- [x] Ask what the boss will want to know
- [x] Offer a page they can pass on
- [ ] Offer a discount that ends today
- [ ] Ask to speak to the boss instead
> Make it easy to speak for you. Pressure makes people cautious.
\`\`\`
`,
          },
        ],
      },
    ],
  },
  de: {
    title: '[Produkt] ist da',
    about: 'Macht alle, die mit Kunden sprechen, bereit für etwas Neues: was es kann, für wen es ist und was man sagt.',
    sections: [
      {
        title: 'Was neu ist',
        lessons: [
          {
            title: 'In einer Minute',
            text: `
> [!GUIDE]
> Schreib diese Lektion zuletzt. Wer sonst nichts liest, dem muss sie genügen. Ein Satz je Zeile, kein Eigenschaftswort, das du nicht laut sagen würdest.

**Was es ist:** [Produkt] ist [ein einfacher Satz].

**Für wen:** [die Kundin, so wie man sie am Tresen oder am Telefon erkennt].

**Was sich für sie ändert:** Bisher musste sie [Mühe]. Jetzt kann sie [Erleichterung].

**Ab wann:** [Datum], für [Preis].

> [!NOTE]
> Bis zum [Datum] ist das nicht öffentlich. Sprich mit Kollegen darüber, nicht mit Kunden.
`,
          },
          {
            title: 'Welches Problem es löst',
            text: `
> [!GUIDE]
> Fang mit der Mühe an, nicht mit dem Produkt. Nimm die Worte eines wirklichen Kunden; ein Zitat schlägt jede Beschreibung.

> „[Was ein Kunde über die Mühe gesagt hat, Wort für Wort.]“

Solche Kunden verlieren [Zeit, Geld, Nerven], weil [Ursache]. Bisher konnten wir ihnen nur [den alten Weg] anbieten, und der reicht nicht, wenn [Fall].

## Was [Produkt] dagegen tut

1. [Das Erste, und was der Kunde davon merkt]
2. [Das Zweite]
3. [Das Dritte. Gibt es mehr als drei, gehört der Rest ins Handbuch.]

## Was es nicht tut

- [Der Wunsch, den alle haben werden und den es nicht erfüllt, und was du stattdessen anbietest]

\`\`\`question
Wer sollte als Erstes von [Produkt] hören?
- [x] [Jemand mit genau dieser Mühe]
- [ ] [Jemand, dem der alte Weg genügt]
- [ ] [Jemand, der braucht, was es nicht kann]
> [Warum: was der Richtige von seinem Tag erzählt hat.]
\`\`\`
`,
          },
        ],
      },
      {
        title: 'Darüber sprechen',
        lessons: [
          {
            title: 'Was du sagst und was du zeigst',
            text: `
> [!GUIDE]
> Nimm dich auf, während du es einer Freundin erklärst, und schreib auf, was du gesagt hast. Gibt es etwas vorzuführen, gehört hier ein Bild oder ein kurzes Video hin: Tipp / und wähl eins aus.

Frag zuerst: „[eine Frage, die die Mühe ans Licht bringt]?“ Hör dir die ganze Antwort an.

Dann sag: „[zwei Sätze, die die Worte des Kunden aufnehmen].“

Dann zeig [das eine, das überzeugt], und sei still, solange er hinsieht.

## Wenn nach dem Preis gefragt wird

„[Deine ehrliche Antwort, mit dem, was es spart, in derselben Einheit: Euro, Stunden, Anrufe.]“
`,
          },
          {
            title: 'Schwierige Fragen',
            text: `
> [!GUIDE]
> Frag zwei Leute aus dem Support, worüber sich Kunden beschweren werden. Antworte wie unter Freunden: Ein offenes „nein, noch nicht“ erhält mehr Vertrauen als ein Umweg.

**„So etwas haben wir schon.“** [Was anders ist, in einem Satz, und wann das andere wirklich genügt.]

**„Das ist zu teuer.“** [Was die Mühe im Jahr kostet.]

**„Geht das mit [System]?“** [Ja, nein, oder ab wann.]

\`\`\`question multiple
Eine Kundin sagt: „Da muss ich erst meine Chefin fragen.“ Was hilft? Wähl alles, was passt.
- [x] Fragen, was die Chefin wissen will
- [x] Eine Seite anbieten, die sie weitergeben kann
- [ ] Einen Rabatt anbieten, der heute endet
- [ ] Darum bitten, selbst mit der Chefin zu sprechen
> Mach es ihr leicht, für dich zu sprechen. Druck macht vorsichtig.
\`\`\`
`,
          },
        ],
      },
    ],
  },
}
