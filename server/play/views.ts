import type { Feedback } from '../../shared/assessment.ts'
import { feedbackOn } from '../../shared/grading.ts'
import { nodesIn, textOf } from '../../shared/document/prose.ts'
import { BlockId } from '../../shared/id.ts'
import type { Person } from '../../shared/people.ts'
import {
  type Deeds,
  deedsIn,
  type HomeCard,
  isComplete,
  type LessonDelta,
  lessonProgress,
  type LessonProgress,
  type Progress,
  shelfOf,
} from '../../shared/play.ts'
import { type BlockDiff, diffProse } from '../../shared/prose-diff.ts'
import { day } from '../../shared/time.ts'
import { minutesFor } from '../../shared/reading-time.ts'
import type { FrozenVersion, LessonRow, VersionRow } from '../publishing/service.ts'
import type { PlayRow, ResultRow } from './store.ts'

// What a learner sees, read off what they did. Nothing here asks the database.

type FrozenLesson = FrozenVersion['lessons'][number]

/** How far somebody is in a version, from where they stopped and what they did. */
export function progressFrom(
  version: { version: number; lessons: readonly LessonRow[] },
  play: PlayRow | undefined,
  deeds: Deeds,
): Progress {
  const lessons = version.lessons.map((lesson) => lessonProgress(lesson, deeds))
  return {
    current: version.version,
    lessons,
    resume: resumeIn(lessons, play),
    complete: isComplete(lessons),
    completed: play?.completedVersion && play.completedAt ? { version: play.completedVersion, at: play.completedAt } : null,
  }
}

/** The place somebody left, when its lesson is still there; somebody who finished goes to what changed instead. */
function resumeIn(lessons: readonly LessonProgress[], play: PlayRow | undefined): Progress['resume'] {
  if (!play) return null
  const again = play.completedVersion ? lessons.find((lesson) => lesson.state !== 'done') : undefined
  if (again && lessons.find((lesson) => lesson.lesson === play.lesson)?.state === 'done') return { lesson: again.lesson, block: null }
  return lessons.some((lesson) => lesson.lesson === play.lesson) ? { lesson: play.lesson, block: play.block } : null
}

/** What each question that still stands was answered with last. */
export function answersIn(version: FrozenVersion, rows: readonly ResultRow[]): Feedback[] {
  const last = new Map<string, ResultRow>()
  for (const row of rows) if (row.verb === 'answered') last.set(`${row.block} ${row.hash}`, row)
  return version.lessons.flatMap((lesson) =>
    Object.entries(lesson.questions).flatMap(([question, hash]): Feedback[] => {
      const row = last.get(`${question} ${hash}`)
      const key = lesson.key[question]
      if (!row || !key || row.result.verb !== 'answered') return []
      return [feedbackOn(BlockId.parse(question), key, row.result, row.at)]
    }),
  )
}

/** Before and after of one lesson, with the questions of which only the right answer changed. */
export function blocksBetween(was: FrozenLesson | undefined, is: FrozenLesson): LessonDelta['blocks'] {
  const diffs: BlockDiff[] = diffProse(was?.public.content ?? [], is.public.content ?? [])
  // A question whose key alone changed looks the same and is to be answered again: it is named, and its key is not.
  const seen = new Set(diffs.map((diff) => diff.block))
  const asked = [...nodesIn(is.public)].filter((node) => node.type === 'question')
  for (const question of asked) {
    const id = String(question.attrs?.id)
    const touched = [...nodesIn(question)].some((node) => seen.has(String(node.attrs?.id)))
    if (!touched && was?.questions[id] && was.questions[id] !== is.questions[id])
      diffs.push({
        block: id,
        change: 'changed',
        words: [{ op: 'same', text: textOf({ ...question, content: (question.content ?? []).filter((part) => part.type === 'stem') }) }],
      })
  }
  return diffs.map((diff) => ({ ...diff, block: BlockId.parse(diff.block) }))
}

/** For so long what changed in a lesson is told to somebody who has learnt the change. */
const toldFor = 30 * day

/** What somebody read of a lesson before what it says now, when that was not long ago. `views`: theirs of this lesson, oldest first. */
export function learntBefore(lesson: FrozenLesson, views: readonly ResultRow[], publishedAt: number, now: number): ResultRow | undefined {
  const last = views.at(-1)
  // It says again what it once said: that came with the version.
  if (last && last.hash !== lesson.hash) return now - publishedAt < toldFor ? last : undefined
  return last && now - last.at < toldFor ? views.findLast(({ hash }) => hash !== last.hash) : undefined
}

/** A course on somebody's home. `rows` are what they did in it. */
export function homeCard(
  version: VersionRow,
  lessons: readonly LessonRow[],
  by: Person,
  play: PlayRow | undefined,
  rows: readonly ResultRow[],
): HomeCard {
  const progress = progressFrom({ version: version.version, lessons }, play, deedsIn(rows))
  const left = lessons.filter((_, index) => progress.lessons[index]?.state !== 'done')
  return {
    courseId: version.courseId,
    title: version.title,
    version: version.version,
    publishedAt: version.at,
    by,
    summary: version.summary,
    shelf: shelfOf({ played: play !== undefined, complete: progress.complete, finishedBefore: Boolean(play?.completedVersion) }),
    lessons: lessons.length,
    done: lessons.length - left.length,
    changed: play?.completedVersion ? left.length : 0,
    minutesLeft: left.reduce((sum, lesson) => sum + minutesFor(lesson), 0),
    resume: progress.resume,
    playedAt: play?.playedAt ?? null,
  }
}
