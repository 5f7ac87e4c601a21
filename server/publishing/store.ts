import { and, asc, desc, eq, inArray, lt, lte, max, notExists, or, isNull } from 'drizzle-orm'
import type { FrozenLesson, FrozenNode } from '../../shared/document/freeze.ts'
import type { Pool } from '../../shared/document/question.ts'
import type { CourseId, PersonId } from '../../shared/id.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import type { LessonId } from '../../shared/id.ts'
import {
  changeClaims,
  lessonContents,
  publicationPlans,
  publishedFiles,
  publishedVersions,
  versionLessons,
  withdrawnCourses,
} from './tables.ts'

export type VersionRow = typeof publishedVersions.$inferSelect
/** `address` names the public part alone, `content` all of it; `questions` maps each question to the hash it has now. */
export type StoredLesson = FrozenLesson & {
  address: string
  content: string
  questions: Record<string, string>
  pools: Pool[]
  /** What it really says: `hash` and `questions` are what it counts as. */
  said: { hash: string; questions: Record<string, string> }
}
export type PlanRow = typeof publicationPlans.$inferSelect
export type ClaimRow = typeof changeClaims.$inferSelect
/** What can be said of a lesson without reading it. */
export type LessonRow = Pick<StoredLesson, 'id' | 'title' | 'hash' | 'words' | 'questions' | 'pools'>

/** A course as it was frozen: never changes, and holds what learners must not see. */
export type FrozenVersion = {
  courseId: CourseId
  version: number
  at: number
  by: PersonId
  note: string
  title: string
  summary: string
  outline: FrozenNode[]
  /** What the draft had then of each author's writing. */
  stateVector: Uint8Array
  lessons: StoredLesson[]
  draftSeq: number
}

