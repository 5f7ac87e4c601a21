import type { DemoCourse } from '../content.ts'

/** How a sales team gives money back without losing a customer. Published twice, played, flagged and asked about. */
export const refunds: DemoCourse = {
  title: 'Handling refunds',
  summary: 'Give money back quickly, fairly and in a way that keeps the customer.',
  sections: [
    {
      title: 'Before you decide',
      lessons: [
        {
          title: 'Why a refund is a second chance',
          text: `
A customer who asks for money back has not left yet. They are still talking to you, and what you say in the next five minutes decides what they tell others for the next five years.

Think of the last time a shop made it easy for you. You probably do not remember what you had bought. You remember that nobody argued.

## What a refund costs, and what an argument costs

A refund costs the price of the product and a few minutes of work. An argument costs more, and the bill comes later:

- **Your time.** Most disputes take four messages. A clear answer takes one.
- **A colleague’s time.** An angry customer asks for somebody else, and your story has to be told again.
- **The next order.** People who were refunded without a fight buy again. People who won a fight do not.

> [!TIP]
> Before you answer, ask yourself one thing: do I want to be right about this order, or do I want the next one?

None of this means that every request gets a yes. It means that a no needs a good reason, a kind sentence and something else you can offer. The next lessons show how to find all three.

\`\`\`question
A customer wants a refund for a product that is perfectly fine. What is the most expensive thing you can do?
- [ ] Give the money back within the period we promise
- [x] Argue about it over several messages and give in at the end
- [ ] Offer an exchange instead
> Giving in late costs the refund, the time of everybody involved and the goodwill. If the answer will be yes, let it be an early yes.
\`\`\`
`,
        },
        {
          title: 'The thirty-day promise',
          text: `
We promise everybody the same thing, in writing, at the bottom of every order: **within thirty days you can send anything back, for any reason, and get all of your money.** You do not have to find out whether the reason is good. There is no bad reason within thirty days.

## When do the thirty days begin?

They begin on the day the parcel arrives, not on the day of the order. If the carrier shows no delivery date, count from the fifth day after shipping, and round in the customer’s favour.

| The customer says | You check | You answer |
|---|---|---|
| “I changed my mind.” | delivery date | yes, within thirty days |
| “It came broken.” | nothing | yes, always, and an apology |
| “It is the wrong size.” | stock of the other size | offer the exchange first, then the refund |
| “I bought it last year.” | whether it is under warranty | no refund, but a repair |

## What we never refund

Three things are excluded, and the shop says so before people pay: gift cards, made-to-measure products, and opened hygiene articles. Everything else is covered.

Refunds go back the way the money came. A payment by card returns to that card within 14 days; a bank transfer returns to the account it came from. We do not send money to another account, however good the story is.

\`\`\`question
A parcel was ordered on 1 March, shipped on the 3rd and delivered on the 6th. What is the last day for a refund?
- [ ] 31 March
- [ ] 2 April
- [x] 5 April
> Thirty days from the delivery on 6 March end on 5 April.
\`\`\`
`,
        },
        {
          title: 'Three questions to ask first',
          text: `
You can solve most requests with three questions. Ask them in this order, and stop as soon as you know enough.

1. **“What happened?”** Let them tell it in their own words. Do not ask for the order number first: it tells people that they are a number.
2. **“What would put this right for you?”** Half of all customers ask for less than a refund. Some want a part sent again; some only want to hear that somebody will fix the description in the shop.
3. **“May I have the order number?”** Now you need it, and now they are glad to give it.

## Listen for what is not said

“It is not what I expected” often means that a picture or a sentence in the shop is misleading. Write it down in the field *Reason*, in the customer’s words. Last spring eleven people wrote that a bag “looked bigger online”. We changed one photo, and the returns stopped.

- [x] I know what happened
- [x] I know what would put it right
- [ ] I have told the product team if the shop misled somebody

\`\`\`question
Which question comes first?
- [ ] May I have your order number?
- [x] What happened?
- [ ] Why do you want a refund?
> An open question lets people arrive. “Why” sounds like a defence is expected.
\`\`\`
`,
        },
      ],
    },
    {
      title: 'Doing it',
      lessons: [
        {
          title: 'Saying yes in one message',
          text: `
A good yes says four things and nothing else: that you are sorry it did not work out, that the money comes back, when it arrives, and what the customer has to do. If they have to do nothing, say that as well; people wait for the catch.

> Hello Mrs Tan,
>
> I am sorry the jacket does not fit. I have just sent your money, 89 euros, back to your card; your bank usually shows it within five working days. Please put the jacket into the box it came in and use the label below. There is nothing else to do.
>
> Warm regards, Ana

## Words that help, words that hurt

| Rather not | Better |
|---|---|
| “As an exception …” | say nothing; it is their right |
| “Unfortunately our policy …” | “Here is what I can do” |
| “You should have …” | “Next time this may help” |
| “Your request is being processed.” | “I have sent the money.” |

> [!WARNING]
> Never promise the day on which money arrives. Banks decide that. “Usually within five working days” is true; “on Friday” may not be.

\`\`\`question multiple
What belongs into the message? Choose all that do.
- [x] The amount
- [x] How long the bank usually takes
- [x] What the customer has to do, even if it is nothing
- [ ] That this is an exception
- [ ] The number of the rule that allows it
> People want to know how much, when, and what to do. Rules and exceptions are our matter.
\`\`\`
`,
        },
        {
          title: 'Saying no and keeping the customer',
          text: `
Sometimes the answer is no: the product was made to measure, or a year has passed. A no is easier to hear when it comes **early**, with **one** reason, and with **something else** in the same breath.

## The shape of a good no

1. Say what you understood. “You have used the kettle for fourteen months and it has begun to leak.”
2. Say no, once. “I cannot give you the money back after that time.”
3. Say what you can do. “I can have it repaired at no cost, and send you a spare one today.”

Do not say sorry more than once. A second apology sounds as if the first one was not meant.

## If they do not accept it

Ask what they had hoped for and listen to the end. Then there are two good ways on: you find a small thing that helps (a voucher, a spare part, a call from a technician), or you hand over to your team lead with one sentence that says what was promised so far. Nobody should have to tell their story twice.

\`\`\`question
A customer writes for the third time about a made-to-measure curtain. What now?
- [ ] Explain the rule again, more clearly this time
- [x] Ask what they had hoped for, and hand over with one sentence on what was said
- [ ] Wait a day, so that everybody calms down
> The rule was understood the first time. What is missing is somebody who looks for another way.
\`\`\`
`,
        },
        {
          title: 'After the refund',
          text: `
The money is on its way. Two small things remain, and they are the ones that make the difference next month.

## Close the loop

Write one line into the customer’s record: what went wrong and what you did. Write it for a colleague who has ten seconds. “Zip broke on day 3, refunded in full, wants to hear when the new model is out” is perfect.

## Ask for nothing

Do not send a survey after a refund. People who have just got their money back answer with five stars or with one, and neither tells us anything. If you promised to get back to somebody, do that instead.

## Look for the third time

One broken zip is bad luck. Two are a coincidence. If you meet the same reason a third time within a month, open a case for the product team and add the three order numbers. You will be told what came of it.

\`\`\`question
You refund the same lamp for the third time this month, each time because of the switch. What do you do?
- [ ] Wait until there are ten
- [x] Open a case for the product team, with the three orders
- [ ] Tell the customers to use another switch
> Three is a pattern. The earlier the product team hears of it, the fewer customers meet it.
\`\`\`
`,
        },
      ],
    },
  ],
}
