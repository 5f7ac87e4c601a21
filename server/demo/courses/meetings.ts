import type { DemoCourse } from '../content.ts'

/** How to use other people’s time well. Published and not yet begun by the learners. */
export const meetings: DemoCourse = {
  title: 'Running a good meeting',
  summary: 'Invite fewer people, decide more, and end early.',
  sections: [
    {
      title: 'Before',
      lessons: [
        {
          title: 'Does it need a meeting?',
          text: `
An hour with eight people is a working day. Before you spend it, ask what the meeting should *change*. If nothing will be different afterwards, write a message instead.

## Three good reasons to meet

- **To decide** something on which people see different things.
- **To work something out** that nobody can work out alone.
- **To hear each other**, because trust needs voices and faces.

“To inform everybody” is not on the list. Reading is five times as fast as listening, and people can do it when it suits them.

\`\`\`question
Which of these deserves a meeting?
- [ ] The new figures are out
- [x] Two teams want different launch dates
- [ ] Everybody tells what they did this week
> Different wishes need talk. Figures and reports can be read.
\`\`\`
`,
        },
        {
          title: 'An invitation that does half the work',
          text: `
A good invitation fits on one screen and answers four questions: what will be decided, what to read before, who decides, and when it ends.

> **Decide: launch date of the spring range.** Please read the two pages attached (10 minutes). Mia decides after hearing everybody. 25 minutes, and we stop early if we can.

## Who comes

Invite those who **decide**, those who **know**, and those who **do** it afterwards. Everybody else gets the notes. People whom you leave out kindly will thank you.

> [!TIP]
> Put the question into the title. “Launch date: 3 or 17 March?” starts the thinking before the meeting does.

\`\`\`question multiple
Whom do you invite? Choose all that fit.
- [x] Whoever decides
- [x] Whoever knows the facts
- [x] Whoever has to do it afterwards
- [ ] Everybody who might be interested
> The interested ones read the notes; that respects their time and yours.
\`\`\`
`,
        },
      ],
    },
    {
      title: 'During and after',
      lessons: [
        {
          title: 'The first five minutes',
          text: `
Begin on time, whoever is missing. Waiting punishes those who came.

1. Say the question in one sentence.
2. Say how it will be decided: by whom, and in which way.
3. Let everybody speak once, briefly, before anybody speaks twice. Start with the quietest and end with the most senior. Once the boss has spoken, you only hear echoes.

\`\`\`question
Who speaks first?
- [ ] The most senior person, so that everybody knows where it should go
- [x] Whoever speaks least otherwise
- [ ] Whoever called the meeting
> What the quiet ones know is what you would otherwise miss.
\`\`\`
`,
        },
        {
          title: 'Deciding, and writing it down',
          text: `
A decision is made when it has a **sentence**, a **name** and a **date**. Write it where all can see it, while they are still in the room.

| Instead of | Write |
|---|---|
| “We should look into the prices.” | Leo compares the prices of three suppliers by Friday. |
| “Everybody agrees on March.” | We launch on 17 March. Mia tells the shops today. |

If you cannot write the sentence, the decision has not been made. Say so, and say what is missing.

## The notes

Send them within the hour. Decisions first, reasons in one line each, and nothing else. Nobody reads who said what.

\`\`\`question
Which of these is a decision?
- [ ] We will be faster next time
- [ ] Somebody should tell the shops
- [x] Mia tells the shops by noon that we launch on 17 March
> It has a sentence, a name and a date.
\`\`\`
`,
        },
        {
          title: 'Ending early',
          text: `
When the question is answered, stop. The half hour you give back is the most popular thing you will do all week.

Before you do, take one minute for one round: *what should we do differently next time?* One small change a week makes a different team in a year.

- End at five to, never at the full hour: people need to walk, drink and breathe.
- If the question is not answered when the time is up, do not stretch. Say what is missing, and who brings it by when.

\`\`\`question
The question was answered after ten minutes. Thirty were planned. What do you do?
- [x] Ask for one thing to improve, and end
- [ ] Use the time for another topic while everybody is here
- [ ] Go through the decision once more
> A new topic finds people unprepared, and the meeting they prepared for loses its clear end.
\`\`\`
`,
        },
      ],
    },
  ],
}
