import type { Prose } from '../../../shared/document/prose.ts'
import type { CourseId, NodeId } from '../../../shared/id.ts'
import { lessonContent, playCourse } from '../../../shared/play.ts'
import { readDraft } from '../../../shared/publishing.ts'
import type { Time } from '../../../shared/time.ts'
import { ask } from '../../platform/api.ts'

/** A whole course as it stands on paper. `version` is null for a draft; `at` says from when it is. */
export type Paper = {
  title: string
  summary: string
  language: string | undefined
  version: number | null
  at: Time
  /** Sections and lessons, in reading order. */
  outline: readonly PaperNode[]
  lessons: ReadonlyMap<NodeId, Prose[]>
}
export type PaperNode = { id: NodeId; kind: 'section' | 'lesson'; title: string }

/** So many lessons are on their way at once. */
const atOnce = 6

/** What learners have: the current version. */
export async function publishedPaper(courseId: CourseId): Promise<Paper> {
  const view = await ask(playCourse, { courseId, content: 'none' })
  const lessons = new Map<NodeId, Prose[]>()
  for (let at = 0; at < view.lessons.length; at += atOnce)
    await Promise.all(
      view.lessons.slice(at, at + atOnce).map(async ({ id, address }) => {
        lessons.set(id as string as NodeId, (await ask(lessonContent, { courseId, address })).content) // a lesson's id is its node's
      }),
    )
  return {
    title: view.title,
    summary: '',
    language: undefined,
    version: view.version,
    at: view.publishedAt,
    outline: view.outline,
    lessons,
  }
}

/** What is written now, as it would be published. */
export async function draftPaper(courseId: CourseId): Promise<Paper> {
  const { content, ...draft } = await ask(readDraft, { courseId })
  const lessons = new Map(content.map((lesson) => [lesson.id as string as NodeId, lesson.content])) // a lesson's id is its node's
  return { ...draft, version: null, at: Date.now(), lessons }
}
