import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql, sum } from 'drizzle-orm'
import type { TopicSort, TopicState } from '../../shared/forums.ts'
import type { CourseId, LessonId, PersonId, PostId, TopicId } from '../../shared/id.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import { forumPosts, forumTopics, forumVotes } from './tables.ts'

export type TopicRow = typeof forumTopics.$inferSelect
export type PostRow = typeof forumPosts.$inferSelect

export type TopicQuery = {
  courseId: CourseId
  lesson?: LessonId | undefined
  state?: TopicState | undefined
  by?: PersonId | undefined
  /** Words of which each must occur in the title or the text. */
  words: string[]
  sort: TopicSort
  /** The last row of the page before: its value in the order, and its id. */
  after?: { value: number; id: TopicId } | undefined
  /** Whose hidden questions to list too; `'all'` for a moderator. */
  seer: PersonId | 'all'
  most: number
}

const orderOf = { active: forumTopics.activeAt, votes: forumTopics.votes, newest: forumTopics.at } as const

/** `%` and `_` typed by a person mean themselves; `!` is the escape. */
const pattern = (word: string) => `%${word.toLowerCase().replace(/[!%_]/g, '!$&')}%`
const holds = (word: string): SQL =>
  sql`(lower(${forumTopics.title}) like ${pattern(word)} escape '!' or lower(${forumTopics.body}) like ${pattern(word)} escape '!')`

function stateIs(state: TopicState | undefined): SQL | undefined {
  if (state === 'unanswered') return eq(forumTopics.answers, 0)
  if (state === 'solved') return isNotNull(forumTopics.solvedBy)
  return state && and(isNull(forumTopics.solvedBy), gte(forumTopics.answers, 1))
}

