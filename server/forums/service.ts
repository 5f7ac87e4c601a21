import { isVisible } from '../../shared/courses.ts'
import { blockIdOf, type Prose, textBlocksIn, textOfBlock } from '../../shared/document/prose.ts'
import { happened } from '../../shared/domain-events.ts'
import {
  type addPost,
  type askTopic,
  canReadForum,
  type editPost,
  type editTopic,
  type listTopics,
  maxQuoted,
  stemOf,
  tellingWords,
  type Topic,
  type TopicPage,
  type TopicPassage,
} from '../../shared/forums.ts'
import { type CourseId, type LessonId, newId, type PostId, type TopicId } from '../../shared/id.ts'
import type { z } from 'zod'
import type { Member } from '../../shared/people.ts'
import { notAllowed, Problem, unknown } from '../../shared/problem.ts'
import type { suggestAnswer } from '../../shared/forum-suggestions.ts'
import type { SuggestionId } from '../../shared/id.ts'
import { canModerateForum, canPost, canSuggest, type Standing } from '../../shared/rights.ts'
import { hour } from '../../shared/time.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import type { PublishingService } from '../publishing/service.ts'
import type { SuggestionsService } from '../suggestions/service.ts'
import type { ForumStore, PostRow, TopicRow } from './store.ts'
import { placeInDraft } from './suggesting.ts'
import { cursor, forumViews, perPage, type Place } from './views.ts'

type Tools = {
  db: Database
  store: ForumStore
  events: Events
  now: () => number
  courses: Pick<CourseService, 'load' | 'standing'>
  people: Pick<PeopleService, 'findMany'>
  collaboration: Pick<CollaborationService, 'ring' | 'read'>
  suggestions: Pick<SuggestionsService, 'make' | 'creditOf'>
  publishing: Pick<PublishingService, 'version' | 'current'>
}
type Input<E extends { takes: z.ZodType }> = z.output<E['takes']>

/** Questions, answers and remarks one person may write in an hour: far more than talk, far less than a flood. */
const mostPerHour = 100

