import { z } from 'zod'
import { blockIdOf, type Prose } from './document/prose.ts'
import { Bytes, Done, endpoint, page } from './endpoint.ts'
import { FileName, mostChunkBytes, mostFileBytes, StoredFileId, Upload, UploadId } from './files.ts'
import { BlockId, CourseId, LessonId } from './id.ts'
import { Person } from './people.ts'
import { PublishedBlock, VersionNumber } from './publishing.ts'
import { Time } from './time.ts'

// Model

export const mostAnswerLetters = 20_000
/** An answer that hangs on a wall is read by everybody, so it is short. */
export const mostWallLetters = 500
export const mostAnswerFileBytes = 100 * 1024 * 1024

const AnswerId = z.uuid()
const Hundredths = z.number().min(0).max(100)

/** What somebody answered, told apart by how a question of its kind is answered. */
export const Answer = z.discriminatedUnion('by', [
  z.object({ by: z.literal('choices'), choices: z.array(BlockId).min(1).max(50) }),
  z.object({ by: z.literal('order'), order: z.array(BlockId).min(1).max(100) }),
  z.object({
    by: z.literal('pairs'),
    pairs: z
      .array(z.object({ prompt: BlockId, match: BlockId }))
      .min(1)
      .max(100),
  }),
  z.object({
    by: z.literal('blanks'),
    blanks: z
      .array(z.object({ blank: BlockId, text: z.string().max(200) }))
      .min(1)
      .max(100),
  }),
  /** As it was typed: a comma may divide thousands here and tenths there. */
  z.object({ by: z.literal('number'), number: z.string().trim().min(1).max(40) }),
  /** Where somebody pointed, in hundredths of the picture. */
  z.object({ by: z.literal('spot'), x: Hundredths, y: Hundredths }),
  z.object({ by: z.literal('text'), text: z.string().trim().min(1).max(mostAnswerLetters) }),
  /** A file that was sent before; the server knows its name. */
  z.object({ by: z.literal('file'), file: AnswerId, name: z.string().max(200).default('') }),
])
export type Answer = z.infer<typeof Answer>

/** `waiting`: a coach judges it later. `taken`: nobody judges it. */
export const Verdict = z.enum(['right', 'partly', 'wrong', 'waiting', 'taken'])
export type Verdict = z.infer<typeof Verdict>

const AreaOnPicture = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() })
const ToldSolution = z.discriminatedUnion('by', [
  z.object({ by: z.literal('choices'), right: z.array(BlockId) }),
  z.object({ by: z.literal('order'), right: z.array(BlockId) }),
  z.object({ by: z.literal('pairs'), right: z.array(z.object({ prompt: BlockId, match: BlockId })) }),
  z.object({ by: z.literal('blanks'), right: z.array(z.object({ blank: BlockId, accept: z.array(z.string()) })) }),
  z.object({ by: z.literal('number'), right: z.number(), tolerance: z.number() }),
  z.object({ by: z.literal('spot'), right: z.array(AreaOnPicture) }),
])

/** What is told to somebody who has answered a question, and to nobody before. */
export const Feedback = z.object({
  question: BlockId,
  answer: Answer,
  /** The order in which they saw what was offered. */
  shown: z.array(BlockId),
  verdict: Verdict,
  points: z.number(),
  outOf: z.number(),
  /** What would have been right; null where nothing is. */
  solution: ToldSolution.nullable(),
  /** What the author says about a choice they made. */
  notes: z.array(z.object({ choice: BlockId, said: z.array(PublishedBlock) })),
  explanation: z.array(PublishedBlock),
  at: Time,
})
export type Feedback = z.infer<typeof Feedback>

/** What everybody said in a poll. `counts` is null while so few voted that one could tell who. */
export const Votes = z.object({
  people: z.number().int(),
  counts: z.array(z.object({ choice: BlockId, people: z.number().int() })).nullable(),
})
export type Votes = z.infer<typeof Votes>

/** One answer on the wall. `hidden`: an author took it down; only they and who wrote it still see it. */
export const WallPost = z.object({
  id: AnswerId,
  person: Person,
  text: z.string(),
  at: Time,
  mine: z.boolean(),
  hidden: z.boolean(),
})
export type WallPost = z.infer<typeof WallPost>

/** A file that a learner sent as an answer. */
export const AnswerFile = z.object({ id: AnswerId, name: z.string(), type: z.string(), bytes: z.number().int(), url: z.string() })
export type AnswerFile = z.infer<typeof AnswerFile>

/** Such a file on its way, as `Upload` is for the files of courses. */
export const AnswerUpload = Upload.omit({ file: true }).extend({ file: AnswerFile.optional() })
export type AnswerUpload = z.infer<typeof AnswerUpload>

// Rules