/** Reads and writes the forum. Knows SQL and nothing of who may do what. */
export function forumStore(db: Database) {
  /** Counts anew what the rows say, inside the transaction that changed them. */
  async function recount(tx: Transaction, subject: TopicId | PostId) {
    const [row] = await tx.select({ votes: count() }).from(forumVotes).where(eq(forumVotes.subject, subject))
    const votes = row?.votes ?? 0
    await tx
      .update(forumTopics)
      .set({ votes })
      .where(eq(forumTopics.id, subject as TopicId)) // one of the two holds it
    await tx
      .update(forumPosts)
      .set({ votes })
      .where(eq(forumPosts.id, subject as PostId))
  }

  return {
    async topic(id: TopicId): Promise<TopicRow | undefined> {
      return (await db.select().from(forumTopics).where(eq(forumTopics.id, id)))[0]
    },

    async topics({ courseId, lesson, state, by, words, sort, after, seer, most }: TopicQuery): Promise<TopicRow[]> {
      const order = orderOf[sort]
      const where = and(
        eq(forumTopics.courseId, courseId),
        lesson && eq(forumTopics.lesson, lesson),
        by && eq(forumTopics.by, by),
        stateIs(state),
        seer === 'all' ? undefined : or(isNull(forumTopics.hiddenAt), eq(forumTopics.by, seer)),
        ...words.map(holds),
        after && or(lt(order, after.value), and(eq(order, after.value), lt(forumTopics.id, after.id))),
      )
      return db.select().from(forumTopics).where(where).orderBy(desc(order), desc(forumTopics.id)).limit(most)
    },

    /** Visible questions of which any of the words stands in the title, newest first. */
    async like(courseId: CourseId, words: string[], most: number): Promise<TopicRow[]> {
      const any = or(...words.map((word) => sql`lower(${forumTopics.title}) like ${pattern(word)} escape '!'`))
      return db
        .select()
        .from(forumTopics)
        .where(and(eq(forumTopics.courseId, courseId), isNull(forumTopics.hiddenAt), any))
        .orderBy(desc(forumTopics.id))
        .limit(most)
    },

    /** Answers of a topic, most wanted first, then newest. */
    async answers(topicId: TopicId, seer: PersonId | 'all', most: number, after?: { value: number; id: PostId }): Promise<PostRow[]> {
      return db
        .select()
        .from(forumPosts)
        .where(
          and(
            eq(forumPosts.topicId, topicId),
            isNull(forumPosts.under),
            seer === 'all' ? undefined : or(isNull(forumPosts.hiddenAt), eq(forumPosts.by, seer)),
            after && or(lt(forumPosts.votes, after.value), and(eq(forumPosts.votes, after.value), lt(forumPosts.id, after.id))),
          ),
        )
        .orderBy(desc(forumPosts.votes), desc(forumPosts.id))
        .limit(most)
    },
    /** Remarks under these answers, oldest first. */
    async remarks(under: PostId[], seer: PersonId | 'all', most: number): Promise<PostRow[]> {
      if (under.length === 0) return []
      const visible = seer === 'all' ? undefined : or(isNull(forumPosts.hiddenAt), eq(forumPosts.by, seer))
      return db
        .select()
        .from(forumPosts)
        .where(and(inArray(forumPosts.under, under), visible))
        .orderBy(asc(forumPosts.id))
        .limit(most)
    },
    async post(id: PostId): Promise<PostRow | undefined> {
      return (await db.select().from(forumPosts).where(eq(forumPosts.id, id)))[0]
    },

    /** Which of these the person voted for. */
    async votesOf(personId: PersonId, subjects: (TopicId | PostId)[]): Promise<Set<string>> {
      if (subjects.length === 0) return new Set()
      const rows = await db
        .select({ subject: forumVotes.subject })
        .from(forumVotes)
        .where(and(eq(forumVotes.personId, personId), inArray(forumVotes.subject, subjects)))
      return new Set(rows.map(({ subject }) => subject))
    },
    /** Votes on each person's answers in one course. */
    async votesFor(courseId: CourseId, people: PersonId[]): Promise<Map<PersonId, number>> {
      if (people.length === 0) return new Map()
      const rows = await db
        .select({ by: forumPosts.by, votes: sum(forumPosts.votes).mapWith(Number) })
        .from(forumPosts)
        .where(
          and(eq(forumPosts.courseId, courseId), inArray(forumPosts.by, people), isNull(forumPosts.under), isNull(forumPosts.hiddenAt)),
        )
        .groupBy(forumPosts.by)
      return new Map(rows.map((row) => [row.by, row.votes ?? 0]))
    },
    /** How many questions and posts a person wrote since then. */
    async writtenSince(personId: PersonId, since: number): Promise<number> {
      const topics = await db.$count(forumTopics, and(eq(forumTopics.by, personId), gte(forumTopics.at, since)))
      return topics + (await db.$count(forumPosts, and(eq(forumPosts.by, personId), gte(forumPosts.at, since))))
    },

    async insertTopic(tx: Transaction, row: TopicRow) {
      await tx.insert(forumTopics).values(row)
    },
    async updateTopic(tx: Transaction, id: TopicId, change: Partial<TopicRow>) {
      await tx.update(forumTopics).set(change).where(eq(forumTopics.id, id))
    },
    /** Removes a question nobody answered, with its votes; says whether it did. */
    async removeUnanswered(tx: Transaction, id: TopicId): Promise<boolean> {
      if ((await tx.$count(forumPosts, eq(forumPosts.topicId, id))) > 0) return false
      await tx.delete(forumVotes).where(eq(forumVotes.subject, id))
      await tx.delete(forumTopics).where(eq(forumTopics.id, id))
      return true
    },
    async insertPost(tx: Transaction, row: PostRow) {
      await tx.insert(forumPosts).values(row)
    },
    async updatePost(tx: Transaction, id: PostId, change: Partial<PostRow>) {
      await tx.update(forumPosts).set(change).where(eq(forumPosts.id, id))
    },
    /** Removes a post with the remarks under it and all their votes, and opens the question it had solved. */
    async removePost(tx: Transaction, post: Pick<PostRow, 'id' | 'topicId'>) {
      const below = await tx.select({ id: forumPosts.id }).from(forumPosts).where(eq(forumPosts.under, post.id))
      const gone = [post.id, ...below.map(({ id }) => id)]
      await tx.delete(forumVotes).where(inArray(forumVotes.subject, gone))
      await tx.delete(forumPosts).where(inArray(forumPosts.id, gone))
      await tx
        .update(forumTopics)
        .set({ solvedBy: null })
        .where(and(eq(forumTopics.id, post.topicId), eq(forumTopics.solvedBy, post.id)))
    },
    /** Counts the visible answers of a topic anew. */
    async recountAnswers(tx: Transaction, topicId: TopicId) {
      const answers = await tx.$count(
        forumPosts,
        and(eq(forumPosts.topicId, topicId), isNull(forumPosts.under), isNull(forumPosts.hiddenAt)),
      )
      await tx.update(forumTopics).set({ answers }).where(eq(forumTopics.id, topicId))
    },
    /** Says whether the vote is new. */
    async addVote(tx: Transaction, subject: TopicId | PostId, personId: PersonId, at: number): Promise<boolean> {
      const added = await tx
        .insert(forumVotes)
        .values({ subject, personId, at })
        .onConflictDoNothing()
        .returning({ subject: forumVotes.subject })
      if (added.length > 0) await recount(tx, subject)
      return added.length > 0
    },
    async takeVote(tx: Transaction, subject: TopicId | PostId, personId: PersonId) {
      const taken = await tx
        .delete(forumVotes)
        .where(and(eq(forumVotes.subject, subject), eq(forumVotes.personId, personId)))
        .returning({ subject: forumVotes.subject })
      if (taken.length > 0) await recount(tx, subject)
    },
  }
}
export type ForumStore = ReturnType<typeof forumStore>
