import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { openCourseDocument } from '../../client/collaboration/course-document.ts'
import type { Keep } from '../../client/collaboration/keep.ts'
import { type ask as askServer, Offline } from '../../client/platform/api.ts'
import { createCollabTicket } from '../../shared/collaboration.ts'
import { lessonFragment, outlineOf } from '../../shared/document/layout.ts'
import { readOutline } from '../../shared/document/outline.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import type { CourseId, LessonId } from '../../shared/id.ts'
import type { Person } from '../../shared/people.ts'
import { demoPassword, startServer } from '../kit/server.ts'

/** A server with one group, one course in it, and people of every role towards that course. */
export async function aCourseWithPeople(env: Record<string, string> = {}) {
  const server = await startServer({ env })
  const { people, groups, courses } = server.services
  const person = (name: string) => people.create({ name, email: `${name.toLowerCase()}@demo.test`, password: demoPassword })
  const [ana, ben, rita, leo, mia] = (await Promise.all(['Ana', 'Ben', 'Rita', 'Leo', 'Mia'].map(person))) as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ] // five names
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
export function stockClient(url: string, courseId: CourseId, token: string, doc = new Y.Doc(), Socket: unknown = WebSocket) {
  const provider = new WebsocketProvider(collabUrl(url), courseId, doc, {
    params: token ? { token } : {},
    WebSocketPolyfill: Socket as never,
    disableBc: true,
  })
  return { doc, provider, synced: () => until(() => provider.synced), close: () => (provider.destroy(), doc.destroy()) }
}

export const firstLesson = (doc: Y.Doc): LessonId => {
  const lessons = readOutline(doc)
    .flatMap((node) => [node, ...node.children])
    .filter(({ kind }) => kind === 'lesson')
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

/** A device that keeps things in memory, so that a test can close and reopen a browser. */
export function aDevice(): Keep & { values: Map<string, string>; copies: Map<string, Uint8Array[]> } {
  const values = new Map<string, string>()
  const copies = new Map<string, Uint8Array[]>()
  return {
    values,
    copies,
    get: (name) => values.get(name) ?? null,
    set: (name, value) => void (value === null ? values.delete(name) : values.set(name, value)),
    follow(name, doc) {
      const kept = copies.get(name) ?? []
      copies.set(name, kept)
      const copy = { isDeviceCopy: true }
      for (const update of kept) Y.applyUpdate(doc, update, copy)
      kept.push(Y.encodeStateAsUpdate(doc))
      const note = (update: Uint8Array, origin: unknown) => void (origin !== copy && kept.push(update))
      doc.on('update', note)
      const close = async () => doc.off('update', note)
      return { loaded: Promise.resolve(), close, clear: async () => (await close(), void copies.delete(name)) }
    },
  }
}

/** A network cable: pulled, nothing gets through and nothing can be opened; cut, open lines die and nobody is told. */
export function aCable() {
  const open = new Set<WebSocket>()
  const cable = {
    isPulled: false,
    pull() {
      cable.isPulled = true
      for (const socket of open) socket.terminate()
    },
    plug() {
      cable.isPulled = false
    },
    cut() {
      for (const socket of open) {
        socket.send = () => {}
        socket.pause()
      }
    },
    WebSocket: class extends WebSocket {
      constructor(url: string | URL) {
        if (cable.isPulled) throw new Error('no network')
        super(url)
        open.add(this)
        this.on('close', () => open.delete(this))
      }
    } as unknown as typeof globalThis.WebSocket,
  }
  return cable
}

/** Our own client, signed in as somebody, without a browser. */
export async function ourClient(
  world: { server: Awaited<ReturnType<typeof startServer>>; course: CourseId },
  person: Person,
  { device = aDevice(), cable = aCable() } = {},
) {
  const asker = await world.server.signIn(`${person.name.toLowerCase()}@demo.test`)
  const ask = (async (endpoint: Endpoint, input: never) => {
    if (cable.isPulled) throw new Offline('no network')
    return asker.ask(endpoint, input)
  }) as typeof askServer
  const draft = openCourseDocument(world.course, person, {
    keep: device,
    origin: world.server.url,
    ask,
    WebSocket: cable.WebSocket,
    token: async () => (await ask(createCollabTicket, { courseId: world.course })).token,
    random: () => 0,
  })
  return { draft, device, cable, asker, face: () => draft.status().face, close: () => draft.close() }
}
