import { z } from 'zod'
import { Done, endpoint } from './endpoint.ts'
import { ChangedLesson } from './history.ts'
import { CourseId, GroupId, id, LessonId, PersonId } from './id.ts'
import { Person } from './people.ts'
import { GroupRole, type Standing } from './rights.ts'
import { day, Time } from './time.ts'

// Model

export const RoundId = id('review round')
export type RoundId = z.infer<typeof RoundId>

/** What a group asks of its courses before they are published, and how long what was verified counts as fresh. */
export const ReviewRules = z.object({
  /** So many people must have approved each lesson that changed; 0: nobody has to. */
  approvals: z.number().int().min(0).max(5).default(0),
  /** Whose approvals count: those who hold this role there, or anybody who may approve. */
  approvers: z.enum(['anyone', 'reviewer', 'author', 'lnd', 'admin']).default('anyone'),
  /** Who wrote in a lesson may approve it. */
  ownEdits: z.boolean().default(true),
  /** No comment that must be answered is open. */
  mustFix: z.boolean().default(false),
  /** Every image has a description. */
  altText: z.boolean().default(false),
  /** Every link leads somewhere. */
  links: z.boolean().default(false),
  /** A new version says what changed. */
  note: z.boolean().default(false),
  /** A second person agrees before a change counts as cosmetic. */
  cosmeticBySecond: z.boolean().default(false),
  /** Who may verify that a lesson is still right, besides L&D and admins. */
  verifiers: z.enum(['reviewer', 'author', 'anyone']).default('reviewer'),
  /** For so many days. */
  verifyDays: z.number().int().min(1).max(1095).default(180),
  /** So many learners flagging a lesson end its verification. */
  flagsEndIt: z.number().int().min(1).max(50).default(3),
  /** Learners see until when a lesson is verified. */
  learnersSeeFreshness: z.boolean().default(false),
})
export type ReviewRules = z.infer<typeof ReviewRules>

export const Scope = z.enum(['all', 'lessons', 'changes'])
export type Scope = z.infer<typeof Scope>

/** Somebody's word on a lesson. `stands`: the lesson still says what it said then; else `changedBy` says whose edits came since. */
export const Verdict = z.object({
  by: Person,
  verdict: z.enum(['approved', 'changes']),
  at: Time,
  note: z.string(),
  stands: z.boolean(),
  changedBy: z.array(Person),
})
export type Verdict = z.infer<typeof Verdict>

/** `state`: `verified` until then; else why it counts no more. */
export const Freshness = z.object({
  state: z.enum(['verified', 'changed', 'expired', 'flagged']),
  by: Person,
  at: Time,
  until: Time,
  /** Learners' flags since. */
  flags: z.number().int().default(0),
})
export type Freshness = z.infer<typeof Freshness>

export const BoardLesson = z.object({
  lesson: LessonId,
  title: z.string(),
  /** What a verdict is given to: send it back with the verdict. */
  mark: z.string(),
  /** Asked for in the open round. */
  inScope: z.boolean(),
  verdicts: z.array(Verdict),
  freshness: Freshness.nullable(),
  /** It was verified and is to be looked at again: soon, or because that is over. */
  due: z.enum(['soon', 'over']).nullable().default(null),
})
export type BoardLesson = z.infer<typeof BoardLesson>

export const Asked = z.object({ person: Person, role: GroupRole.nullable(), doneAt: Time.nullable() })
export const Round = z.object({
  id: RoundId,
  by: Person,
  at: Time,
  message: z.string(),
  dueAt: Time.nullable(),
  scope: Scope,
  asked: z.array(Asked),
  closedAt: Time.nullable(),
})
export type Round = z.infer<typeof Round>

/** Who was asked, and how every lesson stands. */
export const Board = z.object({
  /** The open round, or none. */
  round: Round.nullable(),
  lessons: z.array(BoardLesson),
  rules: ReviewRules,
  mayApprove: z.boolean(),
  mayVerify: z.boolean(),
  mayAsk: z.boolean(),
})
export type Board = z.infer<typeof Board>

/** A guest's link to one draft. Its secret is told once, at birth. */
export const GuestLink = z.object({
  id: PersonId,
  name: z.string(),
  by: Person,
  at: Time,
  expiresAt: Time,
  endedAt: Time.nullable(),
})
export type GuestLink = z.infer<typeof GuestLink>

