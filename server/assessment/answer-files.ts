import type { AnswerFile } from '../../shared/assessment.ts'
import { attrsOf, type Prose } from '../../shared/document/prose.ts'
import { kindOf } from '../../shared/document/question.ts'
import { questionIn } from '../../shared/grading.ts'
import { type BlockId, type CourseId, newId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { sniff } from '../files/service.ts'
import type { Blobs } from '../platform/blobs.ts'
import type { PlayService } from '../play/service.ts'
import type { AnswerFileRow, AssessmentStore } from './store.ts'

type Tools = { store: AssessmentStore; blobs: Blobs; now: () => number; play: PlayService }

/** Files that learners send as answers. Until a coach reads them, only who sent one can fetch it. */
export function answerFileDesk({ store, blobs, now, play }: Tools) {
  /** The question of the current version that a file is to answer. Throws `question.unknown` where none is. */
  async function fileQuestion(member: Member, courseId: CourseId, id: BlockId): Promise<Prose> {
    const { lessons } = await play.open(member, courseId)
    for (const lesson of lessons) {
      const question = questionIn(lesson.public, id)
      const kind = kindOf(question && attrsOf(question)['kind'])
      if (question && (kind === 'file' || kind === 'video')) return question
    }
    throw unknown('question')
  }

  return {
    /** Throws for whom `keepFile` will refuse: to be asked before a large body is read. */
    maySendFile: fileQuestion,

    /** Keeps a file for an answer that will name it. */
    async keepFile(
      member: Member,
      courseId: CourseId,
      question: BlockId,
      { name, bytes }: { name: string; bytes: Uint8Array },
    ): Promise<AnswerFile> {
      const asked = await fileQuestion(member, courseId, question)
      if (bytes.length === 0) throw new Problem('invalid', 'file.empty', 'This file is empty.')
      const type = sniff(bytes)
      mustFit(asked, type)
      const blob = await blobs.put(bytes)
      const row = {
        id: newId<string>(now()),
        courseId,
        personId: member.id,
        question,
        blob,
        name: plainName(name),
        type,
        bytes: bytes.length,
        at: now(),
      }
      await store.addFile(row)
      return { id: row.id, name: row.name, type, bytes: row.bytes, url: `/api/play/${courseId}/answer-files/${row.id}` }
    },

    /** The file that a person's answer names. Throws `answer.file` when it is somebody else's or was sent for something else. */
    async own(member: Member, courseId: CourseId, id: string, question: BlockId, asked: Prose): Promise<AnswerFileRow> {
      const file = await store.file(id)
      if (!file || file.personId !== member.id || file.courseId !== courseId || file.question !== question)
        throw new Problem('invalid', 'answer.file', 'The file of this answer did not arrive. Send it again.')
      mustFit(asked, file.type)
      return file
    },

    async openFile(member: Member, courseId: CourseId, id: string) {
      const file = await store.file(id)
      if (!file || file.personId !== member.id || file.courseId !== courseId) throw unknown('file')
      const opened = await blobs.stream(file.blob)
      if (!opened) throw unknown('file')
      return { file, ...opened }
    },
  }
}

function mustFit(question: Prose, type: string) {
  if (kindOf(attrsOf(question)['kind']) === 'video' && !type.startsWith('video/'))
    throw new Problem('invalid', 'answer.notVideo', 'This is no video that can be played. Send an MP4 or WebM.')
}

/** The last part of a path, without what no header takes. */
const plainName = (name: string) =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}"<>:|?*]/gu, '')
    .trim()
    .slice(0, 200) || 'file'
