import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { z } from 'zod'
import { Done, endpoint } from './endpoint.ts'
import { CourseId, LessonId, type PersonId, RestorePointId } from './id.ts'
import { Person } from './people.ts'
import type { SocketRole } from './rights.ts'
import { Time } from './time.ts'

// Model

/** The version of our additions to the y-websocket protocol, which a client names as `?v=`. See docs/wire.md. */
export const wireVersion = 1

/** The first number of every message. 0–3 are y-websocket's; the others reach only clients that asked with `?v=`. */
export const MessageType = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  saved: 64,
  refused: 65,
  rights: 66,
  reload: 67,
  made: 68,
  news: 69,
  welcome: 70,
} as const
/** The second number of a sync message. `update` and `step2` carry an update each. */
export const SyncType = { step1: 0, step2: 1, update: 2 } as const

/** Why a socket was closed by the server. */
export const CloseCode = {
  /** The server stops or starts anew; come back in a moment. */
  restart: 1012,
  /** The server cannot store or cannot keep up; come back later. */
  tryLater: 1013,
  malformed: 1007,
  tooLarge: 1009,
  /** Not (or no longer) allowed in this course, or signed out: coming back will not help by itself. */
  noAccess: 4403,
  signedOut: 4401,
  /** A client without our additions wrote what was refused. */
  refused: 4422,
} as const

/** Why everything must be fetched anew. */
export type ReloadReason = 'app' | 'epoch'

/** What another person's browser says of where they are; name and colour are the server's word. */
export const Whereabouts = z.object({
  lesson: z.string().max(64).nullish(),
  cursor: z.unknown().optional(),
  /** The others may know that this person is here, and nothing more: the server tells them no place. */
  quiet: z.boolean().optional(),
})
export type Whereabouts = z.infer<typeof Whereabouts>
export type Presence = { user: { id: PersonId; name: string; colour: number; color: string } } & Pick<Whereabouts, 'lesson' | 'cursor'>

/** Largest awareness entry, in bytes of JSON. */
export const maxPresenceBytes = 4096
/** Largest message, in bytes. */
export const maxFrameBytes = 1024 * 1024

// Rules

/** One message, ready to send. */
export function frame(type: number, write?: (encoder: encoding.Encoder) => void): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  write?.(encoder)
  return encoding.toUint8Array(encoder)
}

export const syncFrame = (kind: number, body: Uint8Array) =>
  frame(MessageType.sync, (encoder) => {
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, body)
  })

/** What the server tells clients that understand our additions. */
export type ServerWord =
  | { type: 'saved'; updates: number; steps: number; seq: number }
  | { type: 'refused'; code: string; kind: 1 | 2; index: number }
  | { type: 'rights'; role: SocketRole }
  | { type: 'reload'; reason: string }
  | { type: 'made'; command: string }
  | { type: 'news'; word: string }
  | { type: 'welcome'; role: SocketRole; epoch: number; schema: number }

export function wordFrame(word: ServerWord): Uint8Array<ArrayBuffer> {
  return frame(MessageType[word.type], (encoder) => {
    switch (word.type) {
      case 'saved':
        encoding.writeVarUint(encoder, word.updates)
        encoding.writeVarUint(encoder, word.steps)
        return encoding.writeVarUint(encoder, word.seq)
      case 'refused':
        encoding.writeVarString(encoder, word.code)
        encoding.writeVarUint(encoder, word.kind)
        return encoding.writeVarUint(encoder, word.index)
      case 'rights':
        return encoding.writeVarString(encoder, word.role)
      case 'reload':
        return encoding.writeVarString(encoder, word.reason)
      case 'made':
        return encoding.writeVarString(encoder, word.command)
      case 'news':
        return encoding.writeVarString(encoder, word.word)
      case 'welcome':
        encoding.writeVarString(encoder, word.role)
        encoding.writeVarUint(encoder, word.epoch)
        return encoding.writeVarUint(encoder, word.schema)
    }
  })
}

