import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { TokenScope } from '../../shared/auth.ts'
import { maxFrameBytes } from '../../shared/collaboration.ts'
import { CourseId, type PersonId } from '../../shared/id.ts'
import type { Person } from '../../shared/people.ts'
import type { SocketRole } from '../../shared/rights.ts'
import { isOurs } from '../platform/http/app.ts'
import type { Asker } from '../platform/http/serve.ts'
import type { Log } from '../platform/log.ts'
import { recent } from './recent.ts'
import type { Sockets } from './sockets.ts'
import type { Tickets } from './tickets.ts'

type Tools = {
  sockets: Sockets
  tickets: Tickets
  appUrl: string
  diary: Log
  /** Who a session cookie or an API token names. */
  authenticate: (headers: Headers) => Promise<Asker | null>
  /** What a session or key of a person lets do, while it is there. */
  scopeOf: (person: Person, proof: string) => Promise<TokenScope | undefined>
  findPerson: (id: PersonId) => Promise<Person | undefined>
  roleIn: (courseId: CourseId, personId: PersonId) => Promise<SocketRole>
}

/** With `recognise`, which is `authenticate` for a crowd. */
type Door = Tools & { recognise: (headers: Headers) => Promise<Asker | null> }
type Known = { person: Person; onlyReads: boolean; isSignedIn: () => Promise<boolean>; until?: number }

/** Answers requests for `/collab/:courseId`. Who asks and what they may do is settled before the socket exists. */
export function collaborationSocket(given: Tools) {
  const { sockets, diary } = given
  const recentAsker = recent<Asker | null>(() => sockets.rightsVersion)
  const recentRole = recent<SocketRole>(() => sockets.rightsVersion)
  const tools: Door = {
    ...given,
    recognise: (headers) =>
      recentAsker(`${headers.get('authorization') ?? ''} ${headers.get('cookie') ?? ''}`, () => given.authenticate(headers)),
  }
  const server = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes, perMessageDeflate: false, clientTracking: false })

  async function answer(request: IncomingMessage, socket: Duplex, head: Buffer) {
    const address = `http://${request.headers.host ?? 'localhost'}${request.url ?? '/'}`
    if (!URL.canParse(address)) return turnAway(socket, 400, 'Bad Request')
    const url = new URL(address)
    const courseId = CourseId.safeParse(/^\/collab\/([^/]+)$/.exec(url.pathname)?.[1])
    if (!courseId.success) return turnAway(socket, 404, 'Not Found')
    if (sockets.isDraining) return turnAway(socket, 503, 'Service Unavailable')
    const { rightsVersion } = sockets
    const known = await whoAsks(tools, request, url, courseId.data)
    if (!known) return turnAway(socket, 401, 'Unauthorized')
    const role = await recentRole(`${courseId.data} ${known.person.id}`, () => given.roleIn(courseId.data, known.person.id))
    if (role === 'none') return turnAway(socket, 404, 'Not Found')
    const free = sockets.reserve(courseId.data, known.person.id)
    if (!free) return turnAway(socket, 429, 'Too Many Requests')
    socket.once('close', free)
    if (socket.destroyed) return free()
    // The handshake and the first words leave in one piece: when everybody comes back at once, writing is most of the work.
    socket.cork()
    server.handleUpgrade(request, socket, head, (open) => {
      const asked = (name: string) => (url.searchParams.has(name) ? Number(url.searchParams.get(name)) : undefined)
      const extended = url.searchParams.get('v') === '1'
      const said = { extended, schema: extended ? asked('schema') : undefined, epoch: extended ? asked('epoch') : undefined }
      sockets
        .welcome({ socket: open, line: socket, courseId: courseId.data, role, rightsVersion, ...said, ...known })
        .catch((error: unknown) => {
          diary.error({ err: error }, 'a socket could not be welcomed')
          open.terminate()
        })
        .finally(() => socket.uncork())
    })
  }

  return {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
      socket.on('error', () => socket.destroy())
      answer(request, socket, head).catch((error: unknown) => {
        diary.error({ err: error }, 'a socket could not be opened')
        turnAway(socket, 503, 'Service Unavailable')
      })
    },
  }
}

/** By the token of a program, by a ticket, or by a browser's cookie; a cookie counts only from our own pages. */
async function whoAsks(tools: Door, request: IncomingMessage, url: URL, courseId: CourseId): Promise<Known | undefined> {
  const token = url.searchParams.get('token')
  if (token?.startsWith('ticket.')) return byTicket(tools, token, courseId)
  const headers = new Headers()
  if (token) headers.set('authorization', `Bearer ${token}`)
  else if (request.headers.authorization) headers.set('authorization', request.headers.authorization)
  else if (request.headers.cookie && isOurs(request.headers.origin, tools.appUrl, url.href)) headers.set('cookie', request.headers.cookie)
  else return undefined
  const asker = await tools.recognise(headers)
  if (!asker) return undefined
  return {
    person: asker.member,
    onlyReads: asker.onlyReads === true,
    isSignedIn: async () => (await tools.authenticate(headers))?.member.id === asker.member.id,
    ...(asker.until !== undefined && { until: asker.until }),
  }
}

async function byTicket({ tickets, findPerson, scopeOf }: Tools, token: string, courseId: CourseId): Promise<Known | undefined> {
  const ticket = tickets.read(token)
  if (!ticket || ticket.courseId !== courseId) return undefined
  const person = await findPerson(ticket.personId)
  if (!person) return undefined
  const scope = await scopeOf(person, ticket.proof)
  const isSignedIn = async () => (await scopeOf(person, ticket.proof)) !== undefined
  return scope && { person, onlyReads: scope === 'read', isSignedIn }
}

function turnAway(socket: Duplex, status: number, reason: string) {
  if (!socket.destroyed) socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
