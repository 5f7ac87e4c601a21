import { comeAsGuest, createGuestLink } from '../../shared/review.ts'
import { createCourse } from '../../shared/courses.ts'
import { anchorOn } from '../../shared/document/anchors.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { lessonsInOrder } from '../../shared/document/outline.ts'
import { LessonText } from '../../shared/document/positions.ts'
import type { Prose } from '../../shared/document/prose.ts'
import type { Anchor } from '../../shared/document/quote.ts'
import { replaceLesson } from '../../shared/document/write.ts'
import { uploadFile } from '../../shared/files.ts'
import type { CourseId, GroupId, PersonId } from '../../shared/id.ts'
import { publishCourse } from '../../shared/publishing.ts'
import type { CourseRole, GroupRole } from '../../shared/rights.ts'
import { questions } from '../assessment/kinds.ts'
import { pixel } from '../interop/pixel.ts'
import { type Asker, asker, startServer } from '../kit/server.ts'
import { type Column, columns } from './standings.ts'

// Everybody who may come to a server: the columns of docs/rules/rights.md, and those who have nothing to do with the course.

const byGroup = ['learner', 'reviewer', 'author', 'coach', 'lnd', 'admin'] as const satisfies GroupRole[]
const byCourse = ['viewer', 'commenter', 'editor'] as const satisfies CourseRole[]

/** `out` is signed out, `stranger` has an account and no role, `elsewhere` is admin of a group beside. */
export const everybody = ['out', 'stranger', 'elsewhere', ...columns] as const
export type Who = (typeof everybody)[number]
/** Who has an account. */
export type Known = Exclude<Who, 'out' | 'guest'>
export const isByCourse = (who: Who): who is (typeof byCourse)[number] => byCourse.some((role) => role === who)
export const holdsGroupRole = (who: Who) => byGroup.some((role) => role === who)
export const isColumn = (who: Who): who is Column => columns.some((column) => column === who)

export const password = 'long enough for tests'
/** The first words of the lesson, and a sentence for each flag a test may raise. */
export const sentence = 'A refund takes ten days.'
export const flaggable = (n: number) => `Sentence number ${n} may be out of date.`
const paragraph = (id: string, text: string): Prose => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] })

export type World = Awaited<ReturnType<typeof openWorld>>

/** root › sales with everybody in it, root › support beside it; a published course, and another one to break. */
export async function openWorld() {
  const server = await startServer({
    env: { LIMIT_UPLOADS_PER_MINUTE: '0', LIMIT_INVITATIONS_PER_HOUR: '0', LIMIT_COMMENTS_PER_HOUR: '0', LIMIT_OPEN_UPLOADS: '0' },
  })
  const { people, groups, courses, collaboration } = server.services
  const root = (await groups.create(null, { parentId: null, name: 'Company' })).id
  const sales = (await groups.create(null, { parentId: root, name: 'Sales' })).id
  const support = (await groups.create(null, { parentId: root, name: 'Support' })).id
  const as = { out: server.guest() } as Record<Who, Asker>
  const ids = {} as Record<Who, PersonId>
  for (const who of everybody) {
    if (who === 'out' || who === 'guest') continue
    ids[who] = (await people.create({ name: who, email: `${who}@company.test`, password })).id
    as[who] = await server.signIn(`${who}@company.test`, password)
  }
  for (const role of byGroup) await groups.giveRole(null, sales, ids[role], role)
  await groups.giveRole(null, support, ids.elsewhere, 'admin')

  async function aCourse(title: string) {
    const { id } = await as.author.ask(createCourse, { groupId: sales, title })
    for (const role of byCourse) await courses.setRole(null, id, ids[role], role)
    // The author's right comes from the group alone.
    await courses.setRole(null, id, ids.author, null)
    return id
  }
  const write = (course: CourseId, content: Prose[]) =>
    collaboration.command(course, { by: ids.author, name: 'test' }, (doc) => {
      const [first] = lessonsInOrder(doc)
      if (first) replaceLesson(doc, first.id, content)
    })

  const course = await aCourse('Handling refunds')
  const bench = await aCourse('Everything breaks here')
  const lesson = await collaboration.read(course, (doc) => lessonsInOrder(doc)[0]!.id)
  const shown = await as.author.ask(uploadFile, { courseId: course, name: 'shown.png' }, pixel)
  const hidden = await as.author.ask(uploadFile, { courseId: course, name: 'hidden.txt' }, new TextEncoder().encode('Not yet.'))
  const pooled = (n: number): Prose => ({ ...questions.number, attrs: { ...questions.number.attrs, id: `pool-q${n}` } })
  await write(course, [
    paragraph('para1', sentence),
    ...Array.from({ length: 80 }, (_, n) => paragraph(`flag-${n}`, flaggable(n))),
    { type: 'image', attrs: { id: 'image1', src: shown.url, alt: 'One pixel' } },
    questions.single,
    questions.poll,
    questions.wall,
    questions.file,
    { type: 'pool', attrs: { id: 'pool-1', draw: 1 }, content: [pooled(1), pooled(2)] },
  ])
  await write(bench, [paragraph('para1', sentence)])
  for (const courseId of [course, bench]) await as.author.ask(publishCourse, { courseId })

  const link = await as.author.ask(createGuestLink, { courseId: course, name: 'Gus' })
  const guestToken = link.url.split('#')[1]!
  const came = await as.out.fetch(`/api${comeAsGuest.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ token: guestToken }),
  })
  as.guest = asker(server.url, { cookie: came.headers.getSetCookie()[0]!.split(';')[0]!, origin: server.url })
  ids.guest = link.id

  let count = 0
  return {
    server,
    as,
    ids,
    root,
    sales,
    support,
    course,
    bench,
    lesson,
    files: { shown: shown.id, hidden: hidden.id },
    guestToken,
    aCourse,
    /** A number that was not used before. */
    next: () => ++count,
    /** New words in the course to break, so that there is something to publish. */
    rewriteBench: () => write(bench, [paragraph('para1', `${sentence} Edition ${++count}.`)]),
    /** Where words stand in the draft of the course. */
    anchor: (words: string): Promise<Anchor> =>
      collaboration.read(course, (doc) => {
        const text = new LessonText(lessonFragment(doc, lesson))
        const from = text.text.indexOf(words)
        return anchorOn(text, lesson, from, from + words.length)
      }),
    /** Another browser of somebody's. */
    again: (who: Known) => server.signIn(`${who}@company.test`, password),
    /** Somebody new without a role and without a password. */
    somebody: async (): Promise<PersonId> => (await people.create({ name: 'Somebody', email: `somebody${++count}@company.test` })).id,
    group: async (parentId: GroupId, name: string): Promise<GroupId> => (await groups.create(null, { parentId, name })).id,
    close: () => server.close(),
  }
}