/** Reads the rest of a message after its type; undefined for a type that is none of ours. */
export function readWord(type: number, decoder: decoding.Decoder): ServerWord | undefined {
  const uint = () => decoding.readVarUint(decoder)
  const text = () => decoding.readVarString(decoder)
  switch (type) {
    case MessageType.saved:
      return { type: 'saved', updates: uint(), steps: uint(), seq: uint() }
    case MessageType.refused:
      return { type: 'refused', code: text(), kind: uint() === 1 ? 1 : 2, index: uint() }
    case MessageType.rights:
      return { type: 'rights', role: roleOf(text()) }
    case MessageType.reload:
      return { type: 'reload', reason: text() }
    case MessageType.made:
      return { type: 'made', command: text() }
    case MessageType.news:
      return { type: 'news', word: text() }
    case MessageType.welcome:
      return { type: 'welcome', role: roleOf(text()), epoch: uint(), schema: uint() }
    default:
      return undefined
  }
}

const roleOf = (text: string): SocketRole => (text === 'editor' || text === 'reader' || text === 'viewer' ? text : 'none')

// Contract

export const CollabTicket = z.object({ token: z.string() })
export const createCollabTicket = endpoint('POST', '/courses/:courseId/collab-ticket', {
  takes: z.object({ courseId: CourseId }),
  gives: CollabTicket,
  problems: ['course.unknown', 'course.read'],
  about: 'A ticket for `/collab/:courseId?token=`, good for a minute: for clients that cannot send a cookie.',
})

/** How much a course holds at a time. */
const Size = z.object({ lessons: z.number().int(), words: z.number().int() })
/** A kept earlier state: `at` and `by` say when and by whom it was left behind, and `why` how. */
export const RestorePoint = Size.extend({
  id: RestorePointId,
  seq: z.number().int(),
  at: Time,
  by: Person.nullable(),
  why: z.enum(['deleted', 'restored', 'published', 'worked', 'named']),
  name: z.string().nullable(),
  /** The version that was published from it. */
  version: z.number().int().nullable(),
})
export type RestorePoint = z.infer<typeof RestorePoint>

export const listRestorePoints = endpoint('GET', '/courses/:courseId/restore-points', {
  takes: z.object({ courseId: CourseId }),
  gives: z.object({ items: z.array(RestorePoint), now: Size }),
  who: 'who may read the draft',
  problems: ['course.unknown', 'course.read'],
  about:
    'Earlier states of the draft, newest first: kept at publishing, after long work, before much was deleted or restored, and where somebody named one.',
})
const StateName = z.string().trim().min(1).max(80)
export const keepState = endpoint('POST', '/courses/:courseId/restore-points', {
  takes: z.object({ courseId: CourseId, name: StateName }),
  gives: z.object({ id: RestorePointId }),
  who: 'who may edit the draft',
  problems: ['course.unknown', 'course.edit', 'history.full'],
  about: 'Keeps the draft as it is now, under a name.',
})
export const nameState = endpoint('PATCH', '/courses/:courseId/restore-points/:pointId', {
  takes: z.object({ courseId: CourseId, pointId: RestorePointId, name: StateName.nullable() }),
  gives: Done,
  who: 'who may edit the draft',
  problems: ['course.unknown', 'course.edit', 'restorePoint.unknown'],
  about: 'Gives a kept state a name, so that it stays, or takes its name away.',
})
export const restoreState = endpoint('POST', '/courses/:courseId/restore-points/:pointId/restore', {
  takes: z.object({ courseId: CourseId, pointId: RestorePointId, lesson: LessonId.optional(), commandId: z.string().max(64).optional() }),
  gives: Size,
  who: 'who may edit the draft',
  problems: ['course.unknown', 'course.edit', 'restorePoint.unknown', 'lesson.unknown', 'storage.failed'],
  about:
    'Brings an earlier state back as a new edit, of one lesson or of all; the present one is kept first, and what was written later goes to the trash.',
})

export const collaborationEndpoints = [createCollabTicket, listRestorePoints, keepState, nameState, restoreState]
