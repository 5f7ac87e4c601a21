import { type Body, type CommentPicture, type CommentPictureId, picturesOf } from '../../shared/comments.ts'
import { commentsOf, earlierOf } from '../../shared/document/layout.ts'
import type { CourseId, PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { FileService } from '../files/service.ts'
import type { CommentsStore } from './store.ts'
import type { Doc } from './threads.ts'

type Tools = {
  store: CommentsStore
  now: () => number
  files: Pick<FileService, 'keepPicture' | 'bytesOf'>
  collaboration: Pick<CollaborationService, 'read'>
  /** Throws for whom the comments are none of. */
  enter: (courseId: CourseId, member: Member) => Promise<unknown>
}

/** Pictures in comments: sent by whoever speaks, seen by whoever reads the comment, and by nobody else, whatever they may see of the course. */
export function pictureDesk({ store, now, files, collaboration, enter }: Tools) {
  return {
    /** Throws for whom `keepPicture` will refuse: to be asked before a large body is read. */
    async maySend(member: Member, courseId: CourseId) {
      await enter(courseId, member)
    },

    async keepPicture(
      member: Member,
      courseId: CourseId,
      id: CommentPictureId,
      bytes: Uint8Array,
    ): Promise<Pick<CommentPicture, 'width' | 'height'>> {
      await enter(courseId, member)
      const speakers = await collaboration.read(courseId, (doc) => speakersOf(doc, id))
      const before = await store.picture(courseId, id)
      if (before ? before.by !== member.id : speakers.size > 0 && !speakers.has(member.id))
        throw new Problem(
          'conflict',
          'comment.pictureTaken',
          'This id belongs to somebody else’s picture already. Send it again under a new one.',
        )
      if (before) return before
      const { id: blob, type, bytes: size, width, height } = await files.keepPicture(bytes)
      await store.addPicture({ courseId, id, by: member.id, at: now(), blob, type, bytes: size, width, height })
      return { width, height }
    },

    /** What no comment shows, or none any more, its sender alone sees. */
    async openPicture(member: Member, courseId: CourseId, id: CommentPictureId) {
      await enter(courseId, member)
      const row = await store.picture(courseId, id)
      const isShown =
        row !== undefined && (row.by === member.id || (await collaboration.read(courseId, (doc) => speakersOf(doc, id))).has(row.by))
      const opened = row && isShown ? await files.bytesOf(row.blob) : undefined
      if (!row || !opened) throw unknown('picture')
      return { type: row.type, ...opened }
    },
  }
}

/** Whose comments show a picture, or showed it before they were changed. */
function speakersOf(doc: Doc, id: CommentPictureId): Set<PersonId> {
  // Bodies enter the document by commands alone, which have checked them.
  const shows = (body: unknown) => body !== null && picturesOf(body as Body).some(({ picture }) => picture === id)
  const comments = commentsOf(doc)
  const speakers = new Set<PersonId>()
  for (const { by, body } of comments.values()) if (shows(body)) speakers.add(by)
  for (const [key, { body }] of earlierOf(doc)) {
    const comment = comments.get(key.split('/').slice(0, 2).join('/'))
    if (comment && shows(body)) speakers.add(comment.by)
  }
  return speakers
}
