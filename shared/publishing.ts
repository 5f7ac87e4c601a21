import { z } from 'zod'
import { changeClasses } from './change-classes.ts'
import type { FaultCode, FrozenNode } from './document/freeze.ts'
import { canonicalJson, type Prose } from './document/prose.ts'
import type { Pool } from './document/question.ts'
import { Done, endpoint, page } from './endpoint.ts'
import { Comparison } from './history.ts'
import { BlockId, CourseId, LessonId, NodeId } from './id.ts'
import { Person } from './people.ts'
import { minutesFor } from './reading-time.ts'
import { Time } from './time.ts'

// Model

/** Counts up from 1 for each course, without holes. */
export const VersionNumber = z.number().int().min(1)

/** One node of published prose as ProseMirror JSON; freezing has dropped all that learners must not see. */
export const PublishedBlock = z.custom<Prose>(
  (value) => typeof value === 'object' && value !== null && typeof (value as Prose).type === 'string',
)

/** A frozen copy of the course, by the person who published it. */
export const Version = z.object({
  courseId: CourseId,
  version: VersionNumber,
  at: Time,
  by: Person,
  note: z.string(),
  title: z.string(),
  lessons: z.number().int(),
  /** Lessons that are new or changed since the version before. */
  changed: z.number().int(),
  /** The version whose content it brought back. */
  returnsTo: VersionNumber.nullable().default(null),
})
export type Version = z.infer<typeof Version>

/** What an author should mend, at the place where it is. */
export const PublishFault = z.object({
  code: z.string(),
  /** The draft cannot be published before this is mended; else it is a hint. */
  stops: z.boolean(),
  lesson: LessonId.optional(),
  block: BlockId.optional(),
  /** What the lesson is called, for a list of faults. */
  title: z.string(),
  /** One sentence: what is missing and what to do. */
  message: z.string(),
  /** What the sentence names, for the browser to say it in the person's language. */
  vars: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** The comment it speaks of. */
  thread: z.string().optional(),
})
export type PublishFault = z.infer<typeof PublishFault>

/** What publishing would do to one lesson. */
export const LessonChange = z.object({
  lesson: LessonId,
  title: z.string(),
  change: z.enum(['new', 'changed', 'removed']),
  /** Minutes it takes to learn it (again); 0 where nobody does. */
  minutes: z.number().int(),
  /** Learners read and are asked what they were: its name, an explanation or a hint is another. */
  quiet: z.boolean().default(false),
  /** Who had learnt it learns it again, by what is computed and by what counts of what authors say. */
  again: z.boolean().default(true),
  /** Of which kind the change is, by its worst block. */
  class: z.enum(changeClasses).default('content'),
  /** What an author says of it instead. */
  claim: z
    .object({
      as: z.enum(['cosmetic', 'content']),
      by: Person,
      /** The asker said so, and cannot agree with themselves. */
      mine: z.boolean(),
      agreedBy: Person.nullable(),
      /** It counts: nobody else has to agree, or somebody has. */
      counts: z.boolean(),
    })
    .optional(),
})
export type LessonChange = z.infer<typeof LessonChange>

/** A section or a lesson as learners see it, in order, a section before what it holds. */
export const PublishedNode = z.object({ id: NodeId, kind: z.enum(['section', 'lesson']), parent: NodeId.nullable(), title: z.string() })
export type PublishedNode = z.infer<typeof PublishedNode>

export const PublishedLesson = z.object({ id: LessonId, title: z.string(), content: z.array(PublishedBlock) })

