import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { metaOf, outlineOf, threadsOf } from '../../shared/document/layout.ts'
import { day, hour } from '../../shared/time.ts'
import { forge, forgeItem, unforge, type ForgedStruct } from './forge.ts'
import { L, aCourse, ana, editor, edited, codeOf, lessonOf, paragraphOf, textIn, any, text, element } from './gate-kit.ts'
import { aParagraph } from './kit.ts'

// The rules of docs/rules/collaboration.md on what updates hold, one by one.

describe('[G5] an editor writes the lessons, the outline, the facts and the anchors', () => {
  for (const root of ['threads', 'comments', 'votes', 'resolved', 'suggestions', 'answered', 'whatever', 'l:', 'l:../x', '__proto__'])
    test(`the root “${root}” is not an editor’s`, () =>
      expect(['unknown-root', 'shape']).toContain(codeOf(aCourse(), forgeItem(7, { parent: root, sub: 'k', content: any({ by: 'leo' }) }))))
  test('not by way of a neighbour either', () => {
    const course = aCourse()
    const thread = threadsOf(course)._map.get('thread') as Y.Item
    expect(codeOf(course, forgeItem(7, { origin: thread.id, content: any({ by: 'leo', at: 1 }) }))).toBe('unknown-root')
  })
  test('nor by deleting', () => {
    const course = aCourse()
    expect(
      codeOf(
        course,
        edited(course, (doc) => threadsOf(doc).delete('thread' as never)),
      ),
    ).toBe('unknown-root')
  })
  test('a parent that is no type is refused', () => {
    const course = aCourse()
    const word = (textIn(course)._start as Y.Item).id
    expect(codeOf(course, forgeItem(7, { parent: word, content: element('paragraph') }))).toBe('shape')
  })
})

describe('[G6] facts, outline and anchors hold plain values of their shape', () => {
  const meta = (sub: string, value: unknown) => codeOf(aCourse(), forgeItem(7, { parent: 'meta', sub, content: any(value) }))
  test('the layout’s number is the server’s', () => {
    expect(meta('schema', 99)).toBe('shape')
    const course = aCourse()
    expect(
      codeOf(
        course,
        edited(course, (doc) => metaOf(doc).delete('schema')),
      ),
    ).toBe('shape')
  })
  test('no shared type hides in a flat map', () =>
    expect(
      codeOf(
        aCourse(),
        edited(aCourse(), (doc) => void metaOf(doc).set('title', new Y.Map())),
      ),
    ).toBe('shape'))
  test('a value is no deeper than 32', () => {
    const deep = (n: number): unknown => (n === 0 ? 1 : [deep(n - 1)])
    expect(meta('title', deep(33))).toBe('too-big')
  })
  test('keys that change what objects are are refused', () => {
    expect(meta('title', JSON.parse('{"__proto__": 1}'))).toBe('shape')
    expect(meta('constructor', 1)).toBe('shape')
    expect(meta('title', { a: { prototype: 1 } })).toBe('shape')
  })
  test('bytes and big integers are no plain values', () => {
    expect(meta('title', new Uint8Array(3))).toBe('shape')
    expect(meta('title', 10n)).toBe('shape')
  })
  test('an entry of the outline has the outline’s fields', () => {
    const field = (name: string, value: unknown) =>
      codeOf(
        aCourse(),
        edited(aCourse(), (doc) => void outlineOf(doc).get('lesson0001')?.set(name, value)),
      )
    expect(field('kind', 'folder')).toBe('shape')
    expect(field('title', 7)).toBe('shape')
    expect(field('icon', '🎯'.repeat(20))).toBe('shape')
    expect(field('colour', 'red')).toBe('shape')
    expect(field('trashed', { by: 'ana', at: 'now' })).toBe('shape')
    expect(codeOf(aCourse(), forgeItem(7, { parent: 'outline', sub: 'x', content: any(1) }))).toBe('shape')
    expect(codeOf(aCourse(), forgeItem(7, { parent: 'outline', content: any(1) }))).toBe('shape')
  })
  test('an anchor has an anchor’s shape', () =>
    expect(codeOf(aCourse(), forgeItem(7, { parent: 'anchors', sub: 'x', content: any({ lesson: 1 }) }))).toBe('shape'))
  test('shared types nest at most 64 deep', () => {
    const structs = Array.from({ length: 70 }, (_, i): ForgedStruct => ({
      kind: 'item',
      ...(i === 0 ? { parent: L } : { parent: { client: 7, clock: i - 1 } }),
      content: element('quote'),
    }))
    expect(codeOf(aCourse(), forge({ parts: [{ client: 7, clock: 0, structs }] }))).toBe('too-big')
  })
})

