import type { Votes, WallPost } from '../../shared/assessment.ts'
import { attrsOf, blockIdOf } from '../../shared/document/prose.ts'
import { kindOf, type QuestionKind } from '../../shared/document/question.ts'
import { questionIn } from '../../shared/grading.ts'
import { BlockId, type CourseId } from '../../shared/id.ts'
import { colourOf, type Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { fewestVoices } from '../../shared/reactions.ts'
import { canModerateForum, canPlay } from '../../shared/rights.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { PlayService } from '../play/service.ts'
import type { AssessmentStore } from './store.ts'

type Tools = {
  store: AssessmentStore
  now: () => number
  play: PlayService
  courses: Pick<CourseService, 'load'>
  people: Pick<PeopleService, 'findMany'>
}
const postsAPage = 50

/** Polls and walls: what people think, told to those who have said what they think. */
export function opinionDesk({ store, now, play, courses, people }: Tools) {
  /** The question with everybody's newest answer to it. Authors look on without answering. */
  async function opened(member: Member, courseId: CourseId, id: BlockId, kind: QuestionKind) {
    const { standing } = await courses.load(courseId, member, canPlay, 'play')
    const { lessons } = await play.open(member, courseId)
    const question = lessons.map((lesson) => questionIn(lesson.public, id)).find((one) => one !== undefined)
    if (!question || kindOf(attrsOf(question)['kind']) !== kind) throw unknown('question')
    const answers = await play.answersTo(courseId, id)
    return {
      question,
      answers,
      mayModerate: canModerateForum(standing),
      hasAnswered: answers.some(({ personId }) => personId === member.id),
    }
  }

  return {
    /** How many chose what; how many in all, and no more, while they are so few that one could tell who. */
    async votes(member: Member, courseId: CourseId, id: BlockId): Promise<Votes> {
      const { question, answers, hasAnswered, mayModerate } = await opened(member, courseId, id, 'poll')
      if (!hasAnswered && !mayModerate) throw new Problem('forbidden', 'votes.vote', 'Vote first, and you will see what others said.')
      const offered = (question.content ?? []).flatMap((part) => (part.type === 'choice' ? (blockIdOf(part) ?? []) : []))
      const counts = new Map(offered.map((choice) => [choice, 0]))
      let voters = 0
      for (const { result } of answers) {
        if (result.verb !== 'answered' || result.answer.by !== 'choices') continue
        const still = result.answer.choices.filter((choice) => counts.has(choice))
        for (const choice of still) counts.set(choice, (counts.get(choice) ?? 0) + 1)
        if (still.length > 0) voters++
      }
      const told = [...counts].map(([choice, voices]) => ({ choice, people: voices }))
      return { people: voters, counts: voters < fewestVoices ? null : told }
    },

    /** What hangs on a wall, newest first. What an author took down is seen by authors and by who wrote it. */
    async wall(
      member: Member,
      courseId: CourseId,
      id: BlockId,
      after?: string,
    ): Promise<{ items: WallPost[]; next?: string; mayHide: boolean }> {
      const { answers, hasAnswered, mayModerate } = await opened(member, courseId, id, 'wall')
      if (!hasAnswered && !mayModerate)
        throw new Problem('forbidden', 'wall.post', 'Post your own answer first, and you will see those of others.')
      const hidden = await store.hiddenAmong(answers.map((answer) => answer.id))
      const seen = answers.filter((row) => mayModerate || row.personId === member.id || !hidden.has(row.id))
      const from = after ? seen.findIndex((row) => row.id === after) + 1 : 0
      const rows = seen.slice(from, from + postsAPage)
      const who = await people.findMany(rows.map(({ personId }) => personId))
      const items = rows.flatMap((row): WallPost[] => {
        if (row.result.verb !== 'answered' || row.result.answer.by !== 'text') return []
        const { personId } = row
        return [
          {
            id: row.id,
            person: who.get(personId) ?? { id: personId, name: '–', colour: colourOf(personId) },
            text: row.result.answer.text,
            at: row.at,
            mine: personId === member.id,
            hidden: hidden.has(row.id),
          },
        ]
      })
      return { items, mayHide: mayModerate, ...(seen.length > from + postsAPage && { next: rows.at(-1)?.id ?? '' }) }
    },

    /** Takes an answer off its wall, or hangs it up again. */
    async hidePost(member: Member, courseId: CourseId, answerId: string, hide: boolean) {
      await courses.load(courseId, member, canModerateForum, 'hideAnswer')
      const row = await play.answer(answerId)
      if (row?.courseId !== courseId || row.result.verb !== 'answered' || row.result.answer.by !== 'text') throw unknown('post')
      await opened(member, courseId, BlockId.parse(row.block), 'wall')
      if (hide) await store.hide(answerId, member.id, now())
      else await store.show(answerId)
    },
  }
}
