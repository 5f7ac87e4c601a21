import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { judge, type Writer } from '../../server/collaboration/gate/gate.ts'
import { Refusal } from '../../server/collaboration/gate/refusal.ts'
import { anchorsOf, metaOf, outlineOf, threadsOf } from '../../shared/document/layout.ts'
import { forge, forgeItem, type ForgedStruct, unforge } from './forge.ts'
import { aParagraph } from './kit.ts'

// The rules of docs/rules/collaboration.md, one by one.

const L = 'l:lesson0001'
const editor: Writer = { mayWrite: true, owns: () => true }
const reader: Writer = { mayWrite: false, owns: () => true }

/** A course as the server holds it: a lesson of one paragraph "Hello", an outline, a thread. */
function aCourse() {
  const doc = new Y.Doc()
  doc.clientID = 1
  doc.transact(() => {
    metaOf(doc).set('title', 'Refunds')
    metaOf(doc).set('schema', 1)
    const node = new Y.Map<unknown>(Object.entries({ kind: 'lesson', parent: null, pos: 'a0', title: 'Welcome' }))
    outlineOf(doc).set('lesson0001', node)
    doc.getXmlFragment(L).insert(0, [aParagraph('Hello', 'block00000001')])
    threadsOf(doc).set('thread', { by: 'ana', at: 1, on: 'course' } as never)
  })
  return doc
}

/** What an honest client that has everything sends when it does `edit`. */
function edited(course: Y.Doc, edit: (doc: Y.Doc) => void, client = 4711): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(course))
  doc.clientID = client
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.transact(() => edit(doc))
  return Y.mergeUpdates(updates)
}

function codeOf(course: Y.Doc, update: Uint8Array, writer = editor): string {
  const before = Y.encodeStateAsUpdate(course)
  try {
    return judge(course, update, writer) === null ? 'nothing' : 'passes'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  } finally {
    expect(Y.encodeStateAsUpdate(course), 'judging changes nothing').toEqual(before)
  }
}

const lessonOf = (doc: Y.Doc) => doc.getXmlFragment(L)
const paragraphOf = (doc: Y.Doc) => lessonOf(doc).get(0) as Y.XmlElement
const textIn = (doc: Y.Doc) => paragraphOf(doc).get(0) as Y.XmlText
const idOf = (type: Y.Map<unknown> | Y.XmlElement | Y.XmlText) => (type._item as Y.Item).id
const any = (value: unknown) => new Y.ContentAny([value])
const text = (value: string) => new Y.ContentString(value)
const element = (name: string) => new Y.ContentType(new Y.XmlElement(name) as never)

describe('what an editor may do', () => {
  const honest: [string, (doc: Y.Doc) => void][] = [
    ['typing', (doc) => textIn(doc).insert(5, ' world')],
    ['deleting', (doc) => textIn(doc).delete(0, 2)],
    ['marking', (doc) => textIn(doc).format(0, 3, { strong: {} })],
    ['a link', (doc) => textIn(doc).format(0, 3, { link: { href: 'https://example.org/a' } })],
    ['a new paragraph', (doc) => lessonOf(doc).insert(1, [aParagraph('more')])],
    ['an attribute', (doc) => void paragraphOf(doc).setAttribute('id', 'other0000001')],
    ['a title', (doc) => void metaOf(doc).set('title', 'Returns')],
    ['a tag', (doc) => void metaOf(doc).set('tag:sales', true)],
    [
      'a lesson in the outline',
      (doc) =>
        void outlineOf(doc).set(
          'lesson0002',
          new Y.Map<unknown>(Object.entries({ kind: 'lesson', parent: null, pos: 'a1', title: 'Two' })),
        ),
    ],
    ['the trash', (doc) => void outlineOf(doc).get('lesson0001')?.set('trashed', { by: 'ana', at: 5 })],
    [
      'an anchor',
      (doc) =>
        void anchorsOf(doc).set('thread', {
          lesson: 'lesson0001',
          start: 'AAAA',
          end: 'AAAA',
          quote: { exact: 'Hello', prefix: '', suffix: '' },
        } as never),
    ],
    ['the first text of a new lesson', (doc) => doc.getXmlFragment('l:lesson0002').insert(0, [aParagraph('new')])],
  ]
  for (const [what, edit] of honest)
    test(what, () => {
      const course = aCourse()
      expect(codeOf(course, edited(course, edit))).toBe('passes')
    })

  test('the state a client comes back with, new work included', () => {
    const course = aCourse()
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(course))
    textIn(doc).delete(1, 2)
    textIn(doc).insert(1, 'offline')
    expect(codeOf(course, Y.encodeStateAsUpdate(doc))).toBe('passes')
  })

  test('[G12] a reader may send what changes nothing, and nothing else', () => {
    const course = aCourse()
    expect(codeOf(course, Y.encodeStateAsUpdate(course), reader)).toBe('nothing')
    expect(codeOf(course, new Uint8Array([0, 0]), reader)).toBe('nothing')
    expect(
      codeOf(
        course,
        edited(course, (doc) => textIn(doc).insert(0, 'x')),
        reader,
      ),
    ).toBe('role')
    expect(
      codeOf(
        course,
        edited(course, (doc) => textIn(doc).delete(0, 1)),
        reader,
      ),
    ).toBe('role')
    expect(
      codeOf(
        course,
        edited(course, (doc) => doc.getMap('votes').set('a/b', true)),
        reader,
      ),
    ).toBe('role')
    expect(codeOf(course, forge({ parts: [{ client: 7, clock: 0, structs: [{ kind: 'gc', length: 3 }] }] }), reader)).toBe('role')
  })
})

