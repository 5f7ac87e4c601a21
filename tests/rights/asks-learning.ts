import { type Answer, answerQuestion, finishAnswerUpload, readWall, sendAnswerChunk, startAnswerUpload } from '../../shared/assessment.ts'
import type { UploadId } from '../../shared/files.ts'
import { raiseFlag, type VoiceId } from '../../shared/flags.ts'
import { addPost, askTopic } from '../../shared/forums.ts'
import { type BlockId, newId } from '../../shared/id.ts'
import { playCourse } from '../../shared/play.ts'
import { type Ask, type Asks, bytes, nothing, ofCourse } from './asks.ts'
import { flaggable, type Who, type World } from './everybody.ts'

// Learning what was published, saying that it is out of date, and the forum.

const question = (world: World, id: string) => ({ courseId: world.course, version: 1, lesson: world.lesson, question: id as BlockId })
const answer = (world: World, by: Who, id: string, given: Answer) =>
  world.as[by].ask(answerQuestion, { id: newId(), ...question(world, id), answer: given })
/** The file of an answer on its way. */
async function upload(world: World, by: Who, whole = false) {
  const its = { courseId: world.course, uploadId: newId<UploadId>() }
  const { courseId, uploadId: id } = its
  await world.as[by].ask(startAnswerUpload, { courseId, question: 'q-file' as BlockId, id, name: 'plan.txt', bytes: 7 })
  if (whole) await world.as[by].ask(sendAnswerChunk, { ...its, offset: 0 }, bytes('My plan'))
  return its
}

const onWall = (world: World, by: Who) => answer(world, by, 'q-wall', { by: 'text', text: 'Listen first.' })

let flagged = 0
const spot = (world: World) => {
  const n = flagged++
  return {
    courseId: world.course,
    version: 1,
    lesson: world.lesson,
    block: `flag-${n}`,
    from: 0,
    to: flaggable(n).length,
    quote: { exact: flaggable(n), prefix: '', suffix: '' },
  }
}
/** A flag that nobody answered yet, by its id and its first voice, which are one. A person raises only so many a day. */
async function flag(world: World): Promise<VoiceId> {
  const { flags, groups, people } = world.server.services
  const id = newId<VoiceId>()
  const member = { ...(await people.create({ name: 'A learner', email: `${id}@company.test` })), email: `${id}@company.test` }
  await groups.giveRole(null, world.sales, member.id, 'learner')
  await flags.raise(member, raiseFlag.takes.parse({ id, ...spot(world), proposed: 'It is right again.' }))
  return id
}
const onFlag =
  (more: (flag: VoiceId, world: World) => object | Promise<object> = () => ({})): Ask =>
  async (world) => {
    const raised = await flag(world)
    return { input: { courseId: world.course, flagId: raised, ...(await more(raised, world)) } }
  }

/** Somebody's question in the forum, asked once where it may stay. */
const askedIn = new WeakMap<World, Map<string, string>>()
function askedOf(world: World): Map<string, string> {
  const asked = askedIn.get(world) ?? new Map<string, string>()
  askedIn.set(world, asked)
  return asked
}
async function topic(world: World, by: Who, fresh = false): Promise<string> {
  const asked = askedOf(world)
  const known = asked.get(by)
  if (known && !fresh) return known
  const { id } = await world.as[by].ask(askTopic, { courseId: world.course, title: `Who pays for postage number ${world.next()}?` })
  if (!fresh) asked.set(by, id)
  return id
}
async function post(world: World, by: Who, fresh = false) {
  const topicId = await topic(world, 'coach')
  const asked = askedOf(world)
  const key = `post ${by}`
  const known = asked.get(key)
  if (known && !fresh) return { topicId, postId: known }
  const postId = newId()
  await world.as[by].ask(addPost, { topicId: topicId as never, postId: postId as never, body: 'We do.' })
  if (!fresh) asked.set(key, postId)
  return { topicId, postId }
}
const ofTopic: Ask = async (world, _, by) => ({ input: { topicId: await topic(world, by) } })
/** A vote for one’s own words is none, whoever one is. */
const notMine = (who: Who): Who => (who === 'learner' ? 'coach' : 'learner')

