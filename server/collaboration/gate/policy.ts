import type { MarkType } from 'prosemirror-model'
import * as Y from 'yjs'
import { editorRoots, lessonOf, type StoredNode } from '../../../shared/document/layout.ts'
import { allowedHref, allowedImage, mayPoint } from '../../../shared/document/addresses.ts'
import { maxIconLength } from '../../../shared/document/outline.ts'
import { schema } from '../../../shared/document/schema.ts'
import type { PersonId } from '../../../shared/id.ts'
import { day } from '../../../shared/time.ts'
import type { Place } from './place.ts'
import { refuse } from './refusal.ts'

// What an editor may put where. Everything else in a course is changed by command, whoever asks.

type By = { person: PersonId; now: number }
type Trashed = NonNullable<StoredNode['trashed']>

/** A device may think it is tomorrow: what it says is kept, and further off it is no clock any more. */
const wrongestClockMs = day

/** Refuses a root that no editor writes. */
export function checkRoot(root: string) {
  if (!editorRoots(root)) refuse('unknown-root', root.slice(0, 80))
}

/** Refuses content that an honest editor could not have put at `place`; `content` is of a fresh item that will live. */
export function checkContent(place: Place, content: Y.Item['content'], by: By) {
  if (content instanceof Y.ContentDeleted) return
  if (lessonOf(place.root)) return checkLesson(place, content)
  if (place.root === 'meta') return checkMeta(place, content)
  if (place.root === 'outline') return checkOutline(place, content, by)
  checkAnchor(place, content)
}

/** Refuses taking away what is not an editor's to take. */
export function checkDelete({ root, sub }: Place) {
  checkRoot(root)
  if (root === 'meta' && sub === 'schema') refuse('shape', 'schema')
}

function checkMeta({ sub, depth }: Place, content: Y.Item['content']) {
  // The server alone upgrades a document's layout and says so.
  if (sub === null || sub === 'schema' || sub.length > 200 || depth > 1) refuse('shape', 'meta')
  if (JSON.stringify(plainOf(content)).length > 20_000) refuse('too-big', 'meta')
}

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9A-Za-z_-]{1,64}$/.test(value)
const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const nodeFields: Record<string, (value: unknown) => boolean> = {
  kind: (value) => value === 'section' || value === 'lesson',
  parent: (value) => value === null || isId(value),
  pos: (value) => isText(value, 1000),
  title: (value) => isText(value, 1000),
  icon: (value) => isText(value, maxIconLength),
  trashed: (value) => isObject(value) && isId(value['by']) && Number.isSafeInteger(value['at']) && Object.keys(value).length === 2,
}

function checkOutline({ sub, depth }: Place, content: Y.Item['content'], by: By) {
  if (depth === 1) {
    if (!isId(sub) || !(content instanceof Y.ContentType) || !(content.type instanceof Y.Map)) refuse('shape', 'outline node')
    return
  }
  const field = depth === 2 && sub !== null ? nodeFields[sub] : undefined
  const value = plainOf(content)
  if (!field?.(value)) refuse('shape', 'outline field')
  if (sub === 'trashed') checkTrashed(value as Trashed, by) // of that shape, by its field
}

/** Who puts something into the trash says so of themselves, and not of a day to come. */
function checkTrashed({ by, at }: Trashed, { person, now }: By) {
  if (by !== person) refuse('forged-name', 'trashed by')
  if (at < 0 || at > now + wrongestClockMs) refuse('forged-name', 'trashed at')
}

function checkAnchor({ sub, depth }: Place, content: Y.Item['content']) {
  if (depth > 1 || !isId(sub)) refuse('shape', 'anchor key')
  const anchor = plainOf(content)
  if (!isObject(anchor)) refuse('shape', 'anchor')
  const { lesson, start, end, quote } = anchor
  const quoted = isObject(quote) && isText(quote['exact'], 20_000) && isText(quote['prefix'], 64) && isText(quote['suffix'], 64)
  if (!isId(lesson) || !isText(start, 400) || !isText(end, 400) || !quoted) refuse('shape', 'anchor')
}

