import { generateJitteredKeyBetween } from 'fractional-indexing-jittered'
import * as Y from 'yjs'
import { anchorsOf, metaOf, outlineOf } from '../../shared/document/layout.ts'
import type { Chance } from './chance.ts'

// What people do to a draft, at random: the same calls on Yjs that y-prosemirror and the outline's verbs make.

const words = ['refund', 'within', 'thirty', 'days', 'ask', 'the', 'customer', 'ünï', '日本', '🙂', ' ']
const blocks = ['paragraph', 'heading', 'codeBlock'] as const
const marks: Record<string, unknown>[] = [{ strong: {} }, { em: {} }, { link: { href: 'https://example.org' } }, { strong: null }]

export const lessons = ['l:lesson0001', 'l:lesson0002']

/** An empty course of two lessons, as an update. */
export function seedCourse(): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 2
  doc.transact(() => {
    metaOf(doc).set('title', 'A course')
    for (const root of lessons)
      outlineOf(doc).set(
        root.slice(2),
        new Y.Map<unknown>(Object.entries({ kind: 'lesson', parent: null, pos: `a${root.at(-1)}`, title: root })),
      )
    for (const root of lessons) doc.getXmlFragment(root).insert(0, [block('paragraph', 'first', 'first')])
  })
  return Y.encodeStateAsUpdate(doc)
}

function block(name: string, text: string, id: string) {
  const element = new Y.XmlElement(name)
  element.setAttribute('id', id)
  element.insert(0, [new Y.XmlText(text)])
  return element
}

/** Does one random thing, and returns its name. */
export function act(doc: Y.Doc, chance: Chance): string {
  const verbs = Object.keys(deeds) as (keyof typeof deeds)[]
  const verb = chance.maybe(0.6) ? 'type' : chance.pick(verbs)
  doc.transact(() => deeds[verb](doc, chance), 'author')
  return verb
}

function texts(doc: Y.Doc, chance: Chance): Y.XmlText[] {
  const found: Y.XmlText[] = []
  const walk = (parent: Y.XmlFragment) => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText) found.push(child)
      else if (child instanceof Y.XmlElement) walk(child)
    }
  }
  walk(doc.getXmlFragment(chance.pick(lessons)))
  return found
}

/** A place in a text that does not cut a character in two: no editor lets one, and Yjs would spoil both halves. */
function placeIn(text: Y.XmlText, chance: Chance, most = text.length): number {
  const at = chance.below(most + 1)
  const plain = text
    .toDelta()
    .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : '.'))
    .join('') as string
  return at > 0 && /[\uD800-\uDBFF]/.test(plain[at - 1] ?? '') ? at - 1 : at
}

/** A piece of a text, at most `most` long. */
function pieceOf(text: Y.XmlText, chance: Chance, most: number): [from: number, length: number] {
  const [one, other] = [placeIn(text, chance), placeIn(text, chance)].sort((a, b) => a - b) as [number, number] // two of two
  return other - one > most ? [one, placeIn(text, chance, one + most) - one] : [one, other - one]
}

const freshId = (chance: Chance) => `b${chance.below(2 ** 31).toString(36)}`

const deeds = {
  type(doc: Y.Doc, chance: Chance) {
    const all = texts(doc, chance)
    if (all.length === 0) return deeds.addBlock(doc, chance)
    const text = chance.pick(all)
    text.insert(placeIn(text, chance), chance.pick(words))
  },
  typeOn(doc: Y.Doc, chance: Chance) {
    const all = texts(doc, chance)
    if (all.length === 0) return
    const text = chance.pick(all)
    let at = placeIn(text, chance)
    for (let n = chance.below(12); n > 0; n--) text.insert(at++, chance.pick(['a', 'b', ' ']))
  },
  erase(doc: Y.Doc, chance: Chance) {
    const all = texts(doc, chance).filter((text) => text.length > 0)
    if (all.length === 0) return
    const text = chance.pick(all)
    const [from, length] = pieceOf(text, chance, 8)
    if (length > 0) text.delete(from, length)
  },
  mark(doc: Y.Doc, chance: Chance) {
    const all = texts(doc, chance).filter((text) => text.length > 1)
    if (all.length === 0) return
    const text = chance.pick(all)
    const [from, length] = pieceOf(text, chance, 40)
    if (length > 0) text.format(from, length, chance.pick(marks))
  },
  addBlock(doc: Y.Doc, chance: Chance) {
    const fragment = doc.getXmlFragment(chance.pick(lessons))
    fragment.insert(chance.below(fragment.length + 1), [block(chance.pick(blocks), chance.pick(words), freshId(chance))])
  },
  addList(doc: Y.Doc, chance: Chance) {
    const fragment = doc.getXmlFragment(chance.pick(lessons))
    const list = new Y.XmlElement(chance.pick(['bulletList', 'orderedList']))
    const item = new Y.XmlElement('listItem')
    item.insert(0, [block('paragraph', chance.pick(words), freshId(chance))])
    list.insert(0, [item])
    fragment.insert(chance.below(fragment.length + 1), [list])
  },
  addQuestion(doc: Y.Doc, chance: Chance) {
    const fragment = doc.getXmlFragment(chance.pick(lessons))
    const question = new Y.XmlElement('question')
    question.setAttribute('points', 2 as never)
    question.insert(0, [block('stem', 'why?', freshId(chance)), block('choice', 'because', freshId(chance))])
    fragment.insert(chance.below(fragment.length + 1), [question])
  },
  removeBlock(doc: Y.Doc, chance: Chance) {
    const fragment = doc.getXmlFragment(chance.pick(lessons))
    if (fragment.length > 3) fragment.delete(chance.below(fragment.length), 1)
  },
  setAttribute(doc: Y.Doc, chance: Chance) {
    const [element] = doc
      .getXmlFragment(chance.pick(lessons))
      .toArray()
      .filter((child) => child instanceof Y.XmlElement && child.nodeName === 'heading')
    if (element instanceof Y.XmlElement) element.setAttribute('level', (1 + chance.below(3)) as never)
  },
  rename(doc: Y.Doc, chance: Chance) {
    if (chance.maybe(0.5)) metaOf(doc).set('title', chance.pick(words))
    else outlineOf(doc).get(chance.pick(lessons).slice(2))?.set('title', chance.pick(words))
  },
  addLesson(doc: Y.Doc, chance: Chance) {
    outlineOf(doc).set(
      freshId(chance),
      new Y.Map<unknown>(Object.entries({ kind: 'lesson', parent: null, pos: generateJitteredKeyBetween(null, null), title: 'new' })),
    )
  },
  anchor(doc: Y.Doc, chance: Chance) {
    anchorsOf(doc).set(`thread${chance.below(5)}`, {
      lesson: 'lesson0001',
      start: 'AA',
      end: 'AB',
      quote: { exact: chance.pick(words), prefix: '', suffix: '' },
    } as never)
  },
}
