import type { BuiltIn } from './built-in.ts'

/** A conversation that must be practised aloud. */
export const salesPitch: BuiltIn = {
  en: {
    title: 'Practise the pitch for [offer]',
    about: 'A short talk that has to sit: a good example, the parts it is made of, and practice aloud until it sounds like you.',
    sections: [
      {
        title: 'What good looks like',
        lessons: [
          {
            title: 'Listen to a good one',
            text: `
> [!GUIDE]
> Ask your best seller to give the pitch to you as if you were the customer, and record it: two minutes, no slides. Put the video here. A real one with a stumble in it teaches more than a perfect one.

[Video of a colleague giving the pitch]

While you watch, note: what is the first question? When does the offer come up for the first time? How does it end?

\`\`\`question
What did [name] do before saying anything about [offer]?
- [x] Ask, and wait for the whole answer
- [ ] Introduce the company
- [ ] Give an overview of what is to come
> Whoever talks first about themselves has to win the customer back afterwards.
\`\`\`
`,
          },
          {
            title: 'Four parts, two minutes',
            text: `
> [!GUIDE]
> Replace the examples with sentences your people really say. Keep each part to two sentences; a pitch that is learned by heart is heard as such.

1. **Their world.** Something true about the customer’s day. *“You told me that your teams order on paper.”*
2. **The cost.** What it costs them, in their unit. *“That is about two hours a week for each shop.”*
3. **The way out.** The offer, in one sentence. *“[Offer] takes the order by phone, in one minute.”*
4. **The small step.** What you ask for today. *“Shall we try it in one shop, until the end of the month?”*

> [!TIP]
> Stop after the question. The silence is theirs.
`,
          },
        ],
      },
      {
        title: 'Your turn',
        lessons: [
          {
            title: 'Write yours',
            text: `
> [!GUIDE]
> If you can, add an open question here that a coach answers: type / and choose one. What people write down, they can say.

Choose a customer you will really meet. Write one sentence for each of the four parts. Read them aloud. Cross out every word you would not say to a friend.

\`\`\`question
Which opening is the strongest?
- [ ] “We are the market leader for ordering systems.”
- [x] “You said the Monday order takes all morning. What happens in the shop meanwhile?”
- [ ] “Do you have two minutes for an exciting offer?”
> It is about them, it is concrete, and it can only be answered with a story.
\`\`\`
`,
          },
          {
            title: 'Practise, and get it judged',
            text: `
> [!GUIDE]
> Fix who judges and by what before anybody practises. Three criteria are enough; the ones below have proved themselves.

Give your pitch to a colleague, twice. After the first time they tell you one thing to keep and one thing to change. Then again, at once.

| Criterion | Not yet | There |
| --- | --- | --- |
| Begins with the customer | Talks about us first | First sentence is about their day |
| Concrete | “Saves time” | “Two hours a week” |
| Ends with a step | “Any questions?” | A small thing, with a date |

\`\`\`question multiple
The customer says: “Send me something.” What keeps the talk alive? Choose all that fit.
- [x] “Gladly. What should it answer for you?”
- [x] “I will, by noon. When shall we talk about it?”
- [ ] “Of course”, and nothing more
- [ ] “Let me quickly tell you about the rest first”
> Send something they asked for, and fix when you talk again.
\`\`\`
`,
          },
        ],
      },
    ],
  },
  de: {
    title: 'Das Verkaufsgespräch für [Angebot] üben',
    about: 'Ein kurzes Gespräch, das sitzen muss: ein gutes Beispiel, woraus es besteht, und lautes Üben, bis es nach dir klingt.',
    sections: [
      {
        title: 'Wie es gut klingt',
        lessons: [
          {
            title: 'Hör dir ein gutes an',
            text: `
> [!GUIDE]
> Bitte deine beste Verkäuferin, das Gespräch mit dir zu führen, als wärst du der Kunde, und nimm es auf: zwei Minuten, keine Folien. Das Video kommt hierher. Ein echtes mit einem Versprecher lehrt mehr als ein vollkommenes.

[Video einer Kollegin im Gespräch]

Notier beim Zuschauen: Was ist die erste Frage? Wann kommt das Angebot zum ersten Mal vor? Wie hört es auf?

\`\`\`question
Was hat [Name] getan, bevor von [Angebot] die Rede war?
- [x] Gefragt und die ganze Antwort abgewartet
- [ ] Die Firma vorgestellt
- [ ] Einen Überblick gegeben
> Wer zuerst von sich spricht, muss den Kunden danach zurückgewinnen.
\`\`\`
`,
          },
          {
            title: 'Vier Teile, zwei Minuten',
            text: `
> [!GUIDE]
> Ersetz die Beispiele durch Sätze, die deine Leute wirklich sagen. Höchstens zwei Sätze je Teil; auswendig Gelerntes hört man.

1. **Ihre Welt.** Etwas Wahres aus dem Tag der Kundin. *„Sie sagten, Ihre Teams bestellen auf Papier.“*
2. **Was es kostet.** In ihrer Einheit. *„Das sind etwa zwei Stunden in der Woche, in jedem Laden.“*
3. **Der Ausweg.** Das Angebot in einem Satz. *„[Angebot] nimmt die Bestellung am Telefon auf, in einer Minute.“*
4. **Der kleine Schritt.** Worum du heute bittest. *„Wollen wir es bis Monatsende in einem Laden probieren?“*

> [!TIP]
> Hör nach der Frage auf. Die Stille gehört der Kundin.
`,
          },
        ],
      },
      {
        title: 'Jetzt du',
        lessons: [
          {
            title: 'Schreib deins',
            text: `
> [!GUIDE]
> Wenn du kannst, füg hier eine offene Frage ein, die ein Coach beantwortet: Tipp / und wähl eine aus. Was man aufschreiben kann, kann man auch sagen.

Wähl einen Menschen, den du wirklich treffen wirst. Schreib für jeden der vier Teile einen Satz. Lies sie laut. Streich jedes Wort, das du zu einer Freundin nicht sagen würdest.

\`\`\`question
Welcher Anfang ist der stärkste?
- [ ] „Wir sind Marktführer für Bestellsysteme.“
- [x] „Sie sagten, die Montagsbestellung dauert den ganzen Vormittag. Was passiert so lange im Laden?“
- [ ] „Haben Sie zwei Minuten für ein spannendes Angebot?“
> Er handelt von ihr, er ist konkret, und man kann nur mit einer Geschichte antworten.
\`\`\`
`,
          },
          {
            title: 'Üben und beurteilen lassen',
            text: `
> [!GUIDE]
> Leg fest, wer urteilt und wonach, bevor jemand übt. Drei Punkte genügen; die hier haben sich bewährt.

Führ dein Gespräch mit einem Kollegen, zweimal. Nach dem ersten Mal sagt er dir eins, das bleiben soll, und eins, das anders werden soll. Dann gleich noch einmal.

| Worauf | Noch nicht | Sitzt |
| --- | --- | --- |
| Beginnt bei der Kundin | Spricht zuerst von uns | Der erste Satz handelt von ihrem Tag |
| Konkret | „Spart Zeit“ | „Zwei Stunden in der Woche“ |
| Endet mit einem Schritt | „Noch Fragen?“ | Etwas Kleines, mit einem Datum |

\`\`\`question multiple
Der Kunde sagt: „Schicken Sie mir etwas.“ Was hält das Gespräch am Leben? Wähl alles, was passt.
- [x] „Gern. Was soll es Ihnen beantworten?“
- [x] „Bis Mittag. Wann sprechen wir darüber?“
- [ ] „Natürlich“, und sonst nichts
- [ ] „Lassen Sie mich erst noch kurz den Rest erzählen“
> Schick, worum gebeten wurde, und mach aus, wann ihr wieder sprecht.
\`\`\`
`,
          },
        ],
      },
    ],
  },
}
