import * as Y from 'yjs'
import type { LessonId, PersonId } from '../id.ts'
import { unknown } from '../problem.ts'
import type { Time } from '../time.ts'
import { lessonFragment, lessonOf, metaOf, outlineOf } from './layout.ts'
import { lessonsInOrder } from './outline.ts'
import { canonicalJson, isTextBlock, words } from './prose.ts'
import { longestRise } from './rise.ts'
import { readElement, readLesson } from './walker.ts'

// An earlier state of a course comes back as a new edit of the present one. What is as it was is not touched, so that
// whatever hangs on it (comments, flags, carets) hangs on; what came later goes to the trash and is never deleted.

/** How much a course holds, for people who choose between states. */
export type CourseSize = { lessons: number; words: number }

export function sizeOf(doc: Y.Doc): CourseSize {
  const lessons = lessonsInOrder(doc)
  return { lessons: lessons.length, words: lessons.reduce((sum, { id }) => sum + words(readLesson(doc, id)), 0) }
}

/**
 * Makes `doc` say what `past`, an earlier state of the same course, said; what people said about it stays.
 *
 * Returns how many blocks were written anew or changed.
 */
export function restoreCourse(doc: Y.Doc, past: Y.Doc, by: { by: PersonId; at: Time }): number {
  return doc.transact(() => {
    restoreMeta(doc, past)
    restoreOutline(doc, past, by)
    const lessons = [...outlineOf(past).keys()].flatMap((id) => lessonOf(`l:${id}`) ?? [])
    return lessons.reduce((sum, lesson: LessonId) => sum + restoreChildren(lessonFragment(doc, lesson), lessonFragment(past, lesson)), 0)
  })
}

/** Makes one lesson of `doc` say what it said in `past`; it comes out of the trash. Throws `lesson.unknown` when it was not there. */
export function restoreLesson(doc: Y.Doc, past: Y.Doc, lesson: LessonId): number {
  const then = outlineOf(past).get(lesson)
  if (!then) throw unknown('lesson')
  return doc.transact(() => {
    const map = outlineOf(doc).get(lesson)
    if (!map) outlineOf(doc).set(lesson, new Y.Map(Object.entries(then.toJSON())))
    else {
      setIfOther(map, 'title', then.get('title'))
      if (map.has('trashed')) map.delete('trashed')
    }
    return restoreChildren(lessonFragment(doc, lesson), lessonFragment(past, lesson))
  })
}

/** What the course is called and is about; not what the document is made like. */
function restoreMeta(doc: Y.Doc, past: Y.Doc) {
  for (const [key, value] of metaOf(past)) if (key !== 'schema' && key !== 'created') setIfOther(metaOf(doc), key, value)
}

function restoreOutline(doc: Y.Doc, past: Y.Doc, by: { by: PersonId; at: Time }) {
  const [now, then] = [outlineOf(doc), outlineOf(past)]
  for (const [id, node] of then) {
    const map = now.get(id)
    if (!map) now.set(id, new Y.Map(Object.entries(node.toJSON())))
    else {
      for (const [field, value] of node) setIfOther(map, field, value)
      if (!node.has('trashed') && map.has('trashed')) map.delete('trashed')
    }
  }
  for (const [id, node] of now) if (!then.has(id) && !node.has('trashed')) node.set('trashed', by)
}

function setIfOther(map: Y.Map<unknown>, key: string, value: unknown) {
  if (canonicalJson(map.get(key)) !== canonicalJson(value)) map.set(key, value)
}

type Child = Y.XmlElement | Y.XmlText
const childrenOf = (parent: Y.XmlFragment) => parent.toArray() as Child[] // the schema knows no hooks

/** Blocks that stand in both, in one order, stay; the others go or are written anew. Returns how many were not as they were. */
function restoreChildren(now: Y.XmlFragment, then: Y.XmlFragment): number {
  const wanted = childrenOf(then)
  const stay = staying(childrenOf(now), wanted)
  let changed = 0
  for (let i = now.length - 1; i >= 0; i--) {
    if (stay.has(now.get(i) as Child)) continue
    now.delete(i, 1)
    changed++
  }
  const held = new Map([...stay].map(([child, partner]) => [partner, child]))
  wanted.forEach((child, i) => {
    const mine = held.get(child)
    if (mine === undefined || !restoreChild(mine, child, () => changed++)) {
      if (mine !== undefined) now.delete(i, 1)
      now.insert(i, [child.clone()])
      changed++
    }
  })
  return changed
}

/** The children of the present that can stay where they are, each with its partner in the past. */
function staying(now: readonly Child[], then: readonly Child[]): Map<Child, Child> {
  const places = new Map<string, number>()
  now.forEach((child, i) => places.set(keyOf(child), i))
  const both = then.flatMap((child) => {
    const place = places.get(keyOf(child))
    return place === undefined ? [] : [{ child, place }]
  })
  const stay = new Map<Child, Child>()
  for (const { child, place } of longestRise(both)) stay.set(now[place]!, child) // a place in `now`
  return stay
}