describe('[G1] an update is one well-formed piece', () => {
  const good = () => edited(aCourse(), (doc) => textIn(doc).insert(0, 'x'))
  test('nothing may trail it', () => expect(codeOf(aCourse(), new Uint8Array([...good(), 0]))).toBe('malformed'))
  test('it may not be cut short, wherever', () => {
    const whole = good()
    for (let end = 0; end < whole.length; end++) expect(codeOf(aCourse(), whole.slice(0, end))).toBe('malformed')
  })
  test('it is no larger than a megabyte', () => expect(codeOf(aCourse(), new Uint8Array(1024 * 1024 + 1))).toBe('too-big'))
  test('encoding V2 is refused', () => {
    const doc = new Y.Doc()
    doc.getXmlFragment(L).insert(0, [aParagraph('second encoding')])
    expect(['malformed', 'gap', 'shape', 'too-big']).toContain(codeOf(aCourse(), Y.encodeStateAsUpdateV2(doc)))
  })
  test('text that is no UTF-8 is refused', () => {
    const update = forgeItem(7, { parent: L, content: element('paragraph') })
    update[update.indexOf(L.charCodeAt(0))] = 0xff
    expect(codeOf(aCourse(), update)).toBe('malformed')
  })
})

describe('[G2] what an update claims is compared with what it holds', () => {
  const bytes = (write: (encoder: encoding.Encoder) => void) => {
    const encoder = encoding.createEncoder()
    write(encoder)
    return encoding.toUint8Array(encoder)
  }
  test('seven bytes that claim 2^25 structs cost nothing', () => {
    const claim = bytes((out) => [1, 2 ** 25, 7, 0].forEach((n) => encoding.writeVarUint(out, n)))
    const began = performance.now()
    expect(codeOf(aCourse(), claim)).toBe('malformed')
    expect(performance.now() - began).toBeLessThan(20)
  })
  test('a text longer than the message is refused', () => {
    const update = forgeItem(7, { parent: L, content: text('abc') })
    update[update.length - 5] = 100
    expect(codeOf(aCourse(), update)).toBe('malformed')
  })
  test('an array of a billion values is refused', () => {
    const claim = bytes((out) => {
      for (const n of [1, 1, 7, 0]) encoding.writeVarUint(out, n)
      encoding.writeUint8(out, 8 | 32)
      encoding.writeVarUint(out, 1)
      encoding.writeVarString(out, 'meta')
      encoding.writeVarString(out, 'k')
      encoding.writeVarUint(out, 1)
      encoding.writeUint8(out, 117)
      encoding.writeVarUint(out, 1e9)
      encoding.writeVarUint(out, 0)
    })
    expect(codeOf(aCourse(), claim)).toBe('malformed')
  })
  test('at most 20,000 structs', () => {
    const structs = Array.from({ length: 20_001 }, (): ForgedStruct => ({ kind: 'gc', length: 1 }))
    expect(codeOf(aCourse(), forge({ parts: [{ client: 7, clock: 0, structs }] }))).toBe('too-big')
  })
  test('at most 5,000 visible deletions', () => {
    const course = aCourse()
    for (let i = 0; i < 6000; i++) metaOf(course).set(`tag:${i}`, true)
    expect(
      codeOf(
        course,
        edited(course, (doc) =>
          Array.from(metaOf(doc).keys())
            .filter((key) => key.startsWith('tag:'))
            .forEach((key) => metaOf(doc).delete(key)),
        ),
      ),
    ).toBe('too-big')
  })
})

