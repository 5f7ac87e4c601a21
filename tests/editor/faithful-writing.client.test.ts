import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { lessonFragment } from '../../shared/document/layout.ts'
import { childrenOf } from '../../shared/document/positions.ts'
import { type Author, author, block, lesson, meet } from './kit.ts'

// Blocks that are nearly alike, and change places. Each stays the block it is: what hangs on its letters is told by
// their Yjs ids, and so is what a colleague types in it at the same time.

const names = ['amber', 'brown', 'coral', 'denim']
const said = (name: string) => `before noon the ${name} rope is wet`
const line = (name: string) => block('paragraph', said(name), { id: name })
const lines = (who: Author) => names.flatMap((name) => (who.words.includes(said(name)) ? [[who.words.indexOf(said(name)), name]] : []))
const order = (who: Author) =>
  lines(who)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, name]) => name)

/** The text of a block in the shared document: the Yjs id of its first letter, and its words. */
function textOf(who: Author, id: string): string {
  const walk = (parent: Y.XmlFragment): string | undefined => {
    for (const child of childrenOf(parent)) {
      if (child instanceof Y.XmlText) continue
      const first = child.getAttribute('id') === id ? (child.get(0) as Y.XmlText) : null
      if (first) return `${first._start?.id.client} ${first._start?.id.clock}: ${first.toJSON()}`
      const found = walk(child)
      if (found) return found
    }
    return undefined
  }
  return walk(lessonFragment(who.doc, lesson)) ?? 'nowhere'
}
const put = (who: Author, name: string) => who.caretAt(who.find(said(name)))
function drag(who: Author, name: string, to: number) {
  const pos = who.find(said(name)) - 1
  const node = who.state.doc.nodeAt(pos)!
  who.do((tr) => tr.delete(pos, pos + node.nodeSize).insert(tr.mapping.map(to), node))
}

describe('[C30] what is moved is written anew, what it is moved over stays as it is', () => {
  test.each<[string, string, (ana: Author) => void, string[]]>([
    ['up by the keyboard', 'brown', (ana) => (put(ana, 'brown'), ana.press('Alt+ArrowUp')), ['brown', 'amber', 'coral', 'denim']],
    ['down by the keyboard', 'brown', (ana) => (put(ana, 'brown'), ana.press('Alt+ArrowDown')), ['amber', 'coral', 'brown', 'denim']],
    ['dragged to the end', 'amber', (ana) => drag(ana, 'amber', ana.state.doc.content.size), ['brown', 'coral', 'denim', 'amber']],
    ['dragged to the top', 'denim', (ana) => drag(ana, 'denim', 0), ['denim', 'amber', 'brown', 'coral']],
  ])('%s', (_, moved, act, expected) => {
    const ana = author(1)
      .holds(...names.map(line))
      .open()
    const ben = author(2, ana).open()
    const before = new Map(names.map((name) => [name, textOf(ana, name)]))
    act(ana)
    expect(order(ana)).toEqual(expected)
    for (const name of names) {
      const [is, was] = [textOf(ana, name), before.get(name)!]
      expect(is.split(': ')[1]).toBe(said(name))
      if (name !== moved) expect(is).toBe(was)
    }
    // A colleague wrote in the others meanwhile, each in its place.
    for (const name of names) {
      if (name === moved) continue
      ben.caretAt(ben.find(said(name)) + said(name).length)
      ben.type(`, says ${name}`)
    }
    meet(ana, ben)
    expect(ana.shape).toBe(ben.shape)
    for (const name of names) if (name !== moved) expect(ana.words).toContain(`${said(name)}, says ${name}`)
  })

  test('in a list, and in a quote', () => {
    const item = (name: string) => block('listItem', [line(name)], { id: `item ${name}` })
    const ana = author(1)
      .holds(block('bulletList', names.slice(0, 2).map(item)), block('quote', names.slice(2).map(line)))
      .open()
    const before = new Map(names.map((name) => [name, textOf(ana, name)]))
    put(ana, 'amber')
    ana.press('Alt+ArrowDown')
    put(ana, 'denim')
    ana.press('Alt+ArrowUp')
    expect(order(ana)).toEqual(['brown', 'amber', 'denim', 'coral'])
    for (const name of ['brown', 'coral']) expect(textOf(ana, name)).toBe(before.get(name))
  })
})

test('[C30] a block that is moved and moved back by undo is the one it was, for others too', () => {
  const ana = author(1)
    .holds(...names.map(line))
    .open()
  const ben = author(2, ana).open()
  put(ana, 'brown')
  ana.press('Alt+ArrowDown')
  meet(ana, ben)
  ana.press('Mod+z')
  meet(ana, ben)
  expect(order(ben)).toEqual(names)
  expect(ben.shape).toBe(ana.shape)
  expect(ben.ids).toEqual(names)
})

test('[C30] joining near-equal blocks, Enter, copies and a removed block leave all others as they are', () => {
  const ana = author(1)
    .holds(...names.map(line))
    .open()
  const others = ['coral', 'denim'].map((name) => textOf(ana, name))
  put(ana, 'brown')
  ana.press('Backspace')
  ana.press('Enter')
  put(ana, 'amber')
  ana.press('Mod+Shift+d')
  expect(['coral', 'denim'].map((name) => textOf(ana, name))).toEqual(others)
  expect(new Set(ana.ids).size).toBe(ana.ids.length)
})

test('one change of the editor is one update: nobody sees a moved block without its words', () => {
  const ana = author(1)
    .holds(...names.map(line))
    .open()
  const ben = author(2, ana).open()
  const seen: string[][] = []
  ana.doc.on('update', (update: Uint8Array) => {
    Y.applyUpdate(ben.doc, update, 'remote')
    seen.push(order(ben) as string[])
  })
  put(ana, 'amber')
  ana.press('Alt+ArrowDown')
  expect(seen).toEqual([['brown', 'amber', 'coral', 'denim']])
})

test('[C30] what breaks while letters are told apart is written all the same, and the next words as ever', () => {
  const ana = author(1)
    .holds(...names.map(line))
    .open()
  const ben = author(2, ana).open()
  const told = vi.fn()
  vi.stubGlobal('reportError', told)
  // Between what is removed and what is brought in.
  const breaking = vi.spyOn(Y.Text.prototype, 'insert').mockImplementationOnce(() => {
    throw new Error('a defect')
  })
  const at = ana.find(said('brown'))
  ana.caretAt(at, at + 'before'.length)
  ana.type('A')
  expect(told).toHaveBeenCalledOnce()
  expect(ana.words).toContain('A noon the brown rope is wet')
  breaking.mockRestore()
  vi.unstubAllGlobals()
  ana.type('fter')
  put(ana, 'coral')
  ana.press('Alt+ArrowUp')
  meet(ana, ben)
  expect(ana.words).toContain('After noon the brown rope is wet')
  expect(ben.shape).toBe(ana.shape)
})
