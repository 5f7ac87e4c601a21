import type { CourseId } from '../../shared/id.ts'
import { day, hour, minute } from '../../shared/time.ts'
import { writeCourse } from './content.ts'
import { meetings } from './courses/meetings.ts'
import { refunds } from './courses/refunds.ts'
import { upset } from './courses/upset.ts'
import type { Company } from './people.ts'
import { type Rooms, storyIn } from './story.ts'

// Six weeks in the life of a company, so that a first visitor finds every room lived in.

/** Tells it all, day by day; leaves the clock where the story ends. */
export async function live(rooms: Rooms, company: Company, today: number) {
  const midnight = today - (today % day)
  /** So many days ago, at an hour of the day and some minutes past it. */
  const on = (daysAgo: number, atHour: number, past = 0) => rooms.clock.pretend(midnight - daysAgo * day + atHour * hour + past * minute)
  await refundsLife(rooms, company, on)
  await meetingsLife(rooms, company, on)
  await upsetLife(rooms, company, on)
}

type On = (daysAgo: number, atHour: number, past?: number) => void

async function refundsLife(rooms: Rooms, { person, groups, everybody }: Company, on: On) {
  const [ana, ben, rita, leo] = [person('ana'), person('ben'), person('rita'), person('leo')]
  const [mia, carl, lena] = [person('mia'), person('carl'), person('lena')]
  on(40, 9)
  const { id: courseId } = await rooms.courses.create(ana, { groupId: groups.sales.id, title: refunds.title })
  await rooms.courses.setRole(ana, courseId, ben.id, 'editor')
  on(40, 10)
  const lesson = await writeCourse(rooms, courseId, ana, refunds)
  const { thread, publish, study, passageOf, flag, accept, decline } = storyIn(rooms, courseId, lesson, everybody)

  // Review before the first version
  on(38, 11)
  const dates = await thread(
    rita,
    'The thirty-day promise',
    'They begin on the day the parcel arrives',
    'Customers ask about this every week. Can we show it with dates?',
  )
  on(38, 13)
  const shown = await dates.reply(ana, 'Good point. I have put it into the question at the end, with a parcel that takes three days.')
  await dates.vote(rita, shown)
  await dates.vote(ben, shown)
  on(37, 9)
  await dates.resolve(rita)
  const half = await thread(
    ben,
    'Three questions to ask first',
    'Half of all customers ask for less than a refund',
    'Where does this come from? On the phone I would say a third.',
  )
  on(37, 10)
  const source = await half.reply(ana, 'From last year’s cases: 212 of 431. I will ask whether chat and phone differ.')
  await half.vote(rita, half.first)
  await half.vote(rita, source)
  await half.vote(ben, source)
  on(36, 16)
  const real = await thread(
    rita,
    'Saying no and keeping the customer',
    null,
    'A real no would help here. @Ben Baumann, you must have a drawer full of them.',
  )
  on(36, 17)
  await real.reply(ben, 'Two, with the names taken out, by the end of the month. The curtain is one of them already.')

  const argued = await thread(
    rita,
    'Why a refund is a second chance',
    'You remember that nobody argued.',
    'This sentence is the whole course. Could we end with it as well?',
  )
  on(36, 18)
  const ending = await argued.reply(ben, 'I have a recording of exactly that call. @Ana Alves, shall we close the last lesson with it?')
  await argued.vote(ana, argued.first)
  await argued.vote(ben, argued.first)
  await argued.vote(ana, ending)

  on(35, 10)
  await publish(ana, 'First version')

  // The first learners, and the first doubts
  on(33, 9)
  await study(leo, 'all', ['The thirty-day promise'])
  await rooms.reactions.react(leo, { courseId, kind: 'learned', on: true })
  await rooms.reactions.rate(leo, {
    courseId,
    score: 4,
    why: 'I used the three questions the same afternoon, and it was over in one call.',
  })
  on(31, 14)
  await study(mia, ['Why a refund is a second chance', 'The thirty-day promise'])
  on(30, 9)
  const provider = await flag(
    mia,
    'The thirty-day promise',
    'A payment by card returns to that card within 14 days',
    'Since we changed the payment provider it takes five working days. It says so in every confirmation mail.',
    'A payment by card returns to that card within five working days',
  )
  on(29, 15)
  const carrier = await flag(
    leo,
    'The thirty-day promise',
    'count from the fifth day after shipping',
    'Support told me that it is the seventh day.',
    'count from the seventh day after shipping',
  )
  on(28, 9)
  await decline(
    ana,
    carrier,
    'Support counts seven days for parcels to other countries. For ours it stays at five; I will say so in the next version.',
  )
  on(27, 10)
  await study(carl, 'all')
  await rooms.reactions.react(carl, { courseId, kind: 'useful', on: true })
  await rooms.reactions.rate(carl, { courseId, score: 4 })

  await forumLife(rooms, courseId, { ben, leo, mia, carl }, lesson('Saying no and keeping the customer'), on)

  // The better words go in, with the learner's name
  on(24, 11)
  await accept(ana, provider)
  on(21, 10)
  await publish(ana, 'Card payments return within five working days. Thank you, Mia.')
  on(18, 13)
  await study(mia, ['The thirty-day promise', 'Three questions to ask first', 'Saying yes in one message'])
  const table = await passageOf('The thirty-day promise', 'whether it is under warranty')
  await rooms.reactions.react(mia, { courseId, kind: 'confusing', lesson: table.lesson, block: table.block, on: true })
  await rooms.reactions.rate(mia, {
    courseId,
    score: 3,
    why: 'Useful for the shop. For company customers the rules differ, and that is half of my day.',
  })
  on(17, 9)
  await study(carl, ['The thirty-day promise'])
  await rooms.reactions.react(ben, { courseId, kind: 'like', on: true })
  await rooms.reactions.rate(ben, { courseId, score: 3 })
  on(16, 12)
  await rooms.reactions.react(lena, { courseId, kind: 'like', on: true })
  await rooms.reactions.rate(lena, {
    courseId,
    score: 4,
    why: 'New people handle their first refund alone in week one instead of week three.',
  })

  // What waits for an author today
  on(5, 9)
  await rooms.forums.ask(mia, {
    courseId,
    title: 'Does the promise cover things bought in the sale?',
    body: 'Two customers asked me this week. The shop says nothing about it.',
    lesson: lesson('The thirty-day promise'),
  })
  const words = 'We do not send money to another account, however good the story is.'
  on(3, 10)
  await flag(
    leo,
    'The thirty-day promise',
    words,
    'If the old card has expired, a team lead may approve another account since June.',
    'We do not send money to another account, unless the old one is closed and a team lead agrees.',
  )
  on(2, 15)
  await flag(carl, 'The thirty-day promise', words, 'Same here: two cases this month.')
}