/** A draft to be published at a time of its own, as it is then. */
export const Plan = z.object({
  at: Time,
  by: Person,
  note: z.string(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type Plan = z.infer<typeof Plan>

// Rules

/** In words of the server; the browser has them in the person's language, by the code. */
export const faultWords: Record<FaultCode, string> = {
  'course.noLesson': 'The course has no lesson yet. Add one and write something in it.',
  'course.noTitle': 'The course has no title. Give it one, so that people find it.',
  'lesson.empty': 'This lesson is empty. Write something, or move it to the trash.',
  'question.noStem': 'A question asks nothing. Write what it asks.',
  'question.tooFewChoices': 'A question needs at least two choices. Add one.',
  'question.noCorrect': 'A question has no correct choice. Mark the right one.',
  'question.severalCorrect': 'A question for one answer has several correct choices. Keep one, or let people choose several.',
  'question.emptyChoice': 'A question has an empty choice. Fill it in or remove it.',
  'image.noAlt': 'A picture has no description, so people who cannot see it miss it.',
  'image.noSource': 'A picture did not arrive. Upload it again or remove it.',
  'button.noAddress': 'A button leads nowhere, so learners do not see it. Give it an address.',
  'media.noSource': 'A film, sound, file, gallery or page is empty, so learners do not see it. Fill it or remove it.',
  'video.noCaptions': 'A film has no captions, so people who cannot hear it miss what is said.',
  'cue.times': 'A caption ends before it begins, so it is never shown. Mend its times.',
  'embed.noTitle': 'A page shown in the lesson has no title, so people do not know what it is before they load it.',
  'question.tooFewItems': 'A question has fewer than two things to put in order. Add one.',
  'question.emptyItem': 'A question has an empty thing to put in order. Fill it in or remove it.',
  'question.tooFewPairs': 'A question needs at least two pairs. Add one.',
  'question.emptyPair': 'A pair has nothing that belongs to it. Fill it in or remove the pair.',
  'question.noBlank': 'A text to complete has no blank. Make one of its words a blank.',
  'question.emptyBlank': 'A blank accepts no answer. Write what may stand there.',
  'question.noNumber': 'A question for a number has no answer. Write the right number.',
  'question.noPicture': 'A question asks for a place on a picture and has none. Choose a picture.',
  'question.noArea': 'A picture has no right place. Draw one on it.',
  'pool.tooFew': 'A pool holds fewer questions than it asks. Add some, or ask fewer.',
  'link.bad': 'A link leads nowhere safe and will be left out. Mend its address.',
}

/** Sections and lessons one after another, a section before what it holds. */
export const flatten = (nodes: readonly FrozenNode[], parent: PublishedNode['parent'] = null): PublishedNode[] =>
  nodes.flatMap(({ id, kind, title, children }) => [{ id, kind, title, parent }, ...flatten(children, id)])

type Sized = { id: string; title: string; hash: string; words: number; questions: Readonly<Record<string, string>>; pools: readonly Pool[] }

/** Both say the same and ask the same: who learnt one has learnt the other. */
const isSame = (a: Sized, b: Sized) => a.hash === b.hash && canonicalJson(a.questions) === canonicalJson(b.questions)

/** What differs between two versions, in the order of the later one; removed lessons come last. */
export function compareLessons(before: readonly Sized[], after: readonly Sized[]): LessonChange[] {
  const old = new Map(before.map((lesson) => [lesson.id, lesson]))
  const kept = new Set(after.map((lesson) => lesson.id))
  const changes: LessonChange[] = []
  for (const lesson of after) {
    const was = old.get(lesson.id)
    if (was && isSame(was, lesson)) continue
    changes.push({ ...about(lesson), change: was ? 'changed' : 'new', minutes: minutesFor(lesson), again: true })
  }
  for (const lesson of before) if (!kept.has(lesson.id)) changes.push({ ...about(lesson), change: 'removed', minutes: 0, again: false })
  return changes
}

const about = ({ id, title }: Sized) => ({ lesson: LessonId.parse(id), title, class: 'content' as const, quiet: false })

// Contract

const OfCourse = z.object({ courseId: CourseId })

export const publishCourse = endpoint('POST', '/courses/:courseId/publish', {
  takes: z.object({
    ...OfCourse.shape,
    note: z.string().trim().max(500).default(''),
    /** The place in the course log that the publisher has seen saved: the version holds at least this much. */
    draftSeq: z.number().int().min(0).optional(),
    /** The version the publisher believes to be current, 0 for none: publishing on top of another one is refused. */
    onTopOf: z.number().int().min(0).optional(),
  }),
  gives: Version,
  problems: ['course.publish', 'publishing.faults', 'publishing.unchanged', 'publishing.conflict', 'publishing.behind', 'publishing.note'],
  about: 'Freezes the draft as the next version; learners play it from now on.',
})

export const listVersions = endpoint('GET', '/courses/:courseId/versions', {
  takes: z.object({ ...OfCourse.shape, after: z.coerce.number().int().optional() }),
  gives: z.object({
    ...page(Version).shape,
    /** Nobody plays any of them at present. */
    withdrawn: z.boolean(),
    plan: Plan.nullable(),
  }),
  about: 'Published versions, newest first, and what is planned, for those who may read the draft.',
})

export const readVersion = endpoint('GET', '/courses/:courseId/versions/:version', {
  takes: z.object({ ...OfCourse.shape, version: z.coerce.number().int().min(1) }),
  gives: z.object({ ...Version.shape, outline: z.array(PublishedNode), content: z.array(PublishedLesson) }),
  problems: ['version.unknown'],
  about: 'One published version as learners see it, for those who may read the draft.',
})

export const readDraft = endpoint('GET', '/courses/:courseId/draft', {
  takes: OfCourse,
  gives: z.object({
    title: z.string(),
    summary: z.string(),
    language: z.string(),
    outline: z.array(PublishedNode),
    content: z.array(PublishedLesson),
  }),
  who: 'who may read the draft',
  problems: ['course.unknown', 'course.readDraft'],
  about: 'The draft as it would be published now: without keys, notes to authors and comments.',
})

const publishers = 'editors of the course, L&D and admins of its group'

export const returnToVersion = endpoint('POST', '/courses/:courseId/versions/:version/return', {
  takes: z.object({ ...OfCourse.shape, version: z.coerce.number().int().min(1), note: z.string().trim().max(500).default('') }),
  gives: Version,
  who: publishers,
  problems: ['course.publish', 'version.unknown', 'publishing.unchanged', 'publishing.conflict'],
  about: 'Publishes an earlier version’s content again, as a new version. The draft stays as it is.',
})
export const unpublishCourse = endpoint('POST', '/courses/:courseId/unpublish', {
  takes: z.object(OfCourse.shape),
  gives: Done,
  who: publishers,
  problems: ['course.publish', 'version.unknown'],
  about:
    'Takes the course away from its learners, and ends what is planned. Versions, progress and results stay; publishing brings it back.',
})
export const planPublication = endpoint('PUT', '/courses/:courseId/publish-plan', {
  takes: z.object({ ...OfCourse.shape, at: Time.nullable(), note: z.string().trim().max(500).default('') }),
  gives: z.object({ plan: Plan.nullable() }),
  who: publishers,
  problems: ['course.publish', 'publishing.past'],
  about: 'Publishes the draft at a time to come, as it is then and if its group’s gates let it; without a time the plan is dropped.',
})
export const claimChange = endpoint('PUT', '/courses/:courseId/lessons/:lessonId/change-claim', {
  takes: z.object({ ...OfCourse.shape, lessonId: LessonId, as: z.enum(['cosmetic', 'content']).nullable() }),
  gives: Done,
  who: publishers,
  problems: ['course.publish', 'lesson.unknown', 'publishing.noChange'],
  about:
    'Says that a lesson’s change is cosmetic, so that nobody learns it again, or that it is more than it looks. Saying the same as somebody else agrees with them.',
})

/** A change called cosmetic that waits until a second person agrees. */
export const WaitingClaim = z.object({ lesson: LessonId, title: z.string(), by: Person, at: Time, mine: z.boolean() })
export type WaitingClaim = z.infer<typeof WaitingClaim>
export const listWaitingClaims = endpoint('GET', '/courses/:courseId/change-claims', {
  takes: z.object(OfCourse.shape),
  gives: z.object({ items: z.array(WaitingClaim) }),
  who: publishers,
  problems: ['course.publish'],
  about: 'Changes that somebody calls cosmetic and that count as that once a second person agrees.',
})

/** Two versions, or a version and the draft (`to` 0), side by side. */
export const compareVersions = endpoint('GET', '/courses/:courseId/compare-versions', {
  takes: z.object({ ...OfCourse.shape, from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(0).default(0) }),
  gives: Comparison,
  who: 'who may read the draft',
  problems: ['course.unknown', 'version.unknown'],
  about: 'What differs between two versions, or between a version and the draft.',
})

export const publishingEndpoints = [
  publishCourse,
  listVersions,
  readVersion,
  readDraft,
  returnToVersion,
  unpublishCourse,
  planPublication,
  claimChange,
  listWaitingClaims,
  compareVersions,
]