/** The same order for the same seed; another seed, another order. */
export function shuffled<Thing>(things: readonly Thing[], idOf: (thing: Thing) => string, seed: string): Thing[] {
  const rank = (thing: Thing) => {
    let hash = 2166136261
    for (const letter of `${seed} ${idOf(thing)}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619)
    // Letters at the end change only low bits: mix them up.
    hash = Math.imul(hash ^ (hash >>> 15), 2246822507)
    return (hash ^ (hash >>> 13)) >>> 0
  }
  return things
    .map((thing) => ({ thing, rank: rank(thing) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ thing }) => thing)
}

/** An answer as it is kept: what was seen, said and thought of it. */
export type Answered = { answer: Answer; shown: BlockId[]; verdict: Verdict; points: number; outOf: number }

/** Ids of what a question offers to choose, sort or match. */
export const offeredBy = (question: Prose): BlockId[] =>
  (question.content ?? []).flatMap((part) => (['choice', 'sortItem', 'match'].includes(part.type) ? (blockIdOf(part) ?? []) : []))

// Contract

/** Where a question stands: the version the learner has before them, whose key judges. */
const AtQuestion = { courseId: CourseId, version: VersionNumber, lesson: LessonId, question: BlockId }
const unknownThere = ['version.unknown', 'lesson.unknown', 'question.unknown']

export const answerQuestion = endpoint('POST', '/play/:courseId/answers', {
  takes: z.object({
    /** Made by the device, so that an answer sent twice counts once. */
    id: AnswerId,
    ...AtQuestion,
    answer: Answer,
    /** What was offered, in the order in which it was seen. */
    shown: z.array(BlockId).max(200).optional(),
  }),
  gives: Feedback,
  problems: [...unknownThere, 'answer.choices', 'answer.taken', 'answer.notDrawn', 'answer.file'],
  about: 'Answers one question of a published version and tells what was right; open answers wait for a coach.',
})

export const revealHints = endpoint('POST', '/play/:courseId/hints', {
  takes: z.object({ ...AtQuestion, count: z.number().int().min(1).max(50) }),
  gives: z.object({ hints: z.array(PublishedBlock) }),
  problems: unknownThere,
  about: 'The first hints of a question; that they were asked for is noted.',
})

export const drawQuestions = endpoint('POST', '/play/:courseId/draws', {
  takes: z.object({
    courseId: CourseId,
    version: VersionNumber,
    lesson: LessonId,
    pool: BlockId,
    /** Others than last time; only once the last ones are answered. */
    again: z.boolean().default(false),
  }),
  gives: z.object({ attempt: z.number().int(), questions: z.array(BlockId) }),
  problems: ['version.unknown', 'lesson.unknown', 'pool.unknown', 'draw.open'],
  about: 'The questions of a pool that this person is asked, drawn once for each attempt.',
})

export const readVotes = endpoint('GET', '/play/:courseId/votes', {
  takes: z.object({ courseId: CourseId, question: BlockId }),
  gives: Votes,
  problems: ['question.unknown', 'votes.vote'],
  about: 'What everybody said in a poll, for those who have voted.',
})

export const readWall = endpoint('GET', '/play/:courseId/wall', {
  takes: z.object({ courseId: CourseId, question: BlockId, after: z.string().max(100).optional() }),
  gives: page(WallPost).extend({ mayHide: z.boolean() }),
  problems: ['question.unknown', 'wall.post'],
  about: 'The answers on a wall, newest first, for those who have posted their own and for its authors.',
})

export const hideWallPost = endpoint('PUT', '/play/:courseId/wall/:postId', {
  takes: z.object({ courseId: CourseId, postId: AnswerId, hidden: z.boolean() }),
  gives: Done,
  who: 'editors of the course, L&D and admins of its branch',
  problems: ['wall.hide', 'post.unknown'],
  about: 'Takes an answer off the wall, or hangs it up again.',
})

const ofAnswerUpload = z.object({ courseId: CourseId, uploadId: UploadId })
const whoBegan = 'whoever began it'

export const startAnswerUpload = endpoint('POST', '/play/:courseId/answer-uploads', {
  takes: z.object({
    courseId: CourseId,
    question: BlockId,
    id: UploadId,
    name: FileName,
    bytes: z.number().int().min(0).max(mostFileBytes),
  }),
  gives: AnswerUpload,
  problems: ['question.unknown', 'file.empty', 'file.tooMany', 'file.tooLarge', 'upload.unknown', 'upload.many'],
  about: 'Announces a file that is about to be an answer and will come in pieces, under an id made by the sender.',
})
export const getAnswerUpload = endpoint('GET', '/play/:courseId/answer-uploads/:uploadId', {
  takes: ofAnswerUpload,
  gives: AnswerUpload,
  who: whoBegan,
  problems: ['upload.unknown'],
  about: 'How much of the file of an answer has arrived: where to go on after a break.',
})
export const sendAnswerChunk = endpoint('PUT', '/play/:courseId/answer-uploads/:uploadId', {
  takes: ofAnswerUpload.extend({ offset: z.coerce.number().int().min(0), sha256: StoredFileId.optional() }),
  gives: AnswerUpload,
  body: 'bytes',
  maxBytes: mostChunkBytes,
  who: whoBegan,
  problems: ['upload.unknown', 'upload.offset', 'upload.busy', 'upload.damaged', 'upload.done'],
  about: 'The piece of the file of an answer that begins at `offset`.',
})
export const finishAnswerUpload = endpoint('POST', '/play/:courseId/answer-uploads/:uploadId/finish', {
  takes: ofAnswerUpload,
  gives: AnswerFile,
  who: whoBegan,
  problems: ['upload.unknown', 'upload.offset', 'upload.busy', 'file.broken', 'file.other', 'answer.notVideo'],
  about: 'Keeps a file that has arrived whole; an answer may name it. Only who sent it can fetch it.',
})
export const cancelAnswerUpload = endpoint('DELETE', '/play/:courseId/answer-uploads/:uploadId', {
  takes: ofAnswerUpload,
  gives: Done,
  who: whoBegan,
  problems: ['upload.unknown'],
  about: 'Gives up the file of an answer on its way.',
})

export const getAnswerFile = endpoint('GET', '/play/:courseId/answer-files/:fileId', {
  takes: z.object({ courseId: CourseId, fileId: AnswerId }),
  gives: Bytes,
  problems: ['file.unknown'],
  about: 'The bytes of a file that one sent as an answer.',
})

export const assessmentEndpoints = [
  answerQuestion,
  revealHints,
  drawQuestions,
  readVotes,
  readWall,
  hideWallPost,
  startAnswerUpload,
  getAnswerUpload,
  sendAnswerChunk,
  finishAnswerUpload,
  cancelAnswerUpload,
  getAnswerFile,
]
