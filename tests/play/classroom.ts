import * as Y from 'yjs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { assessmentService } from '../../server/assessment/service.ts'
import { assessmentStore } from '../../server/assessment/store.ts'
import { fileService } from '../../server/files/service.ts'
import { fileStore, uploadStore } from '../../server/files/store.ts'
import { diskBlobs } from '../../server/platform/blobs.ts'
import type { LinkState } from '../../server/links/service.ts'
import { diskDerived } from '../../server/platform/derived.ts'
import { openEvents } from '../../server/platform/events/events.ts'
import { openLog } from '../../server/platform/log.ts'
import { diskParts } from '../../server/platform/parts.ts'
import { playService } from '../../server/play/service.ts'
import { publishingService } from '../../server/publishing/service.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { renameNode, trashNode } from '../../shared/document/outline.ts'
import { addLesson, replaceLesson, seedDocument } from '../../shared/document/write.ts'
import { metaOf, outlineOf } from '../../shared/document/layout.ts'
import { type BlockId, type CourseId, type LessonId, newId, type NodeId, type PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { notAllowed } from '../../shared/problem.ts'
import { defaultRules, type ReviewRules } from '../../shared/review.ts'
import type { DraftLesson } from '../../server/history/service.ts'
import { type Standing, stranger } from '../../shared/rights.ts'
import { openTestDatabase } from '../kit/database.ts'

/** A member of any name. */
export const aMember = (name: string): Member => ({ id: newId<PersonId>(), name, colour: 1, email: `${name}@demo.test` })

export const paragraph = (id: string, text: string): Prose => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] })

/** A question with choices `<id>-a`, `<id>-b`, `<id>-c`, of which those named are right. */
export const question = (id: string, right: string[], kind: 'single' | 'multiple' = 'single'): Prose => ({
  type: 'question',
  attrs: { id, kind, points: 1, shuffle: false },
  content: [
    { type: 'stem', attrs: { id: `${id}-stem` }, content: [{ type: 'text', text: 'Which one?' }] },
    ...['a', 'b', 'c'].map((letter): Prose => ({
      type: 'choice',
      attrs: { id: `${id}-${letter}`, correct: right.includes(letter) },
      content: [{ type: 'text', text: `Choice ${letter}` }],
    })),
    { type: 'explanation', attrs: { id: `${id}-why` }, content: [paragraph(`${id}-because`, 'Because the policy says so.')] },
  ],
})

const linkStateOf = (href: string): LinkState => {
  if (href.includes('dead')) return { state: 'dead', why: 'gone' }
  return href.includes('inside') ? { state: 'unknown', why: 'inside' } : { state: 'alive', why: null }
}

