import type { Place } from '../../shared/comments.ts'
import type { Anchor } from '../../shared/document/anchors.ts'
import { commentsOf } from '../../shared/document/layout.ts'
import { lessonsInOrder } from '../../shared/document/outline.ts'
import { blockIn } from '../../shared/document/blocks-in.ts'
import { sentAnchor } from '../../shared/document/sent-anchor.ts'
import { type Comment, type NewThread, readThreads, type Thread } from '../../shared/document/threads.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { readSuggestions, suggestionIn } from '../../shared/document/suggestions.ts'
import type { CommentId, LessonId, ThreadId } from '../../shared/id.ts'
import { Problem, unknown } from '../../shared/problem.ts'

// What must be true of the document before a command changes it. Pure functions of the document.

/** The course document, which only `shared/document` looks into. */
export type Doc = Parameters<typeof readThreads>[0]

export function threadIn(doc: Doc, id: ThreadId): Thread {
  const thread = readThreads(doc).find((each) => each.id === id)
  if (!thread) throw unknown('thread')
  return thread
}

/** A comment of just this thread: an id from another one does not reach it. */
export function commentIn(doc: Doc, threadId: ThreadId, id: CommentId): Comment {
  const comment = threadIn(doc, threadId).comments.find((each) => each.id === id)
  if (!comment) throw unknown('comment')
  return comment
}

/** Whether the id names a comment of any thread: votes are kept by it alone, so it must be the only one. */
export function isCommentTaken(doc: Doc, id: CommentId): boolean {
  for (const key of commentsOf(doc).keys()) if (key.endsWith(`/${id}`)) return true
  return false
}

/** Throws when the lesson is in the trash, or was never there. */
export function checkLesson(doc: Doc, lesson: LessonId) {
  if (!lessonsInOrder(doc).some(({ id }) => id === lesson))
    throw new Problem('conflict', 'thread.trashed', 'This lesson is in the trash. Restore it to go on talking about it.')
}

/** Throws when what a thread is about is in the trash: its words, its block, its lesson, or those of its suggestion. */
export function checkStands(doc: Doc, { anchor, lesson, suggestion: id }: Pick<Thread, 'anchor' | 'lesson' | 'suggestion'>) {
  const about = id && readSuggestions(doc).find((each) => each.id === id)
  const stands = about ? (about.anchor?.lesson ?? about.lesson) : (anchor?.lesson ?? lesson)
  if (stands) checkLesson(doc, stands)
}

/** What the document keeps of a place, once it has been looked at: words must stand where they are said to, or be found. */
export function placeIn(doc: Doc, place: Place): Omit<NewThread, 'id' | 'by' | 'at' | 'commentId' | 'body'> {
  if (place.on === 'course') return { on: 'course' }
  if (place.on === 'suggestion') {
    const { id } = suggestionIn(doc, place.suggestion)
    checkStands(doc, { suggestion: id })
    return { on: 'suggestion', suggestion: id }
  }
  if (place.on === 'text') {
    checkLesson(doc, place.anchor.lesson)
    return { on: 'text', anchor: standing(doc, place.anchor) }
  }
  checkLesson(doc, place.lesson)
  if (place.on === 'lesson') return place
  if (!blockIn(readLesson(doc, place.lesson), place.block))
    throw new Problem('invalid', 'thread.place', 'This block is not in the lesson any more. Comment on the lesson instead.')
  return place
}

/** The anchor where its quote really stands: as it was sent, else found again by its words. */
function standing(doc: Doc, anchor: Anchor): Anchor {
  const found = sentAnchor(doc, anchor)
  if (found === 'tie')
    throw new Problem(
      'conflict',
      'thread.ambiguous',
      'These words stand in several places and have moved. Select them again, with a few more words around them.',
    )
  if (found === 'gone')
    throw new Problem('conflict', 'thread.place', 'Somebody changed these words before your comment arrived. Select them again.')
  return found
}