describe('[G3] clocks go on exactly where they stood', () => {
  const paragraph = (client: number, clock: number) => forgeItem(client, { parent: L, content: element('paragraph') }, clock)
  test('a gap is refused, not parked', () => expect(codeOf(aCourse(), paragraph(7, 3))).toBe('gap'))
  test('a skip is refused', () =>
    expect(codeOf(aCourse(), forge({ parts: [{ client: 7, clock: 0, structs: [{ kind: 'skip', length: 2 }] }] }))).toBe('gap'))
  test('one client comes once', () => {
    const part = (clock: number) => ({
      client: 7,
      clock,
      structs: [{ kind: 'item', parent: L, content: element('paragraph') } as ForgedStruct],
    })
    expect(codeOf(aCourse(), forge({ parts: [part(0), { ...part(0), client: 8 }, part(0)] }))).toBe('malformed')
  })
  test('a clock does not run away', () =>
    expect(codeOf(aCourse(), forge({ parts: [{ client: 7, clock: 0, structs: [{ kind: 'gc', length: 2 ** 29 }] }] }))).toBe('too-big'))
  test('a client id has 32 bits', () => expect(codeOf(aCourse(), paragraph(2 ** 33, 0))).toBe('malformed'))
  test('an empty struct is refused', () =>
    expect(codeOf(aCourse(), forge({ parts: [{ client: 7, clock: 0, structs: [{ kind: 'gc', length: 0 }] }] }))).toBe('malformed'))
})

describe('[G4] an item refers only to what was before it', () => {
  test('not to itself or its own future', () => {
    expect(codeOf(aCourse(), forgeItem(7, { origin: { client: 7, clock: 0 }, content: text('x') }))).toBe('causality')
    expect(codeOf(aCourse(), forgeItem(7, { origin: { client: 7, clock: 9 }, content: text('x') }))).toBe('causality')
  })
  test('not to what nobody knows', () =>
    expect(codeOf(aCourse(), forgeItem(7, { origin: { client: 99, clock: 0 }, content: text('x') }))).toBe('causality'))
  test('two sessions may not wait for each other', () => {
    const waits = (client: number, other: number) => ({
      client,
      clock: 0,
      structs: [{ kind: 'item', origin: { client: other, clock: 0 }, content: text('x') } as ForgedStruct],
    })
    expect(codeOf(aCourse(), forge({ parts: [waits(8, 7), waits(7, 8)] }))).toBe('causality')
  })
  test('its two neighbours stand in one list', () => {
    const course = aCourse()
    const origin = idOf(paragraphOf(course))
    const rightOrigin = idOf(outlineOf(course).get('lesson0001') as Y.Map<unknown>)
    expect(codeOf(course, forgeItem(7, { origin, rightOrigin, content: element('paragraph') }))).toBe('causality')
  })
  test('it may not delete what nobody wrote', () =>
    expect(codeOf(aCourse(), forge({ deletes: [{ client: 99, ranges: [{ clock: 0, len: 1 }] }] }))).toBe('causality'))
})

describe('[G5] an editor writes the lessons, the outline, the facts and the anchors', () => {
  for (const root of ['threads', 'comments', 'votes', 'resolved', 'suggestions', 'whatever', 'l:', 'l:../x', '__proto__'])
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
  expect(codeOf(course, update, { mayWrite: true, owns: (client) => client !== 4711 })).toBe('forged-client')
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