// Rules

/** Who gives verdicts on lessons. A guest speaks, and decides nothing. */
export const canApprove = (standing: Standing) =>
  !standing.guest &&
  (standing.roles.some((role) => role === 'reviewer' || role === 'author' || role === 'lnd' || role === 'admin') ||
    standing.courseRole === 'editor' ||
    standing.courseRole === 'commenter')

/** Whose approval a group's rules count. */
export const approvalCounts = (standing: Standing, { approvers }: Pick<ReviewRules, 'approvers'>) =>
  canApprove(standing) &&
  (approvers === 'anyone' ||
    standing.roles.includes(approvers) ||
    (approvers === 'reviewer' && standing.courseRole === 'commenter') ||
    (approvers === 'author' && standing.courseRole === 'editor'))

/** Who says that a lesson is still right. */
export const canVerify = (standing: Standing, { verifiers }: Pick<ReviewRules, 'verifiers'>) =>
  standing.roles.some((role) => role === 'lnd' || role === 'admin') ||
  (canApprove(standing) && approvalCounts(standing, { approvers: verifiers }))

/** How long before its end a verification is to be renewed: two weeks, or the last quarter of a short one. */
export const soonMs = (at: Time, until: Time) => Math.min(14 * day, (until - at) / 4)

/** Whether a lesson that was verified is to be looked at again. */
export function dueOf({ state, at, until }: Pick<Freshness, 'state' | 'at' | 'until'>, now: Time): BoardLesson['due'] {
  if (state !== 'verified') return 'over'
  return until - now <= soonMs(at, until) ? 'soon' : null
}

export const defaultRules: ReviewRules = ReviewRules.parse({})

/** When those who are asked are reminded: the day before, on the day, the day after. `undefined` when it is not the time. */
export function reminderAt(dueAt: Time, now: Time): 'before' | 'today' | 'after' | undefined {
  const days = Math.floor((dueAt - now) / day)
  if (days === 0) return now > dueAt - day / 2 ? 'today' : 'before'
  if (days === -1) return now < dueAt + day / 2 ? 'today' : 'after'
  return days === -2 ? 'after' : undefined
}

/** How long a guest's link may last. */
export const guestDays = { least: 1, most: 90, usual: 7 } as const

// Contract

const OfCourse = z.object({ courseId: CourseId })
const OfGroup = z.object({ groupId: GroupId })
const editors = 'editors of the course, L&D and admins of its group'

export const readReviewRules = endpoint('GET', '/groups/:groupId/review-rules', {
  takes: OfGroup,
  gives: z.object({ rules: ReviewRules, from: GroupId.nullable(), fromName: z.string().nullable() }),
  problems: ['group.unknown'],
  about: 'What a group asks of its courses before they are published, and which group above it says so.',
})
export const setReviewRules = endpoint('PUT', '/groups/:groupId/review-rules', {
  takes: OfGroup.extend({ rules: ReviewRules.nullable() }),
  gives: Done,
  who: 'L&D and admins of the group',
  problems: ['group.unknown', 'group.setRules'],
  about: 'Sets what a group asks of its courses, for itself and all groups inside it; with null it does as the group above.',
})

