import type { BuiltIn } from './built-in.ts'

/** What somebody knows who has no time to write. */
export const interview: BuiltIn = {
  en: {
    title: 'What [expert] knows about [subject]',
    about: 'Somebody knows it and has no time to write: half an hour of questions becomes a course that others can learn from.',
    sections: [
      {
        title: 'The talk',
        lessons: [
          {
            title: 'Meet [expert]',
            text: `
> [!GUIDE]
> How to do it: invite the expert for 30 minutes, record it, and ask the six questions of the next lesson. Cut the answers, do not rewrite them. Then invite the expert to comment here; correcting is quicker than writing.

[Photo]

[Name] has [done this] for [years]. If you ask around who knows about [subject], you end up with [her or him]. This is what [she or he] would tell you over a coffee.

> “[The sentence from the talk that you went on telling others.]”
`,
          },
          {
            title: 'Six questions',
            text: `
> [!GUIDE]
> Keep the questions in this order: from the story to the rule. When an answer becomes general, ask: “When was that the last time?” Put the recording of each answer below its question if you have one.

## When did you last get it right, and it was hard?

[Answer, told as a story: where, who, what happened.]

## What do beginners get wrong?

[Answer. This becomes the question in the next lesson.]

## What do you look at first?

[Answer: the sign that the expert sees and others do not.]

## What would you never do?

[Answer, with the reason.]

## What has changed since you learned it?

[Answer.]

## What should I have asked?

[Answer. Often the best one.]
`,
          },
        ],
      },
      {
        title: 'What to take from it',
        lessons: [
          {
            title: 'Three rules of thumb',
            text: `
> [!GUIDE]
> Make rules of the answers, together with the expert. A rule of thumb says when it does not hold.

1. **[Rule.]** It does not hold when [exception].
2. **[Rule.]** It does not hold when [exception].
3. **[Rule.]** It does not hold when [exception].

\`\`\`question
[A situation from the talk, as it looked before anybody knew how it would end.] What do you do first?
- [x] [What the expert did]
- [ ] [What beginners do]
- [ ] [What looks careful and loses time]
> [The expert’s reason, in the expert’s words.]
\`\`\`
`,
          },
          {
            title: 'Try it, and ask back',
            text: `
> [!GUIDE]
> Tell the expert when the course is out, and ask for two visits to the questions of learners in the first month. That is less work than answering the same call ten times.

In the next two weeks, [a small thing to try at work]. Note what surprised you.

Then come back and ask below this lesson. [Expert] looks in every [weekday].

\`\`\`question multiple
When is it time to call [expert] after all? Choose all that fit.
- [x] [A sign from the talk that means danger]
- [x] You have tried a rule of thumb and it failed
- [ ] You would like to hear that you are right
> [What the expert said about being called.]
\`\`\`
`,
          },
        ],
      },
    ],
  },
  de: {
    title: 'Was [Name] über [Thema] weiß',
    about: 'Jemand weiß es und hat keine Zeit zu schreiben: Aus einer halben Stunde Fragen wird ein Kurs, aus dem andere lernen.',
    sections: [
      {
        title: 'Das Gespräch',
        lessons: [
          {
            title: 'Das ist [Name]',
            text: `
> [!GUIDE]
> So geht es: Lad die Person für 30 Minuten ein, nimm das Gespräch auf und stell die sechs Fragen der nächsten Lektion. Kürz die Antworten, schreib sie nicht um. Dann lad die Person ein, hier zu kommentieren; verbessern geht schneller als schreiben.

[Foto]

[Name] macht [das] seit [Jahren]. Wer sich durchfragt, wer etwas über [Thema] weiß, landet bei [ihr oder ihm]. Das würdest du bei einem Kaffee erfahren.

> „[Der Satz aus dem Gespräch, den du weitererzählt hast.]“
`,
          },
          {
            title: 'Sechs Fragen',
            text: `
> [!GUIDE]
> Lass die Fragen in dieser Reihenfolge: von der Geschichte zur Regel. Wird eine Antwort allgemein, frag: „Wann war das zuletzt?“ Hast du Aufnahmen, setz jede unter ihre Frage.

## Wann ist es dir zuletzt gelungen, obwohl es schwer war?

[Antwort, als Geschichte: wo, wer, was geschah.]

## Was machen Anfänger falsch?

[Antwort. Daraus wird die Frage der nächsten Lektion.]

## Worauf siehst du zuerst?

[Antwort: das Zeichen, das Kenner sehen und andere nicht.]

## Was würdest du nie tun?

[Antwort, mit dem Grund.]

## Was ist anders, seit du es gelernt hast?

[Antwort.]

## Was hätte ich fragen sollen?

[Antwort. Oft die beste.]
`,
          },
        ],
      },
      {
        title: 'Was man mitnimmt',
        lessons: [
          {
            title: 'Drei Faustregeln',
            text: `
> [!GUIDE]
> Mach gemeinsam mit der Person Regeln aus den Antworten. Eine Faustregel sagt auch, wann sie nicht gilt.

1. **[Regel.]** Sie gilt nicht, wenn [Ausnahme].
2. **[Regel.]** Sie gilt nicht, wenn [Ausnahme].
3. **[Regel.]** Sie gilt nicht, wenn [Ausnahme].

\`\`\`question
[Eine Lage aus dem Gespräch, so wie sie aussah, bevor jemand wusste, wie es ausgeht.] Was tust du zuerst?
- [x] [Was die Kennerin tat]
- [ ] [Was Anfänger tun]
- [ ] [Was vorsichtig aussieht und Zeit verliert]
> [Der Grund, in ihren Worten.]
\`\`\`
`,
          },
          {
            title: 'Probieren und nachfragen',
            text: `
> [!GUIDE]
> Sag Bescheid, wenn der Kurs draußen ist, und bitte um zwei Besuche bei den Fragen der Lernenden im ersten Monat. Das ist weniger Arbeit, als zehnmal denselben Anruf zu beantworten.

Probier in den nächsten zwei Wochen [etwas Kleines bei der Arbeit]. Notier, was dich überrascht hat.

Dann komm zurück und frag unter dieser Lektion. [Name] sieht jeden [Wochentag] hinein.

\`\`\`question multiple
Wann rufst du [Name] doch an? Wähl alles, was passt.
- [x] [Bei einem Zeichen aus dem Gespräch, das Gefahr bedeutet]
- [x] Wenn du eine Faustregel probiert hast und sie nicht half
- [ ] Wenn du gern hören würdest, dass du recht hast
> [Was die Person übers Angerufenwerden gesagt hat.]
\`\`\`
`,
          },
        ],
      },
    ],
  },
}