/** One course on the engine under test, with its draft in memory: what publishing and playing need of earlier rooms. */
export async function openClassroom() {
  const connection = await openTestDatabase()
  const events = openEvents(connection.db, openLog('silent'))
  const ana = aMember('ana')
  const leo = aMember('leo')
  const courseId = newId<CourseId>()
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedDocument({ title: 'Handling refunds', language: 'en', by: ana.id, at: 0 }))
  for (const [id, node] of outlineOf(doc)) if (node.get('kind') === 'lesson') trashNode(doc, id as NodeId, { by: ana.id, at: 0 })

  const standings = new Map<string, Standing>([
    [ana.id, { ...stranger, courseRole: 'editor', audience: true }],
    [leo.id, { ...stranger, roles: ['learner'], audience: true }],
  ])
  const course = { id: courseId } as never // only its id is asked for
  const rung: string[] = []
  const keptOf: number[] = []
  const ended: string[] = []
  let rules = defaultRules
  const approvals = new Map<string, string[]>()
  let clock = Date.UTC(2026, 0, 5)
  const tools = { db: connection.db, events, now: () => (clock += 1000) }
  const people = {
    findMany: async (ids: PersonId[]) =>
      new Map([ana, leo].filter(({ id }) => ids.includes(id)).map(({ id, name, colour }) => [id, { id, name, colour }])),
  }
  const courses = {
    async load(_: CourseId, member: Member, can: (standing: Standing) => boolean, action = 'act') {
      const standing = standings.get(member.id) ?? stranger
      if (!can(standing)) throw notAllowed(`course.${action}`)
      return { course, standing }
    },
    listFor: async (personId: PersonId) => [{ course, standing: standings.get(personId) ?? stranger }],
    markPublished: async () => {},
    markUnpublished: async () => {},
  }
  const collaboration = {
    readAt: async <T>(_: CourseId, look: (doc: Y.Doc) => T) => ({ value: look(doc), seq: 7 }),
    ring: (_: CourseId, word: string) => void rung.push(word),
    note: async () => () => {},
    keep: async (_: CourseId, { version }: { version?: number }) => (keptOf.push(version ?? 0), 'point'),
  }
  const review = {
    rulesFor: async () => ({ rules, from: null }),
    freshFor: async () => new Map<string, number>(),
    endVerifications: async (_: unknown, __: CourseId, lessons: readonly { lesson: string }[]) =>
      void ended.push(...lessons.map(({ lesson }) => lesson)),
    missingApprovals: async (_: CourseId, { approvals: wanted }: ReviewRules, lessons: readonly DraftLesson[]) =>
      lessons.flatMap(({ id, title, mark }) => {
        const missing = wanted - (approvals.get(id) ?? []).filter((given) => given === mark).length
        return missing > 0 ? [{ lesson: id as LessonId, title, missing, ended: [] }] : []
      }),
  }
  const publishing = publishingService({
    ...tools,
    people,
    courses,
    collaboration,
    review,
    diary: openLog('silent'),
    links: {
      states: async (hrefs) => new Map(hrefs.map((href) => [href, linkStateOf(href)])),
    },
  })
  const play = playService({ ...tools, people, courses, publishing, review })
  const blobs = await mkdtemp(path.join(tmpdir(), 'colloquy-blobs-'))
  const files = fileService({
    store: fileStore(connection.db),
    uploadStore: uploadStore(connection.db),
    courses,
    blobs: diskBlobs(blobs),
    parts: diskParts(path.join(blobs, 'uploads')),
    derived: diskDerived(path.join(blobs, 'derived')),
    jobs: { add: async () => {} },
    publishedFiles: async () => new Set<string>(),
    askOutside: async () => undefined,
    now: tools.now,
    limits: { uploadBytes: 0, courseBytes: 0, openUploads: 0, uploadHours: 24, recordingSeconds: 900 },
  })
  const assessment = assessmentService({
    ...tools,
    store: assessmentStore(connection.db),
    play,
    courses,
    people,
    blobs: diskBlobs(blobs),
    files,
  })
  const heard: string[] = []
  for (const kind of ['course.published', 'lesson.completed', 'course.completed'] as const)
    events.on(kind, (event) => void heard.push(event.kind))

  return {
    ana,
    leo,
    courseId,
    doc,
    publishing,
    play,
    assessment,
    rung,
    heard,
    standings,
    keptOf,
    /** Lessons whose verification a version ended. */
    ended,
    /** What the course’s group asks for. */
    setRules: (wanted: Partial<ReviewRules>) => void (rules = { ...defaultRules, ...wanted }),
    approvals,
    connection,
    settled: () => events.settled(),
    on: events.on,
    addLesson: (id: string, content: Prose[], title = id) => addLesson(doc, { id: id as NodeId, parent: null, title, content }),
    rewrite: (id: string, content: Prose[]) => replaceLesson(doc, id as LessonId, content),
    rename: (id: string, title: string) => renameNode(doc, id as NodeId, title),
    summarise: (summary: string) => metaOf(doc).set('summary', summary),
    /** Lets time pass. */
    pass: (ms: number) => void (clock += ms),
    retitle: (title: string) => metaOf(doc).set('title', title),
    trash: (id: string) => trashNode(doc, id as NodeId, { by: ana.id, at: 0 }),
    publish: (by = ana) => publishing.publish(by, courseId),
    /** Leo reads a lesson of a version to its end. */
    read: (lesson: string, version: number, by = leo) =>
      play.save(by, courseId, { version, lesson: lesson as LessonId, block: null, viewed: true }),
    answer: (
      lesson: string,
      asked: string,
      choices: string[],
      version: number,
      { by = leo, id = newId() }: { by?: Member; id?: string } = {},
    ) =>
      assessment.answer(by, {
        id,
        courseId,
        version,
        lesson: lesson as LessonId,
        question: asked as BlockId,
        answer: { by: 'choices', choices: choices as BlockId[] },
      }),
    async close() {
      await events.close()
      await connection.close()
      await rm(blobs, { recursive: true, force: true })
    },
  }
}
export type Classroom = Awaited<ReturnType<typeof openClassroom>>