/** The one plain value that a map's key holds. */
function plainOf(content: Y.Item['content']): unknown {
  if (content instanceof Y.ContentAny && content.arr.length === 1) return content.arr[0] as unknown
  return refuse('shape', 'no plain value')
}

function checkLesson({ sub, host }: Place, content: Y.Item['content']) {
  if (host !== null && !(host instanceof Y.XmlElement) && !(host instanceof Y.XmlText)) refuse('shape', 'host')
  if (sub !== null) return checkAttribute(host, sub, plainOf(content))
  if (host instanceof Y.XmlText) return checkText(content)
  if (!(content instanceof Y.ContentType)) refuse('block', 'loose text')
  const parent = host === null ? schema.topNodeType : nodeType(host.nodeName)
  const child = content.type
  if (child instanceof Y.XmlText) {
    if (!parent.inlineContent) refuse('block', `text in ${parent.name}`)
  } else if (child instanceof Y.XmlElement) {
    // Contents are all of the form `group*`, so what may come first may come anywhere.
    if (!parent.contentMatch.matchType(nodeType(child.nodeName))) refuse('block', `${child.nodeName.slice(0, 40)} in ${parent.name}`)
  } else refuse('shape', 'child')
}

function nodeType(name: string) {
  const type = Object.hasOwn(schema.nodes, name) ? schema.nodes[name] : undefined
  if (!type || type.isText || type === schema.topNodeType) return refuse('block', name.slice(0, 40))
  return type
}

function checkAttribute(host: unknown, name: string, value: unknown) {
  // y-prosemirror writes attributes on elements alone.
  if (!(host instanceof Y.XmlElement)) refuse('shape', 'attribute')
  const type = nodeType(host.nodeName)
  const spec = type.spec.attrs && Object.hasOwn(type.spec.attrs, name) ? type.spec.attrs[name] : undefined
  if (!spec || !fits(spec.validate, value)) refuse('block', `${type.name}.${name.slice(0, 40)}`)
  if (name === 'id' && value !== null && !isId(value)) refuse('block', `${type.name}.id`)
  if (name === 'href' && value !== '' && !allowedHref(value)) refuse('block', `${type.name}.href`)
  if (value !== null && !mayPoint(type.name, name, value)) refuse('block', `${type.name}.${name}`)
  if (name === 'src' && value !== null && !allowedImage(value)) refuse('block', `${type.name}.src`)
  if (typeof value === 'string' && value.length > 20_000) refuse('too-big', `${type.name}.${name}`)
}

/** `kinds` as ProseMirror writes them: `string|null`. */
function fits(kinds: unknown, value: unknown): boolean {
  if (typeof kinds !== 'string') return false
  return kinds.split('|').includes(value === null ? 'null' : typeof value)
}

function checkText(content: Y.Item['content']) {
  if (content instanceof Y.ContentString) return
  if (!(content instanceof Y.ContentFormat)) return refuse('shape', 'text content')
  // Marks that may lie over one another carry a hash after their name.
  const name = content.key.split('--', 1)[0] ?? ''
  const mark = Object.hasOwn(schema.marks, name) ? schema.marks[name] : undefined
  if (!mark) return refuse('block', `mark ${name.slice(0, 40)}`)
  const value = content.value as unknown
  if (value !== null) checkMark(mark, value)
}

function checkMark(mark: MarkType, value: unknown) {
  if (!isObject(value)) return refuse('block', `mark ${mark.name}`)
  const specs = mark.spec.attrs ?? {}
  for (const [name, given] of Object.entries(value))
    if (!Object.hasOwn(specs, name) || !fits(specs[name]?.validate, given)) refuse('block', `mark ${mark.name}`)
  if (mark.name === 'link' && value['href'] !== '' && !allowedHref(value['href'])) refuse('block', 'link')
}