describe('[G13] who put something into the trash is no editor’s to say', () => {
  const trashed = (value: { by: string; at: number }) =>
    codeOf(
      aCourse(),
      edited(aCourse(), (doc) => void outlineOf(doc).get('lesson0001')?.set('trashed', value)),
    )
  test('but for themselves', () => {
    expect(trashed({ by: ana.person, at: 5 })).toBe('passes')
    expect(trashed({ by: 'person-ben', at: 5 })).toBe('forged-name')
  })
  test('and not on a day to come, though a clock may be wrong', () => {
    expect(trashed({ by: ana.person, at: ana.now + 12 * hour })).toBe('passes')
    expect(trashed({ by: ana.person, at: ana.now + 2 * day })).toBe('forged-name')
    expect(trashed({ by: ana.person, at: -1 })).toBe('forged-name')
  })
  test('nor in a lesson that is new', () => {
    const node = new Y.Map<unknown>(
      Object.entries({ kind: 'lesson', parent: null, pos: 'a1', title: 'x', trashed: { by: 'person-ben', at: 5 } }),
    )
    expect(
      codeOf(
        aCourse(),
        edited(aCourse(), (doc) => void outlineOf(doc).set('lesson0002', node)),
      ),
    ).toBe('forged-name')
  })
  test('and what somebody else said of themselves is taken back, never rewritten', () => {
    const course = aCourse()
    course.clientID = 1
    outlineOf(course).get('lesson0001')?.set('trashed', { by: 'person-ben', at: 5 })
    const change = (edit: (node: Y.Map<unknown>) => void) =>
      codeOf(
        course,
        edited(course, (doc) => edit(outlineOf(doc).get('lesson0001')!)),
      )
    expect(change((node) => node.delete('trashed'))).toBe('passes')
    expect(change((node) => node.set('trashed', { by: 'person-ben', at: 6 }))).toBe('forged-name')
  })
})

test('[G7] no document hides in a document', () => {
  expect(
    codeOf(
      aCourse(),
      edited(aCourse(), (doc) => void metaOf(doc).set('title', new Y.Doc())),
    ),
  ).toBe('subdocument')
})

test('[G8] nobody writes under the client id of somebody else', () => {
  const course = aCourse()
  const update = edited(course, (doc) => textIn(doc).insert(0, 'forged'), 4711)
  expect(codeOf(course, update, { ...editor, owns: (client) => client !== 4711 })).toBe('forged-client')
})

describe('[G9] an update that would keep Yjs busy is refused', () => {
  test('many items that all claim one place', () => {
    const course = aCourse()
    const origin = (textIn(course)._start as Y.Item).id
    const structs = Array.from({ length: 5000 }, (): ForgedStruct => ({ kind: 'item', origin, content: text('x') }))
    expect(codeOf(course, forge({ parts: [{ client: 7, clock: 0, structs }] }))).toBe('storm')
  })
  test('many items that all look to the end of one long text', () => {
    const first: ForgedStruct = { kind: 'item', origin: { client: 1, clock: 0 }, content: text('a'.repeat(4000)) }
    const course = aCourse()
    const at = (textIn(course)._start as Y.Item).lastId
    const rest = Array.from({ length: 3000 }, (_, i): ForgedStruct => ({
      kind: 'item',
      origin: { client: 7, clock: i },
      content: text('b'),
    }))
    expect(codeOf(course, forge({ parts: [{ client: 7, clock: 0, structs: [{ ...first, origin: at } as ForgedStruct, ...rest] }] }))).toBe(
      'storm',
    )
  })
  test('few items that walk a long lesson again and again', () => {
    const course = aCourse()
    const words = textIn(course)
    for (let i = 0; i < 2000; i++) words.insert(0, 'x')
    // Each names a neighbour far from the end, and the end.
    const origins: Y.ID[] = []
    for (let item = words._start; item && origins.length < 12; item = item.right) origins.push(item.lastId)
    const structs = origins.map((origin): ForgedStruct => ({ kind: 'item', origin, content: text('y') }))
    expect(codeOf(course, forge({ parts: [{ client: 7, clock: 0, structs }] }))).toBe('storm')
  })
  test('an author who typed a thousand words offline, here and there, is no storm', () => {
    const course = aCourse()
    const update = edited(course, (doc) => {
      const words = textIn(doc)
      for (let i = 0; i < 1000; i++) words.insert((i * 7919) % words.length, 'word ')
    })
    expect(codeOf(course, update)).toBe('passes')
  })
})