/** A block is known by its id; texts and line breaks by which of their kind they are to the document. */
function keyOf(child: Child): string {
  const id: unknown = child instanceof Y.XmlElement ? child.getAttribute('id') : undefined
  const item = child._item?.id
  return typeof id === 'string' ? `${(child as Y.XmlElement).nodeName} ${id}` : `${item?.client} ${item?.clock}`
}

/** Brings one child back to what it was, in place. Returns false when it must be written anew. */
function restoreChild(now: Child, then: Child, note: () => void): boolean {
  if (now instanceof Y.XmlText || then instanceof Y.XmlText) {
    if (!(now instanceof Y.XmlText && then instanceof Y.XmlText)) return false
    restoreText(now, then)
    return true
  }
  if (canonicalJson(readElement(now)) === canonicalJson(readElement(then))) return true
  const [attrs, wanted] = [now.getAttributes(), then.getAttributes()] as Record<string, unknown>[]
  for (const name of Object.keys(attrs!)) if (!(name in wanted!)) now.removeAttribute(name)
  // Y.XmlElement types its attributes as strings and stores any plain value.
  for (const [name, value] of Object.entries(wanted!))
    if (canonicalJson(attrs![name]) !== canonicalJson(value)) now.setAttribute(name, value as string)
  const inside = restoreChildren(now, then)
  if (isTextBlock(now.nodeName) || inside === 0) note()
  return true
}

/** A letter: what it is called in the document, and how it looks. */
type Sign = { id: string; sign: string; marks: string }

/**
 * Letters that lived then and live now stay; what is between them is written anew where it reads otherwise. They are known
 * by their ids and not by how they read: else the letters of one sentence would go on in another that is nearly like it.
 */
function restoreText(now: Y.XmlText, then: Y.XmlText) {
  const [mine, theirs] = [signsOf(now), signsOf(then)]
  const places = new Map(theirs.map(({ id }, place) => [id, place]))
  const stay = mine.flatMap(({ id, sign }, i) => {
    const place = places.get(id)
    return place === undefined || theirs[place]!.sign !== sign ? [] : [{ i, place }] // a place in `theirs`
  })
  let [end, until] = [mine.length, theirs.length]
  for (const { i, place } of [...[...stay].reverse(), { i: -1, place: -1 }]) {
    replace(now, mine, { from: i + 1, to: end }, theirs.slice(place + 1, until))
    ;[end, until] = [i, place]
  }
  const looks = new Map(stay.map(({ i, place }) => [theirs[place], mine[i]!.marks])) // both are places
  for (const { at, size, is, was } of otherLooks(theirs, looks)) {
    const plain = Object.fromEntries(Object.keys(JSON.parse(is) as object).map((mark) => [mark, null]))
    now.format(at, size, { ...plain, ...(JSON.parse(was) as object) })
  }
}

/** Stretches of letters that stayed and look otherwise than they did: `is` how they look, `was` how they shall. */
function otherLooks(signs: readonly Sign[], looks: ReadonlyMap<Sign | undefined, string>) {
  const found: { at: number; size: number; is: string; was: string }[] = []
  let at = 0
  for (const one of signs) {
    const [is, was, size] = [looks.get(one), one.marks, one.sign.length]
    const last = found.at(-1)
    if (is !== undefined && is !== was) {
      if (last && last.at + last.size === at && last.is === is && last.was === was) last.size += size
      else found.push({ at, size, is, was })
    }
    at += size
  }
  return found
}

function replace(text: Y.XmlText, mine: readonly Sign[], { from, to }: { from: number; to: number }, wanted: readonly Sign[]) {
  const old = mine.slice(from, to)
  if (old.length === wanted.length && old.every(({ sign, marks }, i) => sign === wanted[i]!.sign && marks === wanted[i]!.marks)) return
  let place = lengthOf(mine.slice(0, from))
  text.delete(place, lengthOf(old))
  for (const { sign, marks } of runsOf(wanted)) {
    text.insert(place, sign, JSON.parse(marks) as object)
    place += sign.length
  }
}

/** Whole characters: half an emoji is no text. */
function signsOf(text: Y.XmlText): Sign[] {
  const signs: Sign[] = []
  const marks: Record<string, unknown> = {}
  for (let item = text._start; item !== null; item = item.right) {
    const { content, id } = item
    if (item.deleted) continue
    if (content instanceof Y.ContentFormat) marks[content.key] = content.value
    if (!(content instanceof Y.ContentString)) continue
    const looks = canonicalJson(Object.fromEntries(Object.entries(marks).filter(([, value]) => value !== null)))
    let clock = id.clock
    for (const sign of content.str) {
      signs.push({ id: `${id.client} ${clock}`, sign, marks: looks })
      clock += sign.length
    }
  }
  return signs
}

const lengthOf = (signs: readonly Sign[]) => signs.reduce((sum, { sign }) => sum + sign.length, 0)

function runsOf(signs: readonly Sign[]): Omit<Sign, 'id'>[] {
  const runs: Omit<Sign, 'id'>[] = []
  for (const { sign, marks } of signs) {
    const last = runs.at(-1)
    if (last?.marks === marks) last.sign += sign
    else runs.push({ sign, marks })
  }
  return runs
}
