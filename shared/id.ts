import { z } from 'zod'

// Ids of things that live in the database are UUIDs of version 7, so that an index keeps them in the order of their
// birth. Ids of things inside a course document are short, because a long course holds thousands of them.

/** An opaque id that only its own kind accepts: a CourseId never passes for a PersonId. */
export const id = <Kind extends string>(_kind: Kind) =>
  z
    .string()
    .regex(/^[0-9A-Za-z_-]{4,64}$/)
    .brand<Kind>()

export const PersonId = id('person')
export type PersonId = z.infer<typeof PersonId>
export const GroupId = id('group')
export type GroupId = z.infer<typeof GroupId>
export const CourseId = id('course')
export type CourseId = z.infer<typeof CourseId>
export const LessonId = id('lesson')
export type LessonId = z.infer<typeof LessonId>
/** A section or a lesson: what the outline lists. */
export const NodeId = id('node')
export type NodeId = z.infer<typeof NodeId>
export const BlockId = id('block')
export type BlockId = z.infer<typeof BlockId>
export const ThreadId = id('thread')
export type ThreadId = z.infer<typeof ThreadId>
export const CommentId = id('comment')
export type CommentId = z.infer<typeof CommentId>
export const SuggestionId = id('suggestion')
export type SuggestionId = z.infer<typeof SuggestionId>
export const FileId = id('file')
export type FileId = z.infer<typeof FileId>
export const FlagId = id('flag')
export type FlagId = z.infer<typeof FlagId>
export const TopicId = id('topic')
export type TopicId = z.infer<typeof TopicId>
export const RestorePointId = id('restore point')
export type RestorePointId = z.infer<typeof RestorePointId>
export const PostId = id('post')
export type PostId = z.infer<typeof PostId>

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const hex = (bytes: Uint8Array) => bytes.reduce((text, byte) => text + hexOf[byte], '')

// Every record of a course log gets an id, and asking the system for chance costs more than the rest of it.
const chance = new Uint8Array(16 * 64)
let used = chance.length
function sixteenRandomBytes(): Uint8Array {
  if (used === chance.length) {
    crypto.getRandomValues(chance)
    used = 0
  }
  return chance.slice(used, (used += 16))
}

/** A fresh UUID of version 7 (RFC 9562): 48 bits of `now` in milliseconds since 1970, then chance. */
export function newId<Id extends string>(now: number = Date.now()): Id {
  const bytes = sixteenRandomBytes()
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (40 - 8 * i)) & 255
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const text = hex(bytes)
  // The brand is given here, at birth, and nowhere else but by a schema.
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}` as Id
}

const letters = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A fresh id of 12 letters (62 bits) for a thing inside a course document. */
export function newDocumentId<Id extends string>(): Id {
  let out = ''
  while (out.length < 12)
    for (const byte of crypto.getRandomValues(new Uint8Array(24))) if (byte < 252 && out.length < 12) out += letters[byte % 36]
  return out as Id // given its brand at birth
}
