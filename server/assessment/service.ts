import type { z } from 'zod'
import type { Answer, answerQuestion, drawQuestions, Feedback, revealHints } from '../../shared/assessment.ts'
import { shuffled } from '../../shared/assessment.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { answered, feedbackOn, questionIn } from '../../shared/grading.ts'
import { BlockId, type LessonId, newId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import type { CourseService } from '../courses/service.ts'
import type { FileService } from '../files/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Blobs } from '../platform/blobs.ts'
import type { PlayService } from '../play/service.ts'
import { answerFileDesk } from './answer-files.ts'
import { opinionDesk } from './opinions.ts'
import type { AssessmentStore } from './store.ts'

type Tools = {
  store: AssessmentStore
  now: () => number
  play: PlayService
  courses: Pick<CourseService, 'load'>
  people: Pick<PeopleService, 'findMany'>
  blobs: Blobs
  files: Pick<FileService, 'uploadsTo' | 'keepPart'>
}
type Input<E extends { takes: z.ZodType }> = z.output<E['takes']>
type Opened = Awaited<ReturnType<PlayService['openAt']>>

/** Judges answers against the key of the version the learner had before them, and keeps what belongs to them. */
export function assessmentService(tools: Tools) {
  const { store, now, play } = tools
  const files = answerFileDesk(tools)

  async function open(
    member: Member,
    asked: { courseId: Input<typeof revealHints>['courseId']; version: number; lesson: LessonId; question: BlockId },
  ) {
    const opened = await play.openAt(member, asked.courseId, asked.version, asked.lesson)
    const { lesson } = opened
    const key = Object.hasOwn(lesson.key, asked.question) ? lesson.key[asked.question] : undefined
    const question = questionIn(lesson.public, asked.question)
    if (!key || !question) throw unknown('question')
    return { ...opened, key, question }
  }

  /** Throws for a question of a pool that this person was never given. */
  async function mustBeDrawn(member: Member, { current, lesson }: Opened, question: BlockId) {
    const pool = lesson.pools.find(({ questions }) => questions.includes(question))
    if (!pool) return
    const draws = await store.draws(current.courseId, member.id, pool.id)
    if (!draws.some(({ questions }) => questions.includes(question)))
      throw new Problem('conflict', 'answer.notDrawn', 'This question is not among those you were given. Load the course again.')
  }

  /** The answer as the server knows it: a file has the name it was sent with. */
  async function asSent(member: Member, asked: Input<typeof answerQuestion>, question: Prose): Promise<Answer> {
    if (asked.answer.by !== 'file') return asked.answer
    const { id, name } = await files.own(member, asked.courseId, asked.answer.file, asked.question, question)
    return { by: 'file', file: id, name }
  }

  return {
    ...files,
    ...opinionDesk(tools),

    /**
     * Answers one question, and tells what was right. The same id twice is one answer.
     *
     * Throws `version.unknown`, `lesson.unknown` or `question.unknown` for what was never published there,
     * `answer.choices` when the answer does not fit the question, and `answer.notDrawn` for one of a pool's others.
     */
    async answer(member: Member, asked: Input<typeof answerQuestion>): Promise<Feedback> {
      const opened = await open(member, asked)
      const { current, shown, lesson, key, question } = opened
      await mustBeDrawn(member, opened, asked.question)
      const judged = answered(question, key, await asSent(member, asked, question), asked.shown)
      if (!judged)
        throw new Problem(
          'invalid',
          'answer.choices',
          'The question does not offer these choices. Load the course again and answer once more.',
        )
      const attempt = { id: asked.id, lesson, question: asked.question, answered: judged }
      const told = await play.record(member, current, shown, attempt)
      return feedbackOn(asked.question, key, told.answered, told.at)
    },

    /** The first hints of a question, noted as asked for; as many as there are. */
    async hints(member: Member, asked: Input<typeof revealHints>): Promise<Prose[]> {
      const opened = await open(member, asked)
      await mustBeDrawn(member, opened, asked.question)
      const hints = (opened.key.hints ?? []).slice(0, asked.count)
      await play.noteHints(member, opened.shown, opened.lesson, asked.question, hints.length)
      return hints
    },

    /**
     * The questions of a pool that somebody is asked: the same until they ask for others. `draw.open`: some of the last
     * ones are not answered yet.
     */
    async draw(member: Member, asked: Input<typeof drawQuestions>): Promise<{ attempt: number; questions: BlockId[] }> {
      const { courseId } = asked
      const { shown, lesson } = await play.openAt(member, courseId, asked.version, asked.lesson)
      const pool = lesson.pools.find(({ id }) => id === asked.pool)
      if (!pool) throw unknown('pool')
      const last = (await store.draws(courseId, member.id, pool.id)).at(-1)
      // A new version may ask other questions, or more of them.
      const holds = last?.questions.length === pool.draw && last.questions.every((question) => pool.questions.includes(question))
      if (last && holds && !asked.again) return last
      if (last && holds && !(await allAnswered(member, courseId, last.questions)))
        throw new Problem('conflict', 'draw.open', 'Answer all of these questions first. Then you can be given others.')
      const attempt = (last?.attempt ?? 0) + 1
      const seed = newId<string>(now())
      const fresh = shuffled(pool.questions, (id) => id, seed)
      const before = new Set(holds ? last.questions : [])
      // Those of the last time come last, so that a second try asks something else where there is something else.
      const questions = [...fresh.filter((id) => !before.has(id)), ...fresh.filter((id) => before.has(id))].slice(0, pool.draw)
      await store.addDraw({ courseId, personId: member.id, pool: pool.id, attempt, version: shown.version, seed, questions, at: now() })
      return (await store.draws(courseId, member.id, pool.id)).find((row) => row.attempt === attempt) ?? { attempt, questions }
    },
  }

  async function allAnswered(member: Member, courseId: Opened['current']['courseId'], questions: readonly BlockId[]) {
    const { lessons } = await play.open(member, courseId)
    const answers = new Set((await play.answersOf(member.id, courseId)).map(({ question }) => question))
    const standing = new Set(lessons.flatMap((lesson) => Object.keys(lesson.questions)))
    return questions.every((question) => answers.has(question) || !standing.has(question))
  }
}
export type AssessmentService = ReturnType<typeof assessmentService>