/** What people may do in the forum of a course. */
export function forumsService({ db, store, events, now, courses, people, collaboration, suggestions, publishing }: Tools) {
  const { topicViews, topicView, pageOf } = forumViews({ store, now, courses, people })

  /** The topic, for somebody who may see it; otherwise it does not exist for them. */
  async function enter(
    topicId: TopicId,
    member: Member,
    can: (standing: Standing) => boolean = canReadForum,
    code = 'forum.post',
  ): Promise<Place> {
    const topic = await store.topic(topicId)
    const found = topic && (await courses.standing(topic.courseId, member.id))
    if (!topic || !found || !isVisible(found.standing, found.course.currentVersion !== null) || !canReadForum(found.standing))
      throw unknown('topic')
    if (topic.hiddenAt !== null && topic.by !== member.id && !canModerateForum(found.standing)) throw unknown('topic')
    if (!can(found.standing)) throw notAllowed(code)
    return { standing: found.standing, topic }
  }

  async function postIn(topic: TopicRow, postId: PostId, member: Member, standing: Standing): Promise<PostRow> {
    const post = await store.post(postId)
    if (!post || post.topicId !== topic.id) throw unknown('post')
    if (post.hiddenAt !== null && post.by !== member.id && !canModerateForum(standing)) throw unknown('post')
    return post
  }

  const pageAgain = async (place: Place, member: Member) =>
    pageOf({ ...place, topic: (await store.topic(place.topic.id)) ?? place.topic }, member)

  async function checkPace(member: Member) {
    if ((await store.writtenSince(member.id, now() - hour)) >= mostPerHour)
      throw new Problem('busy', 'forum.tooMany', `You wrote ${mostPerHour} posts within an hour. Take a break and go on later.`, {
        mostPerHour,
      })
  }

  /** Where a question stands, as the published version has it; a passage must be there as quoted. */
  async function placeOf(courseId: CourseId, lesson: LessonId | undefined, passage: TopicPassage | undefined) {
    if (!lesson && !passage) return { lesson: null, lessonTitle: null }
    const frozen = passage ? await publishing.version(courseId, passage.version) : await publishing.current(courseId)
    const found = frozen?.lessons.find(({ id }) => id === (passage?.lesson ?? lesson))
    const misplaced = lesson && passage && lesson !== passage.lesson
    if (!found || misplaced || (passage && !stands(passage, found.public)))
      throw new Problem('invalid', 'topic.place', 'This place is not in the published course. Reload the course and ask again.')
    return { lesson: found.id as LessonId, lessonTitle: found.title }
  }

  /** One change and its news, then the bell for those who look at the forum. */
  async function change<T>(courseId: CourseId, act: (tx: Transaction) => Promise<T>): Promise<T> {
    const value = await db.transaction(act)
    events.tell()
    collaboration.ring(courseId, 'forum')
    return value
  }

  return {
    async list(member: Member, { courseId, lesson, state, whose, q, sort, after }: Input<typeof listTopics>) {
      const { standing } = await courses.load(courseId, member, canReadForum, 'forum')
      const moderates = canModerateForum(standing)
      const words = (q ?? '').split(/\s+/).filter(Boolean).slice(0, 8)
      const by = whose === 'mine' ? member.id : undefined
      const rows = await store.topics({
        courseId,
        lesson,
        state,
        by,
        words,
        sort,
        after: cursor<TopicId>(after),
        seer: moderates ? 'all' : member.id,
        most: perPage + 1,
      })
      const last = rows[perPage - 1]
      const value = last && { active: last.activeAt, votes: last.votes, newest: last.at }[sort]
      return {
        items: await topicViews(rows.slice(0, perPage), member),
        ...(rows.length > perPage && last && { next: `${value}.${last.id}` }),
        mayPost: canPost(standing),
        mayModerate: moderates,
      }
    },

    async similar(member: Member, courseId: CourseId, title: string): Promise<Topic[]> {
      await courses.load(courseId, member, canReadForum, 'forum')
      const stems = tellingWords(title).map(stemOf)
      if (stems.length === 0) return []
      const shared = (row: TopicRow) => stems.filter((stem) => row.title.toLowerCase().includes(stem)).length
      // One word of three is kinship, one of four or more is chance.
      const near = (await store.like(courseId, stems, 200)).filter((row) => shared(row) * 3 >= Math.min(stems.length, 4))
      return topicViews(near.sort((a, b) => shared(b) - shared(a) || b.votes - a.votes).slice(0, 5), member)
    },

    async ask(
      member: Member,
      { courseId, topicId = newId<TopicId>(now()), title, body, lesson, passage }: Input<typeof askTopic>,
    ): Promise<Topic> {
      await courses.load(courseId, member, canPost, 'post')
      const before = await store.topic(topicId)
      if (before && (before.by !== member.id || before.courseId !== courseId)) throw taken('topic')
      if (before) return topicView(topicId, member)
      await checkPace(member)
      const place = await placeOf(courseId, lesson, passage)
      const at = now()
      await change(courseId, async (tx) => {
        await store.insertTopic(tx, {
          id: topicId,
          courseId,
          ...place,
          block: passage?.block ?? null,
          passage: passage ?? null,
          title,
          body,
          by: member.id,
          at,
          editedAt: null,
          activeAt: at,
          votes: 0,
          answers: 0,
          solvedBy: null,
          hiddenBy: null,
          hiddenAt: null,
        })
        await events.emit(tx, happened('topic.asked', member.id, { courseId, topicId }, at))
      })
      return topicView(topicId, member)
    },

    async read(member: Member, topicId: TopicId, after?: string): Promise<TopicPage> {
      return pageOf(await enter(topicId, member), member, after)
    },

    async editTopic(member: Member, { topicId, title, body, hidden }: Input<typeof editTopic>): Promise<Topic> {
      const { topic, standing } = await enter(topicId, member)
      if ((title !== undefined || body !== undefined) && topic.by !== member.id)
        throw notAllowed('topic.edit', 'Only the person who asked can change a question.')
      if (hidden !== undefined && !canModerateForum(standing)) throw notAllowed('forum.moderate')
      const words = { ...(title !== undefined && { title }), ...(body !== undefined && { body }) }
      const isEdited = Object.keys(words).length > 0
      const { hiddenAt, hiddenBy } = hidden === undefined ? topic : hiding(hidden, member, now())
      await change(topic.courseId, (tx) =>
        store.updateTopic(tx, topicId, { ...words, ...(isEdited && { editedAt: now() }), hiddenAt, hiddenBy }),
      )
      return topicView(topicId, member)
    },

    async removeTopic(member: Member, topicId: TopicId) {
      const { topic } = await enter(topicId, member)
      if (topic.by !== member.id)
        throw notAllowed('topic.remove', 'Only the person who asked can remove a question. Moderators can hide it.')
      if (!(await change(topic.courseId, (tx) => store.removeUnanswered(tx, topicId))))
        throw new Problem('conflict', 'topic.answered', 'Somebody has answered this question, so it stays. You can still change its words.')
    },

    async voteTopic(member: Member, topicId: TopicId, on: boolean): Promise<Topic> {
      const { topic } = await enter(topicId, member, canPost)
      if (on && topic.by === member.id) throw ownVote()
      await change(topic.courseId, (tx) => setVote(tx, topicId, member, on))
      return topicView(topicId, member)
    },

    async addPost(member: Member, { topicId, postId = newId<PostId>(now()), under, body }: Input<typeof addPost>): Promise<TopicPage> {
      const place = await enter(topicId, member, canPost)
      const before = await store.post(postId)
      if (before && (before.by !== member.id || before.topicId !== topicId)) throw taken('post')
      if (before) return pageAgain(place, member)
      const above = under && (await postIn(place.topic, under, member, place.standing))
      if (above && above.under !== null) throw notAnAnswer()
      await checkPace(member)
      const { courseId } = place.topic
      const at = now()
      await change(courseId, async (tx) => {
        await store.insertPost(tx, {
          id: postId,
          topicId,
          courseId,
          under: under ?? null,
          body,
          by: member.id,
          at,
          editedAt: null,
          votes: 0,
          hiddenBy: null,
          hiddenAt: null,
          takenAt: null,
        })
        await store.recountAnswers(tx, topicId)
        await store.updateTopic(tx, topicId, { activeAt: at })
        if (!under) await events.emit(tx, happened('topic.answered', member.id, { courseId, topicId, postId }, at))
      })
      return pageAgain(place, member)
    },

    async editPost(member: Member, { topicId, postId, body, hidden }: Input<typeof editPost>): Promise<TopicPage> {
      const place = await enter(topicId, member)
      const post = await postIn(place.topic, postId, member, place.standing)
      if (body !== undefined && post.by !== member.id) throw notAllowed('post.edit', 'Only the person who wrote this can change it.')
      if (hidden !== undefined && !canModerateForum(place.standing)) throw notAllowed('forum.moderate')
      const { hiddenAt, hiddenBy } = hidden === undefined ? post : hiding(hidden, member, now())
      await change(place.topic.courseId, async (tx) => {
        await store.updatePost(tx, postId, { ...(body !== undefined && { body, editedAt: now() }), hiddenAt, hiddenBy })
        await store.recountAnswers(tx, topicId)
      })
      return pageAgain(place, member)
    },

    async removePost(member: Member, topicId: TopicId, postId: PostId): Promise<TopicPage> {
      const place = await enter(topicId, member)
      const post = await postIn(place.topic, postId, member, place.standing)
      if (post.by !== member.id) throw notAllowed('post.remove', 'Only the person who wrote this can remove it. Moderators can hide it.')
      await change(place.topic.courseId, async (tx) => {
        await store.removePost(tx, post)
        await store.recountAnswers(tx, topicId)
      })
      return pageAgain(place, member)
    },

    async votePost(member: Member, topicId: TopicId, postId: PostId, on: boolean): Promise<TopicPage> {
      const place = await enter(topicId, member, canPost)
      const post = await postIn(place.topic, postId, member, place.standing)
      if (post.under !== null) throw notAnAnswer()
      if (on && post.by === member.id) throw ownVote()
      const { courseId } = place.topic
      await change(courseId, async (tx) => {
        if (await setVote(tx, postId, member, on)) await events.emit(tx, happened('post.upvoted', member.id, { courseId, postId }, now()))
      })
      return pageAgain(place, member)
    },

    async solve(member: Member, topicId: TopicId, postId: PostId | null): Promise<TopicPage> {
      const place = await enter(topicId, member)
      if (place.topic.by !== member.id && !canModerateForum(place.standing))
        throw notAllowed('topic.solve', 'Only the person who asked, or a moderator, can say which answer solved it.')
      if (postId && (await postIn(place.topic, postId, member, place.standing)).under !== null) throw notAnAnswer()
      await change(place.topic.courseId, (tx) => store.updateTopic(tx, topicId, { solvedBy: postId }))
      return pageAgain(place, member)
    },

    /** Where the words of a question are in the draft, for who would suggest others. */
    async place(member: Member, topicId: TopicId) {
      const { topic } = await enter(topicId, member, canSuggest, 'forum.suggest')
      return { anchor: topic.passage && (await placeInDraft({ collaboration, publishing }, topic.courseId, topic.passage)) }
    },

    /** Suggests for the draft what somebody answered; they are named with it. */
    async suggest(member: Member, { topicId, postId, ...words }: Input<typeof suggestAnswer>) {
      const { topic, standing } = await enter(topicId, member, canSuggest, 'forum.suggest')
      const post = await postIn(topic, postId, member, standing)
      if (post.under !== null) throw notAnAnswer()
      const credit = { topic: topicId, post: postId, by: post.by }
      return suggestions.make(member, { ...words, courseId: topic.courseId, refused: false }, credit)
    },

    /** A suggestion was accepted: the answer that it was made of says so. */
    async heedAccepted(courseId: CourseId, suggestionId: SuggestionId, at: number) {
      const credit = await suggestions.creditOf(courseId, suggestionId)
      if (credit) await change(courseId, (tx) => store.updatePost(tx, credit.post, { takenAt: at }))
    },
  }

  /** Says whether this is a new vote. */
  async function setVote(tx: Transaction, subject: TopicId | PostId, member: Member, on: boolean): Promise<boolean> {
    if (on) return store.addVote(tx, subject, member.id, now())
    await store.takeVote(tx, subject, member.id)
    return false
  }
}
export type ForumsService = ReturnType<typeof forumsService>

/** Whether the words stand in that block as quoted, so that nobody puts words into the course’s mouth. */
function stands({ block, from, to, quote }: TopicPassage, lesson: Prose): boolean {
  for (const each of textBlocksIn(lesson))
    if (blockIdOf(each) === block) return textOfBlock(each).slice(from, to).slice(0, maxQuoted) === quote
  return false
}

const hiding = (hidden: boolean, member: Member, at: number) =>
  hidden ? { hiddenAt: at, hiddenBy: member.id } : { hiddenAt: null, hiddenBy: null }
const taken = (what: 'topic' | 'post') =>
  new Problem('conflict', `${what}.taken`, 'This id belongs to something else already. Send it again under a new one.')
const ownVote = () => new Problem('forbidden', 'forum.ownVote', 'A vote for one’s own words does not count. Others can vote for them.')
const notAnAnswer = () =>
  new Problem('invalid', 'post.level', 'This goes for answers only: a remark cannot be voted for, solve a question or be remarked on.')
