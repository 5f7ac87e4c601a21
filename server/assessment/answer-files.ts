import { type AnswerFile, mostAnswerFileBytes } from '../../shared/assessment.ts'
import { attrsOf, type Prose } from '../../shared/document/prose.ts'
import { kindOf } from '../../shared/document/question.ts'
import { questionIn } from '../../shared/grading.ts'
import { type BlockId, type CourseId, newId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import type { FileService } from '../files/service.ts'
import type { Blobs } from '../platform/blobs.ts'
import type { PlayService } from '../play/service.ts'
import type { AnswerFileRow, AssessmentStore } from './store.ts'

type Tools = {
  store: AssessmentStore
  blobs: Blobs
  files: Pick<FileService, 'uploadsTo' | 'keepPart'>
  now: () => number
  play: PlayService
}

/** Files that learners send as answers. Until a coach reads them, only who sent one can fetch it. */
export function answerFileDesk({ store, blobs, files, now, play }: Tools) {
  /** The question of the current version that a file is to answer. Throws `question.unknown` where none is. */
  async function fileQuestion(member: Member, courseId: CourseId, id: BlockId | null): Promise<Prose> {
    const { lessons } = await play.open(member, courseId)
    for (const lesson of lessons) {
      const question = id && questionIn(lesson.public, id)
      const kind = kindOf(question && attrsOf(question)['kind'])
      if (question && (kind === 'file' || kind === 'video')) return question
    }
    throw unknown('question')
  }

  const uploads = files.uploadsTo<AnswerFile>({
    goals: 'answers',
    mayAdd: (member, { courseId, question }) => fileQuestion(member, courseId, question),
    roomFor(_, bytes) {
      if (bytes > mostAnswerFileBytes)
        throw new Problem(
          'tooLarge',
          'file.tooLarge',
          `This file is too large: at most ${mostAnswerFileBytes / 1024 / 1024} MB can be an answer.`,
          {
            maxBytes: mostAnswerFileBytes,
          },
        )
    },
    async keep(member, { courseId, question, id, name, bytes }, file) {
      const asked = await fileQuestion(member, courseId, question)
      const kept = await files.keepPart(name, id, file, bytes, (type) => mustFit(asked, type))
      const row = {
        id: newId<string>(now()),
        courseId,
        personId: member.id,
        question: question!, // the upload of an answer names what it answers
        blob: kept.id,
        name: kept.name,
        type: kept.type,
        bytes: kept.bytes,
        at: now(),
      }
      await store.addFile(row)
      return asAnswerFile(row)
    },
    fileOf: async (_, id) => asAnswerFile((await store.file(id))!), // it was added before the upload said so
  })

  return {
    uploads,

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

const asAnswerFile = ({ id, name, type, bytes, courseId }: AnswerFileRow): AnswerFile => ({
  id,
  name,
  type,
  bytes,
  url: `/api/play/${courseId}/answer-files/${id}`,
})

function mustFit(question: Prose, type: string) {
  if (kindOf(attrsOf(question)['kind']) === 'video' && !type.startsWith('video/'))
    throw new Problem('invalid', 'answer.notVideo', 'This is no video that can be played. Send an MP4 or WebM.')
}