/** Reads and writes published versions. */
export function publishingStore(db: Database) {
  return {
    async latest(courseId: CourseId, from: Transaction = db): Promise<VersionRow | undefined> {
      const [row] = await from
        .select()
        .from(publishedVersions)
        .where(eq(publishedVersions.courseId, courseId))
        .orderBy(desc(publishedVersions.version))
        .limit(1)
      return row
    },

    async latestOf(courseIds: CourseId[]): Promise<VersionRow[]> {
      if (courseIds.length === 0) return []
      const newest = db
        .select({ courseId: publishedVersions.courseId, version: max(publishedVersions.version).as('newest') })
        .from(publishedVersions)
        .where(
          and(
            inArray(publishedVersions.courseId, courseIds),
            notExists(
              db
                .select({ courseId: withdrawnCourses.courseId })
                .from(withdrawnCourses)
                .where(eq(withdrawnCourses.courseId, publishedVersions.courseId)),
            ),
          ),
        )
        .groupBy(publishedVersions.courseId)
        .as('latest')
      const rows = await db
        .select({ row: publishedVersions })
        .from(publishedVersions)
        .innerJoin(newest, and(eq(newest.courseId, publishedVersions.courseId), eq(newest.version, publishedVersions.version)))
      return rows.map(({ row }) => row)
    },

    async list(courseId: CourseId, below: number | undefined, most: number): Promise<VersionRow[]> {
      return await db
        .select()
        .from(publishedVersions)
        .where(and(eq(publishedVersions.courseId, courseId), below === undefined ? undefined : lt(publishedVersions.version, below)))
        .orderBy(desc(publishedVersions.version))
        .limit(most)
    },

    async find(courseId: CourseId, version: number): Promise<FrozenVersion | undefined> {
      const [row] = await db
        .select()
        .from(publishedVersions)
        .where(and(eq(publishedVersions.courseId, courseId), eq(publishedVersions.version, version)))
      if (!row) return undefined
      const lessons = await db
        .select({ its: versionLessons, held: lessonContents })
        .from(versionLessons)
        .innerJoin(
          lessonContents,
          and(eq(lessonContents.courseId, versionLessons.courseId), eq(lessonContents.content, versionLessons.content)),
        )
        .where(and(eq(versionLessons.courseId, courseId), eq(versionLessons.version, version)))
        .orderBy(asc(versionLessons.pos))
      const { at, by, note, title, summary, outline, draftSeq, stateVector } = row
      return {
        courseId,
        version,
        at,
        by,
        note,
        title,
        summary,
        outline,
        draftSeq,
        stateVector,
        lessons: lessons.map(({ its, held }) => ({
          id: its.lesson,
          title: its.title,
          hash: its.hash,
          ids: its.ids,
          public: held.public,
          key: held.key,
          keyHash: held.keyHash,
          blocks: held.blocks,
          files: held.files,
          words: its.words,
          questions: its.questions,
          pools: its.pools,
          said: its.said,
          address: held.address,
          content: held.content,
        })),
      }
    },

    /** The lessons of many versions in order, by course. */
    async lessonsOf(versions: { courseId: CourseId; version: number }[]): Promise<Map<CourseId, LessonRow[]>> {
      const lessons = new Map<CourseId, LessonRow[]>(versions.map(({ courseId }) => [courseId, []]))
      if (versions.length === 0) return lessons
      const { courseId, lesson: id, title, hash, words, questions, pools } = versionLessons
      const rows = await db
        .select({ courseId, id, title, hash, words, questions, pools })
        .from(versionLessons)
        .where(or(...versions.map((one) => and(eq(courseId, one.courseId), eq(versionLessons.version, one.version)))))
        .orderBy(asc(courseId), asc(versionLessons.pos))
      for (const row of rows) lessons.get(row.courseId)?.push(row)
      return lessons
    },

    async contentAt(courseId: CourseId, address: string): Promise<FrozenLesson['public'] | undefined> {
      const [row] = await db
        .select({ public: lessonContents.public })
        .from(lessonContents)
        .where(and(eq(lessonContents.courseId, courseId), eq(lessonContents.address, address)))
        .limit(1)
      return row?.public
    },

    async filesOf(courseId: CourseId, version: number): Promise<Set<string>> {
      const rows = await db
        .select({ file: publishedFiles.file })
        .from(publishedFiles)
        .where(and(eq(publishedFiles.courseId, courseId), eq(publishedFiles.version, version)))
      return new Set(rows.map(({ file }) => file))
    },

    /** Stores a version unless somebody else's has its number already; says which it was. */
    async insert(tx: Transaction, row: VersionRow, lessons: StoredLesson[]): Promise<boolean> {
      const { courseId, version } = row
      const stored = await tx.insert(publishedVersions).values(row).onConflictDoNothing().returning({ version: publishedVersions.version })
      if (stored.length === 0) return false
      for (const [pos, lesson] of lessons.entries()) {
        const { id, title, hash, words, questions, pools, said, ids, address, content, key, keyHash, blocks, files } = lesson
        // A lesson that is as it was is there already.
        await tx
          .insert(lessonContents)
          .values({ courseId, content, address, public: lesson.public, key, keyHash, blocks, files })
          .onConflictDoNothing()
        await tx
          .insert(versionLessons)
          .values({ courseId, version, lesson: id, pos, title, hash, content, words, questions, pools, said, ids })
      }
      const files = [...new Set(lessons.flatMap((lesson) => lesson.files))]
      if (files.length > 0) await tx.insert(publishedFiles).values(files.map((file) => ({ courseId, version, file })))
      await tx.delete(withdrawnCourses).where(eq(withdrawnCourses.courseId, courseId))
      await tx.delete(publicationPlans).where(eq(publicationPlans.courseId, courseId))
      return true
    },

    isWithdrawn: async (courseId: CourseId) => (await db.$count(withdrawnCourses, eq(withdrawnCourses.courseId, courseId))) > 0,
    async withdraw(tx: Transaction, courseId: CourseId, by: PersonId, at: number) {
      await tx.insert(withdrawnCourses).values({ courseId, by, at }).onConflictDoNothing()
    },

    async plan(courseId: CourseId): Promise<PlanRow | undefined> {
      return (await db.select().from(publicationPlans).where(eq(publicationPlans.courseId, courseId)))[0]
    },
    async setPlan(row: PlanRow) {
      const { courseId: _, ...set } = row
      await db.insert(publicationPlans).values(row).onConflictDoUpdate({ target: publicationPlans.courseId, set })
    },
    async deletePlan(courseId: CourseId, from: Transaction = db) {
      await from.delete(publicationPlans).where(eq(publicationPlans.courseId, courseId))
    },
    /** Takes just this plan away; says whether it was there to take. */
    async takePlan(tx: Transaction, plan: PlanRow): Promise<boolean> {
      const taken = await tx.delete(publicationPlans).where(isJust(plan)).returning({ courseId: publicationPlans.courseId })
      return taken.length > 0
    },
    /** Notes why just this plan failed; says whether it was there. */
    async failPlan(tx: Transaction, plan: PlanRow, failure: NonNullable<PlanRow['failure']>): Promise<boolean> {
      const failed = await tx
        .update(publicationPlans)
        .set({ failure })
        .where(isJust(plan))
        .returning({ courseId: publicationPlans.courseId })
      return failed.length > 0
    },
    /** Plans whose time has come and that were not tried. */
    plansDue: (now: number): Promise<PlanRow[]> =>
      db
        .select()
        .from(publicationPlans)
        .where(and(lte(publicationPlans.at, now), isNull(publicationPlans.failure)))
        .limit(100),

    claims: (courseId: CourseId): Promise<ClaimRow[]> => db.select().from(changeClaims).where(eq(changeClaims.courseId, courseId)),
    async setClaim(row: ClaimRow) {
      const { courseId: _, lesson: __, ...set } = row
      await db
        .insert(changeClaims)
        .values(row)
        .onConflictDoUpdate({ target: [changeClaims.courseId, changeClaims.lesson], set })
    },
    async deleteClaim(courseId: CourseId, lesson: LessonId) {
      await db.delete(changeClaims).where(and(eq(changeClaims.courseId, courseId), eq(changeClaims.lesson, lesson)))
    },
  }
}
export type PublishingStore = ReturnType<typeof publishingStore>

/** The plan as it was read: not tried yet, and not planned anew. */
const isJust = ({ courseId, at, plannedAt }: PlanRow) =>
  and(
    eq(publicationPlans.courseId, courseId),
    eq(publicationPlans.at, at),
    eq(publicationPlans.plannedAt, plannedAt),
    isNull(publicationPlans.failure),
  )
