import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { anchorsOf, metaOf, outlineOf } from '../../shared/document/layout.ts'
import { forge, forgeItem, type ForgedStruct } from './forge.ts'
import { L, ana, reader, aCourse, edited, codeOf, lessonOf, paragraphOf, textIn, idOf, text, element } from './gate-kit.ts'
import { aParagraph } from './kit.ts'
import { workMs } from '../kit/work.ts'

// The rules of docs/rules/collaboration.md on the form of updates, one by one.

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
    ['the sign before a title', (doc) => void outlineOf(doc).get('lesson0001')?.set('icon', '🧑‍🏫')],
    ['the trash', (doc) => void outlineOf(doc).get('lesson0001')?.set('trashed', { by: ana.person, at: 5 })],
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
    const course = aCourse()
    expect(workMs(() => expect(codeOf(course, claim)).toBe('malformed'))).toBeLessThan(200)
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
  test('thousands of sessions that each wait for the next are put in order, and a circle of them is found', () => {
    const many = 12_000
    const chain = (last: number | null) =>
      Array.from({ length: many }, (_, n) => {
        const before = n < many - 1 ? n + 1 : last
        const place = before === null ? { parent: L } : { origin: { client: 100_000 + before, clock: 0 } }
        return { client: 100_000 + n, clock: 0, structs: [{ kind: 'item' as const, ...place, content: element('paragraph') }] }
      })
    for (const turn of [(parts: ReturnType<typeof chain>) => parts, (parts: ReturnType<typeof chain>) => parts.reverse()]) {
      expect(codeOf(aCourse(), forge({ parts: turn(chain(null)) }))).toBe('passes')
      expect(codeOf(aCourse(), forge({ parts: turn(chain(0)) }))).toBe('causality')
    }
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