describe('[G10] a lesson holds what our editor writes', () => {
  const inLesson = (node: Y.XmlElement) =>
    codeOf(
      aCourse(),
      edited(aCourse(), (doc) => lessonOf(doc).insert(0, [node])),
    )
  const withAttribute = (name: string, key: string, value: unknown) => {
    const node = new Y.XmlElement(name)
    node.setAttribute(key, value as string)
    return node
  }
  test('a block nobody knows', () => expect(inLesson(new Y.XmlElement('script'))).toBe('block'))
  test('a block where it does not belong, which y-prosemirror would delete for everybody', () => {
    expect(inLesson(new Y.XmlElement('listItem'))).toBe('block')
    expect(inLesson(new Y.XmlElement('doc'))).toBe('block')
    expect(
      codeOf(
        aCourse(),
        edited(aCourse(), (doc) => lessonOf(doc).insert(0, [new Y.XmlText('loose')])),
      ),
    ).toBe('block')
    expect(
      codeOf(
        aCourse(),
        edited(aCourse(), (doc) => paragraphOf(doc).insert(0, [aParagraph('in a paragraph')])),
      ),
    ).toBe('block')
  })
  test('an attribute nobody knows, or of another kind', () => {
    expect(inLesson(withAttribute('paragraph', 'onclick', 'alert(1)'))).toBe('block')
    expect(inLesson(withAttribute('heading', 'level', 'two'))).toBe('block')
    expect(inLesson(withAttribute('paragraph', 'constructor', 'x'))).toBe('shape')
    expect(inLesson(withAttribute('paragraph', 'hasOwnProperty', 'x'))).toBe('block')
  })
  test('a picture or a link that runs a script', () => {
    expect(inLesson(withAttribute('image', 'src', 'javascript:alert(1)'))).toBe('block')
    expect(inLesson(withAttribute('image', 'src', 'data:text/html,x'))).toBe('block')
    expect(
      codeOf(
        aCourse(),
        edited(aCourse(), (doc) => textIn(doc).format(0, 2, { link: { href: 'javascript:alert(1)' } })),
      ),
    ).toBe('block')
  })
  test('a mark nobody knows', () =>
    expect(
      codeOf(
        aCourse(),
        edited(aCourse(), (doc) => textIn(doc).format(0, 2, { blink: {} })),
      ),
    ).toBe('block'))
  test('something embedded in a text', () =>
    expect(
      codeOf(
        aCourse(),
        edited(aCourse(), (doc) => textIn(doc).insertEmbed(0, { image: 'x' })),
      ),
    ).toBe('shape'))
  test('a key beside the paragraphs of a lesson', () =>
    expect(codeOf(aCourse(), forgeItem(7, { parent: L, sub: 'k', content: any(1) }))).toBe('shape'))
})

test('[G1] a number of very many bytes, which Yjs reads as no number at all, is malformed wherever it stands', () => {
  const endless = [...Array.from({ length: 150 }, () => 0x80), 0]
  const root = [12, ...new TextEncoder().encode(L)]
  const places = {
    'how many clients': [...endless, 0],
    'a client': [1, 1, ...endless, 0, 0, 3, 0],
    'a clock': [1, 1, 77, ...endless, 0, 3, 0],
    'a length of nothing': [1, 1, 77, 0, 0, ...endless, 0],
    'a length of what is gone': [1, 1, 77, 0, 1, 1, ...root, ...endless, 0],
    'a deleted clock': [0, 1, 1, 1, ...endless, 1],
    'a deleted length': [0, 1, 1, 1, 0, ...endless],
  }
  for (const [place, bytes] of Object.entries(places))
    expect([place, codeOf(aCourse(), new Uint8Array(bytes))]).toEqual([place, 'malformed'])
})

test('an update taken apart and put together again is the same', () => {
  const course = aCourse()
  const update = edited(course, (doc) => {
    textIn(doc).insert(2, 'xyz')
    textIn(doc).delete(0, 1)
    lessonOf(doc).insert(0, [aParagraph('p')])
  })
  expect(forge(unforge(update))).toEqual(update)
})
