import * as awarenessProtocol from 'y-protocols/awareness'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { lessonFragment, outlineOf } from '../../shared/document/layout.ts'
import { readOutline } from '../../shared/document/outline.ts'
import type { CourseId, LessonId } from '../../shared/id.ts'
import type { Person } from '../../shared/people.ts'
import { demoPassword, startServer } from '../kit/server.ts'

/** A server with one group, one course in it, and people of every role towards that course. */
export async function aCourseWithPeople(env: Record<string, string> = {}) {
  const server = await startServer({ env })
  const { people, groups, courses } = server.services
  const person = (name: string) => people.create({ name, email: `${name.toLowerCase()}@demo.test`, password: demoPassword })
  const [ana, ben, rita, leo, mia] = await Promise.all(['Ana', 'Ben', 'Rita', 'Leo', 'Mia'].map(person)) as [Person, Person, Person, Person, Person] // five names
  const group = await groups.create(null, { parentId: null, name: 'Sales' })
  await groups.giveRole(null, group.id, ana.id, 'author')
  await groups.giveRole(null, group.id, ben.id, 'author')
  await groups.giveRole(null, group.id, rita.id, 'reviewer')
  await groups.giveRole(null, group.id, leo.id, 'learner')
  const course = await courses.create({ ...ana, email: 'ana@demo.test' }, { groupId: group.id, title: 'Handling refunds' })
  return { server, group, course: course.id, ana, ben, rita, leo, mia }
}

/** The address of the collaboration sockets of a server. */
export const collabUrl = (url: string) => `${url.replace(/^http/, 'ws')}/collab`

/** y-websocket's own provider, as anybody's program would use it. */
export function stockClient(url: string, courseId: CourseId, token: string, doc = new Y.Doc()) {
  const provider = new WebsocketProvider(collabUrl(url), courseId, doc, { params: { token }, WebSocketPolyfill: WebSocket as never, disableBc: true })
  return { doc, provider, synced: () => until(() => provider.synced), close: () => (provider.destroy(), doc.destroy()) }
}

export const firstLesson = (doc: Y.Doc): LessonId => {
  const lessons = readOutline(doc).flatMap((node) => [node, ...node.children]).filter(({ kind }) => kind === 'lesson')
  return lessons[0]!.id as unknown as LessonId
}

/** A paragraph with text, as y-prosemirror writes one. */
export function aParagraph(text: string, id = crypto.randomUUID().slice(0, 12)) {
  const element = new Y.XmlElement('paragraph')
  element.setAttribute('id', id)
  element.insert(0, [new Y.XmlText(text)])
  return element
}

export function write(doc: Y.Doc, text: string) {
  const fragment = lessonFragment(doc, firstLesson(doc))
  doc.transact(() => fragment.insert(fragment.length, [aParagraph(text)]))
}

export const textOf = (doc: Y.Doc): string => (outlineOf(doc).size === 0 ? '' : lessonFragment(doc, firstLesson(doc)).toString())

/** Resolves when `holds` does; rejects after `timeoutMs`, saying what was waited for. */
export async function until(holds: () => unknown, timeoutMs = 5000) {
  const end = Date.now() + timeoutMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs} ms in vain for ${holds.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
export { awarenessProtocol }
