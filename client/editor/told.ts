import * as Y from 'yjs'
import type { Answer, Feedback } from '../../shared/assessment.ts'
import { freezeCourse } from '../../shared/document/freeze.ts'
import { nodesIn, type Prose } from '../../shared/document/prose.ts'
import { addLesson, withIds } from '../../shared/document/write.ts'
import { answered, feedbackOn } from '../../shared/grading.ts'
import type { BlockId } from '../../shared/id.ts'
import { invariant } from '../../shared/problem.ts'

/** A question as it is published, and what the server would tell whoever answers it so. */
export function told(question: Prose, answer: (published: Prose) => Answer): { content: readonly Prose[]; feedback: Feedback } {
  const doc = new Y.Doc()
  addLesson(doc, { parent: null, title: '', content: [withIds(question)] })
  const [lesson] = freezeCourse(doc).lessons
  const published = lesson && [...nodesIn(lesson.public)].find(({ type }) => type === 'question')
  invariant(lesson && published, 'a lesson with one question has one question')
  const id = published.attrs?.['id'] as BlockId
  const key = lesson.key[id] ?? {}
  const given = answered(published, key, answer(published), undefined)
  invariant(given, 'the answer of a specimen fits its question')
  doc.destroy()
  return { content: lesson.public.content ?? [], feedback: feedbackOn(id, key, given, Date.now()) }
}
