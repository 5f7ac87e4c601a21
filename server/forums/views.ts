import { expertVotes, type Remark, type Topic, type TopicPage, type Voice } from '../../shared/forums.ts'
import type { CourseId, PersonId, PostId, TopicId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { canModerateForum, canPost, canSuggest, isEditor, type Standing } from '../../shared/rights.ts'
import { minute } from '../../shared/time.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { ForumStore, PostRow, TopicRow } from './store.ts'

type Tools = { store: ForumStore; now: () => number; courses: Pick<CourseService, 'standing'>; people: Pick<PeopleService, 'findMany'> }

/** A question, and how its reader stands towards the course. */
export type Place = { standing: Standing; topic: TopicRow }

export const perPage = 30

/** Rows as one reader sees them: with names and badges, their own votes, and without what is hidden from them. */
export function forumViews({ store, now, courses, people }: Tools) {
  const badges = new Map<string, { isAuthor: boolean; until: number }>()

  async function isAuthor(courseId: CourseId, personId: PersonId): Promise<boolean> {
    const key = `${courseId}/${personId}`
    const known = badges.get(key)
    if (known && known.until > now()) return known.isAuthor
    const found = await courses.standing(courseId, personId)
    const isAuthor = !!found && isEditor(found.standing)
    if (badges.size > 10_000) badges.clear()
    // A badge may be a minute old: it decorates a name and opens nothing.
    badges.set(key, { isAuthor, until: now() + minute })
    return isAuthor
  }

  /** Those who speak in a page, with their badges. */
  async function voices(courseId: CourseId, ids: PersonId[]): Promise<(id: PersonId) => Voice> {
    const distinct = [...new Set(ids)]
    const [found, votes] = await Promise.all([people.findMany(distinct), store.votesFor(courseId, distinct)])
    const authors = new Set<PersonId>()
    for (const id of distinct) if (await isAuthor(courseId, id)) authors.add(id)
    return (id) => {
      const { name, colour } = found.get(id) ?? { name: '–', colour: 0 }
      const badge = authors.has(id) ? 'author' : (votes.get(id) ?? 0) >= expertVotes ? 'expert' : null
      return { id, name, colour, badge }
    }
  }

  async function topicViews(rows: TopicRow[], member: Member): Promise<Topic[]> {
    const [first] = rows
    if (!first) return []
    const voice = await voices(
      first.courseId,
      rows.map(({ by }) => by),
    )
    const voted = await store.votesOf(
      member.id,
      rows.map(({ id }) => id),
    )
    return rows.map(({ by, editedAt, hiddenAt, ...row }) => ({
      ...row,
      by: voice(by),
      mine: by === member.id,
      voted: voted.has(row.id),
      hidden: hiddenAt !== null,
      state: row.solvedBy ? 'solved' : row.answers > 0 ? 'answered' : 'unanswered',
      ...(editedAt !== null && { editedAt }),
    }))
  }
  const topicView = async (id: TopicId, member: Member) => {
    const topic = await store.topic(id)
    if (!topic) throw unknown('topic')
    return (await topicViews([topic], member))[0]!
  }

  async function pageOf({ topic, standing }: Place, member: Member, after?: string): Promise<TopicPage> {
    const moderates = canModerateForum(standing)
    const seer = moderates ? 'all' : member.id
    const rows = await store.answers(topic.id, seer, perPage + 1, cursor<PostId>(after))
    const shown = rows.slice(0, perPage)
    const remarks = await store.remarks(
      shown.map(({ id }) => id),
      seer,
      500,
    )
    const voice = await voices(
      topic.courseId,
      [...shown, ...remarks].map(({ by }) => by),
    )
    const voted = await store.votesOf(
      member.id,
      shown.map(({ id }) => id),
    )
    const remark = ({ id, body, by, at, votes, editedAt, hiddenAt }: PostRow): Remark => ({
      id,
      body,
      at,
      votes,
      by: voice(by),
      mine: by === member.id,
      voted: voted.has(id),
      hidden: hiddenAt !== null,
      ...(editedAt !== null && { editedAt }),
    })
    const last = shown.at(-1)
    return {
      topic: await topicView(topic.id, member),
      answers: shown.map((row) => ({
        ...remark(row),
        solved: topic.solvedBy === row.id,
        ...(row.takenAt !== null && { takenAt: row.takenAt }),
        remarks: remarks.filter(({ under }) => under === row.id).map(remark),
      })),
      ...(rows.length > perPage && last && { next: `${last.votes}.${last.id}` }),
      mayPost: canPost(standing),
      mayModerate: moderates,
      maySuggest: canSuggest(standing),
    }
  }

  return { topicViews, topicView, pageOf }
}

/** Reads `value.id`, the last row of the page before. Throws a Problem when it is something else. */
export function cursor<Id extends string>(after: string | undefined): { value: number; id: Id } | undefined {
  if (after === undefined) return
  const [, value, id] = /^(\d{1,15})\.([0-9A-Za-z_-]{4,64})$/.exec(after) ?? []
  if (!value || !id) throw new Problem('malformed', 'request.after', 'This page of the list does not exist. Begin at its first page.')
  return { value: Number(value), id: id as Id } // compared with ids only
}
