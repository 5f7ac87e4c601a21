import type { DemoCourse } from '../content.ts'

/** A course in the making: written by two people, commented, and not published yet. */
export const upset: DemoCourse = {
  title: 'Talking to an upset customer',
  summary: 'Stay calm, be useful, and end the call better than it began.',
  sections: [
    {
      title: 'The first minute',
      lessons: [
        {
          title: 'What anger is for',
          text: `
Anger is a way of saying “this matters to me, and nobody listens”. It is rarely about you. It grows when people have to repeat themselves, and it shrinks when somebody can tell their story back to them.

Nobody has ever calmed down because they were told to. What helps is slower speech, a lower voice, and the feeling that the other person is writing things down.

## Your own first minute

Your heart beats faster too. That is your body getting ready to run, which is no use on the telephone. Breathe out for longer than you breathe in, twice. Then speak.

\`\`\`question
What makes an angry person angrier?
- [ ] Silence while you take notes
- [x] Having to tell the story again to somebody else
- [ ] A slow, low voice
> Repeating a story feels like not having been heard. Take notes, and pass them on when you hand over.
\`\`\`
`,
        },
        {
          title: 'Listen, name it, check it',
          text: `
Three steps, in this order. They take less than a minute, and they are the most useful minute of the call.

1. **Listen** to the end. Do not interrupt, not even with the solution.
2. **Name** what you heard, fact and feeling: “You waited at home twice and nobody came. That is maddening.”
3. **Check**: “Have I got that right?” The *yes* you hear now is the turning point of the call.

> [!NOTE]
> Naming a feeling is not agreeing with an accusation. “That is maddening” says nothing about whose fault it was.

\`\`\`question
“I have been on hold for forty minutes!” What do you say?
- [ ] “There are many calls today.”
- [x] “Forty minutes, that is far too long. What can I sort out for you?”
- [ ] “May I have your customer number?”
> Name it first. Reasons sound like excuses while somebody is still upset.
\`\`\`
`,
        },
      ],
    },
    {
      title: 'Finding a way',
      lessons: [
        {
          title: 'Offer two ways, not five',
          text: `
Upset people cannot choose between many things. One offer feels like a verdict, five feel like work. Two are a choice.

“I can send a technician tomorrow morning, or a new device today. Which is better for you?”

Both must be things that you can really do, now, without asking anybody. If you have to ask, say so, say how long it takes, and call back **before** that time has passed, even if you have no answer yet.

\`\`\`question
You need your team lead’s word, which takes about an hour. What do you tell the customer?
- [ ] “I will get back to you.”
- [ ] “I will call you within an hour”, and call when there is an answer
- [x] “I will call you within an hour”, and call within an hour, answer or not
> A call without an answer keeps a promise. Silence breaks one.
\`\`\`
`,
        },
        {
          title: 'When it becomes abuse',
          text: `
Upset is allowed. Insults and threats are not, and you do not have to bear them.

Say it once, calmly: “I want to help you, and I can only do that if we speak to each other respectfully.” If it goes on, say that you will end the call, end it, and write down what was said, word for word.

Then take five minutes. Tell a colleague. It is not weakness; it is how people who do this for twenty years are still kind in the twentieth.

\`\`\`question
Somebody insults you for the second time after you have asked them to stop. What now?
- [ ] Stay on the line; the customer is always right
- [x] Say that you are ending the call, end it, and write down what was said
- [ ] Put them on hold until they give up
> You asked once. Ending the call protects you and everybody who calls after that person.
\`\`\`
`,
        },
      ],
    },
  ],
}