export const readBoard = endpoint('GET', '/courses/:courseId/review', {
  takes: OfCourse,
  gives: Board,
  who: 'who may read the draft',
  problems: ['course.unknown', 'course.read'],
  about: 'The open review round and how every lesson stands: who approved it, whose approval an edit ended, until when it is verified.',
})
export const askReview = endpoint('POST', '/courses/:courseId/review', {
  takes: OfCourse.extend({
    people: z.array(PersonId).max(100).default([]),
    role: GroupRole.optional(),
    scope: Scope.default('all'),
    lessons: z.array(LessonId).max(1000).default([]),
    message: z.string().trim().max(1000).default(''),
    dueAt: Time.nullable().default(null),
  }),
  gives: Round,
  who: editors,
  problems: ['course.unknown', 'course.askReview', 'review.nobody', 'review.nothing', 'review.noAccess'],
  about: 'Asks people, or everybody with a role, for their word on the draft: on all of it, on some lessons, or on what changed.',
})
export const closeReview = endpoint('POST', '/courses/:courseId/review/:roundId/close', {
  takes: OfCourse.extend({ roundId: RoundId }),
  gives: Done,
  who: editors,
  problems: ['course.unknown', 'course.askReview', 'review.unknown'],
  about: 'Ends a round: nobody is reminded any more, and what was said stays.',
})
export const finishReview = endpoint('POST', '/courses/:courseId/review/:roundId/done', {
  takes: OfCourse.extend({ roundId: RoundId }),
  gives: Done,
  who: 'who was asked',
  problems: ['course.unknown', 'review.unknown'],
  about: 'Says that one has looked at everything one was asked for.',
})
export const giveVerdict = endpoint('PUT', '/courses/:courseId/lessons/:lessonId/verdict', {
  takes: OfCourse.extend({
    lessonId: LessonId,
    verdict: Verdict.shape.verdict,
    mark: z.string().max(64),
    note: z.string().trim().max(1000).default(''),
  }),
  gives: Done,
  who: 'reviewers, commenters and editors of the course, L&D and admins',
  problems: ['course.unknown', 'course.approve', 'lesson.unknown', 'review.moved', 'review.ownEdits'],
  about: 'Approves a lesson as it is, or asks for changes. Whoever edits it afterwards ends just this approval.',
})
export const readDelta = endpoint('GET', '/courses/:courseId/lessons/:lessonId/delta', {
  takes: OfCourse.extend({ lessonId: LessonId, since: z.enum(['word', 'verification']).default('word') }),
  gives: z.object({ since: Time.nullable(), change: ChangedLesson.nullable(), mark: z.string() }),
  who: 'who may read the draft',
  problems: ['course.unknown', 'lesson.unknown'],
  about: 'What changed in a lesson since the asker’s last word on it, else since what the round compares with; or since it was verified.',
})
export const verifyLesson = endpoint('PUT', '/courses/:courseId/lessons/:lessonId/verification', {
  takes: OfCourse.extend({ lessonId: LessonId, mark: z.string().max(64), days: z.number().int().min(1).max(1095).optional() }),
  gives: Done,
  who: 'who the group’s rules name, L&D and admins',
  problems: ['course.unknown', 'course.verify', 'lesson.unknown', 'review.moved'],
  about: 'Says that a lesson is right as it stands, until a day. A substantive edit, or enough flags, end it.',
})

export const createGuestLink = endpoint('POST', '/courses/:courseId/guests', {
  takes: OfCourse.extend({
    name: z.string().trim().min(1).max(80),
    days: z.number().int().min(guestDays.least).max(guestDays.most).default(guestDays.usual),
  }),
  gives: z.object({ ...GuestLink.shape, url: z.string() }),
  who: editors,
  problems: ['course.unknown', 'course.invite', 'guest.tooMany'],
  about: 'Makes a link by which somebody without an account reads and comments this one draft, until it expires.',
})
export const listGuestLinks = endpoint('GET', '/courses/:courseId/guests', {
  takes: OfCourse,
  gives: z.object({ items: z.array(GuestLink) }),
  who: editors,
  problems: ['course.unknown', 'course.invite'],
  about: 'The guests of a draft, newest first.',
})
export const endGuestLink = endpoint('DELETE', '/courses/:courseId/guests/:guestId', {
  takes: OfCourse.extend({ guestId: PersonId }),
  gives: Done,
  who: editors,
  problems: ['course.unknown', 'course.invite', 'guest.unknown'],
  about: 'Ends a guest’s link at once. What they said stays.',
})
export const comeAsGuest = endpoint('POST', '/guest', {
  access: 'anyone',
  takes: z.object({ token: z.string().max(200) }),
  gives: z.object({ courseId: CourseId, name: z.string(), expiresAt: Time }),
  problems: ['guest.ended', 'guest.tooOften'],
  about: 'Opens a guest’s link in a browser: it may read and comment that one draft until the link expires.',
})

export const reviewEndpoints = [
  readReviewRules,
  setReviewRules,
  readBoard,
  askReview,
  closeReview,
  finishReview,
  giveVerdict,
  readDelta,
  verifyLesson,
  createGuestLink,
  listGuestLinks,
  endGuestLink,
  comeAsGuest,
]