export const asksOfLearning: Asks = {
  'GET /home': nothing,
  'GET /play/:courseId': ofCourse,
  'GET /play/:courseId/lessons/:address': async (world) => {
    const { lessons } = await world.as.learner.ask(playCourse, { courseId: world.course })
    return { input: { courseId: world.course, address: lessons[0]!.address } }
  },
  'PUT /play/:courseId/progress': ({ course, lesson }) => ({ input: { courseId: course, version: 1, lesson, viewed: true } }),
  'GET /play/:courseId/changes': ofCourse,
  'POST /play/:courseId/answers': (world) => ({
    input: { id: newId(), ...question(world, 'q-single'), answer: { by: 'choices', choices: ['si-a'] } },
  }),
  'POST /play/:courseId/hints': (world) => ({ input: { ...question(world, 'q-single'), count: 1 } }),
  'POST /play/:courseId/draws': ({ course, lesson }) => ({ input: { courseId: course, version: 1, lesson, pool: 'pool-1' } }),
  'GET /play/:courseId/votes': async (world, who, _, may) => {
    if (may) await answer(world, who, 'q-poll', { by: 'choices', choices: ['po-a' as BlockId] })
    return { input: { courseId: world.course, question: 'q-poll' } }
  },
  'GET /play/:courseId/wall': async (world, who, _, may) => {
    if (may) await onWall(world, who)
    return { input: { courseId: world.course, question: 'q-wall' } }
  },
  'PUT /play/:courseId/wall/:postId': async (world) => {
    await onWall(world, 'learner')
    const { items } = await world.as.author.ask(readWall, { courseId: world.course, question: 'q-wall' as BlockId })
    return { input: { courseId: world.course, postId: items[0]!.id, hidden: true } }
  },
  'POST /play/:courseId/answer-uploads': ({ course }) => ({
    input: { courseId: course, question: 'q-file', id: newId(), name: 'plan.txt', bytes: 7 },
  }),
  'GET /play/:courseId/answer-uploads/:uploadId': async (world, _, by) => ({ input: await upload(world, by) }),
  'PUT /play/:courseId/answer-uploads/:uploadId': async (world, _, by) => ({
    input: { ...(await upload(world, by)), offset: 0 },
    body: bytes('My plan'),
  }),
  'POST /play/:courseId/answer-uploads/:uploadId/finish': async (world, _, by) => ({ input: await upload(world, by, true) }),
  'DELETE /play/:courseId/answer-uploads/:uploadId': async (world, _, by) => ({ input: await upload(world, by) }),
  'GET /play/:courseId/answer-files/:fileId': async (world, _, by) => {
    const { id } = await world.as[by].ask(finishAnswerUpload, await upload(world, by, true))
    return { input: { courseId: world.course, fileId: id } }
  },

  'POST /courses/:courseId/flags': (world) => ({ input: { id: newId(), ...spot(world) } }),
  'GET /courses/:courseId/flags': ofCourse,
  'POST /courses/:courseId/flags/seen': async (world) => ({ input: { courseId: world.course, flags: [await flag(world)] } }),
  'POST /courses/:courseId/flags/:flagId/accept': onFlag((voice) => ({ voice, commandId: newId() })),
  'POST /courses/:courseId/flags/:flagId/close': async (world, ...of) => ({
    ...(await onFlag()(world, ...of)),
    ends: 'flag.unchanged',
  }),
  'POST /courses/:courseId/flags/:flagId/decline': onFlag(() => ({ reason: 'later' })),
  'POST /courses/:courseId/flags/:flagId/duplicate': onFlag(async (_, world) => ({ of: await flag(world) })),
  'GET /flags/mine': nothing,
  'POST /flags/mine/seen': nothing,
  'GET /courses/:courseId/credits': ofCourse,
  'GET /courses/:courseId/under-review': ofCourse,
  'PUT /courses/:courseId/reactions': ({ course }) => ({ input: { courseId: course, kind: 'useful' } }),
  'GET /courses/:courseId/reactions/mine': ofCourse,
  'PUT /courses/:courseId/relevance': ({ course }) => ({ input: { courseId: course, score: 4 } }),
  'DELETE /courses/:courseId/relevance': ofCourse,
  'GET /courses/:courseId/reactions': ofCourse,

  'GET /courses/:courseId/topics': ofCourse,
  'GET /courses/:courseId/topics/similar': ({ course }) => ({ input: { courseId: course, title: 'Who pays for postage?' } }),
  'POST /courses/:courseId/topics': (world) => ({ input: { courseId: world.course, title: `Is number ${world.next()} still right?` } }),
  'GET /topics/:topicId': ofTopic,
  'PATCH /topics/:topicId': async (world, _, by) => ({ input: { topicId: await topic(world, by), body: 'In other words.' } }),
  'PATCH /topics/:topicId, hiding it': async (world) => ({ input: { topicId: await topic(world, 'learner', true), hidden: true } }),
  'DELETE /topics/:topicId': async (world, who, by) => ({ input: { topicId: await topic(world, by, who === by) } }),
  'PUT /topics/:topicId/vote': async (world, who) => ({ input: { topicId: await topic(world, notMine(who)) } }),
  'DELETE /topics/:topicId/vote': ofTopic,
  'POST /topics/:topicId/posts': async (world) => ({ input: { topicId: await topic(world, 'coach'), body: 'We do.' } }),
  'PATCH /topics/:topicId/posts/:postId': async (world, _, by) => ({ input: { ...(await post(world, by)), body: 'They do.' } }),
  'PATCH /topics/:topicId/posts/:postId, hiding it': async (world) => ({
    input: { ...(await post(world, 'learner', true)), hidden: true },
  }),
  'DELETE /topics/:topicId/posts/:postId': async (world, who, by) => ({ input: await post(world, by, who === by) }),
  'PUT /topics/:topicId/posts/:postId/vote': async (world, who) => ({ input: await post(world, notMine(who)) }),
  'DELETE /topics/:topicId/posts/:postId/vote': async (world, _, by) => ({ input: await post(world, by) }),
  'GET /topics/:topicId/place': ofTopic,
  'POST /topics/:topicId/posts/:postId/suggest': async (world) => ({
    input: {
      ...(await post(world, 'coach')),
      suggestionId: newId(),
      anchor: await world.anchor(flaggable(0)),
      proposed: `Better ${world.next()}.`,
    },
  }),
  'POST /topics/:topicId/solve': async (world, _, by) => ({ input: { topicId: await topic(world, by), postId: null } }),
}