type Person = ReturnType<Company['person']>

async function forumLife(
  { forums }: Rooms,
  courseId: CourseId,
  { ben, leo, mia, carl }: Record<'ben' | 'leo' | 'mia' | 'carl', Person>,
  lesson: ReturnType<Awaited<ReturnType<typeof writeCourse>>>,
  on: On,
) {
  on(26, 9)
  const topic = await forums.ask(leo, {
    courseId,
    lesson,
    title: 'What do I say when somebody threatens with a bad review?',
    body: 'It happened twice this week. Both wanted money for things they had used for more than a year.',
  })
  on(26, 11)
  const careful = await forums.addPost(carl, {
    topicId: topic.id,
    body: 'Do not mention the review at all. Answer as if it had not been said, and stay with what you can offer.',
  })
  on(26, 14)
  const frank = await forums.addPost(ben, {
    topicId: topic.id,
    body: 'I say: “You are free to write what you experienced, and I would read it. Right now I would rather get your kettle repaired.” Then I name the two things I can do. In three years nobody wrote the review.',
  })
  const answerOf = (page: typeof careful, who: Person) => page.answers.find(({ by }) => by.id === who.id)!.id // it was posted just now
  const best = answerOf(frank, ben)
  on(25, 9)
  await forums.addPost(mia, { topicId: topic.id, under: best, body: 'Tried it this morning, word for word. It works.' })
  for (const who of [leo, mia, carl]) await forums.votePost(who, topic.id, best, true)
  await forums.votePost(leo, topic.id, answerOf(careful, carl), true)
  await forums.voteTopic(mia, topic.id, true)
  on(25, 10)
  await forums.solve(leo, topic.id, best)
}

async function meetingsLife(rooms: Rooms, { person, groups, everybody }: Company, on: On) {
  const [ana, rita] = [person('ana'), person('rita')]
  on(15, 9)
  const { id: courseId } = await rooms.courses.create(ana, { groupId: groups.sales.id, title: meetings.title })
  const lesson = await writeCourse(rooms, courseId, ana, meetings)
  const { thread, publish } = storyIn(rooms, courseId, lesson, everybody)
  on(14, 10)
  const reading = await thread(
    rita,
    'Does it need a meeting?',
    'Reading is five times as fast as listening',
    'Five times? I would write “much faster”.',
  )
  on(14, 12)
  await reading.reply(ana, 'People speak some 140 words a minute and skim 600 or 700. I will keep it and add the source.')
  on(13, 9)
  await reading.resolve(rita)
  on(12, 9)
  await publish(ana, 'First version')
}

async function upsetLife(rooms: Rooms, { person, groups, everybody }: Company, on: On) {
  const [omar, ana, ben] = [person('omar'), person('ana'), person('ben')]
  on(9, 9)
  const { id: courseId } = await rooms.courses.create(omar, { groupId: groups.support.id, title: upset.title })
  for (const editor of [ana, ben]) await rooms.courses.setRole(omar, courseId, editor.id, 'editor')
  on(8, 9)
  const lesson = await writeCourse(rooms, courseId, ben, upset)
  const { thread } = storyIn(rooms, courseId, lesson, everybody)
  on(7, 10)
  const breath = await thread(
    ana,
    'What anger is for',
    'Breathe out for longer than you breathe in, twice.',
    'I like this. Could it become a short recording? @Ben Baumann has the voice for it.',
  )
  on(7, 11)
  await breath.reply(ben, 'Only if nobody films me. Tomorrow afternoon?')
  await breath.vote(omar, breath.first)
  on(4, 15)
  await thread(
    omar,
    'When it becomes abuse',
    null,
    'The works council wants to read this one before we publish. I have asked them for Thursday.',
  )
}
