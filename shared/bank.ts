import { z } from 'zod'
import { questionKinds } from './document/question.ts'
import { Done, endpoint, page } from './endpoint.ts'
import { CourseId, GroupId, id } from './id.ts'
import { Person } from './people.ts'
import { PublishedBlock } from './publishing.ts'
import type { GroupRole } from './rights.ts'
import { Time } from './time.ts'

// Model

export const BankId = id('bank question')
export type BankId = z.infer<typeof BankId>

/** A question that a group keeps for its courses, with its answers: only who writes courses there sees it. */
export const BankQuestion = z.object({
  id: BankId,
  groupId: GroupId,
  groupName: z.string(),
  kind: z.enum(questionKinds),
  /** What it asks, as plain text. */
  title: z.string(),
  /** Counts up with each change. A copy in a course says which one it was made from. */
  version: z.number().int(),
  content: PublishedBlock,
  by: Person,
  at: Time,
  /** Whoever asks may change it and take it out. */
  mayEdit: z.boolean(),
})
export type BankQuestion = z.infer<typeof BankQuestion>

// Rules

export const mostBankBytes = 100_000

const writes = (role: GroupRole) => role === 'author' || role === 'lnd' || role === 'admin'
/** Whoever writes courses in the group, above it or below it reads its bank. `near`: roles held there. */
export const canReadBank = (near: readonly GroupRole[]) => near.some(writes)
/** Whoever writes courses of the group itself changes its bank. `covering`: roles that cover it. */
export const canEditBank = (covering: readonly GroupRole[]) => covering.some(writes)

// Contract

const OfGroup = { groupId: GroupId }

export const listBank = endpoint('GET', '/groups/:groupId/bank', {
  takes: z.object({ ...OfGroup, q: z.string().trim().max(200).default(''), after: z.string().max(100).optional() }),
  gives: page(BankQuestion),
  who: 'authors, L&D and admins of the group, above and below it',
  problems: ['group.unknown', 'group.bank'],
  about: 'The questions that a group and those above it keep, newest first, with their answers.',
})

export const saveToBank = endpoint('POST', '/groups/:groupId/bank', {
  takes: z.object({
    ...OfGroup,
    /** The course it stands in: its pictures come from there. */
    courseId: CourseId,
    content: PublishedBlock,
    /** The question of the bank that this is a new version of. */
    bankId: BankId.optional(),
    /** The version it was copied from: a bank that has moved on refuses. */
    onTopOf: z.number().int().min(1).optional(),
  }),
  gives: BankQuestion,
  who: 'authors, L&D and admins whose role covers the group',
  problems: ['group.unknown', 'group.bank', 'bank.question', 'bank.incomplete', 'bank.conflict', 'bank.unknown'],
  about: 'Keeps a question in a group’s bank, or a new version of one that is there.',
})

export const copyFromBank = endpoint('POST', '/courses/:courseId/bank-copies', {
  takes: z.object({ courseId: CourseId, bankId: BankId }),
  gives: z.object({ content: PublishedBlock }),
  who: 'editors of the course who may read the bank',
  problems: ['bank.unknown', 'course.edit'],
  about: 'A copy of a question for a course: its pictures are added to the course, and it says which version it came from.',
})

export const removeFromBank = endpoint('DELETE', '/groups/:groupId/bank/:bankId', {
  takes: z.object({ ...OfGroup, bankId: BankId }),
  gives: Done,
  who: 'authors, L&D and admins whose role covers the group',
  problems: ['group.bank', 'bank.unknown'],
  about: 'Takes a question out of a bank. Copies in courses stay.',
})

export const bankEndpoints = [listBank, saveToBank, copyFromBank, removeFromBank]
