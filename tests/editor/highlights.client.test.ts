import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Highlight, highlightRanges, highlightsAt, nextHighlight, setHighlights } from '../../client/editor/plugins/highlights.ts'
import { anchorAt } from '../../shared/document/anchors.ts'
import { anchorsOf, lessonFragment } from '../../shared/document/layout.ts'
import { type Author, author, block, lesson, meet } from './kit.ts'

const words = 'the shore power cable'
const text = 'Fenders go out on both sides and the shore power cable comes in before midnight.'

// Undo groups what happened within half a second.
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const listOf = (who: Author): Highlight[] => [...anchorsOf(who.doc)].map(([key, anchor]) => ({ key, anchor, kind: 'thread' }))
const show = (who: Author) => setHighlights(who.view, listOf(who))
const shownAs = (who: Author, key = 't1') => {
  const range = highlightRanges(who.state).get(key)
  return range && who.state.doc.textBetween(range.from, range.to, '|')
}
function anchored(who: Author, key: string, passage: string) {
  const from = who.find(passage)
  anchorsOf(who.doc).set(key, anchorAt(lessonFragment(who.doc, lesson), lesson, from, from + passage.length))
}

/** Ana edits, Ben only looks on. */
function both() {
  const ana = author(1)
    .holds(block('paragraph', 'Before the storm.'), block('paragraph', text), block('paragraph', 'After the storm.'))
    .open()
  anchored(ana, 't1', words)
  const ben = author(2, ana).open()
  show(ana)
  show(ben)
  return { ana, ben }
}

test.each<[string, (ana: Author) => void, string]>([
  ['nothing', () => undefined, words],
  ['typing before it', (ana) => (ana.caretAt(1), ana.type('XY')), words],
  ['typing inside it', (ana) => (ana.caretAt(ana.find('power')), ana.type('dock ')), 'the shore dock power cable'],
  ['typing right behind it', (ana) => (ana.caretAt(ana.find(words) + words.length), ana.type('s')), words],
  ['Enter before it', (ana) => (ana.caretAt(ana.find('and the')), ana.press('Enter')), words],
  ['Enter inside it', (ana) => (ana.caretAt(ana.find('power')), ana.press('Enter')), 'the shore |power cable'],
  ['Enter behind it', (ana) => (ana.caretAt(ana.find('comes')), ana.press('Enter')), words],
  ['Backspace at the start of its block', (ana) => (ana.caretAt(ana.find('Fenders')), ana.press('Backspace')), words],
  ['making its block a heading', (ana) => (ana.caretAt(ana.find('Fenders')), ana.press('Mod+Alt+1')), words],
  ['putting its block into a list', (ana) => (ana.caretAt(ana.find('Fenders')), ana.press('Mod+Shift+8')), words],
  ['moving its block up', (ana) => (ana.caretAt(ana.find('Fenders')), ana.press('Alt+ArrowUp')), words],
  ['making a part of it bold', (ana) => (ana.caretAt(ana.find('shore'), ana.find('shore') + 5), ana.press('Mod+b')), words],
])('after %s the highlight is on the same words, here and at a colleague’s', (_, edit, expected) => {
  const { ana, ben } = both()
  edit(ana)
  expect(shownAs(ana)).toBe(expected)
  meet(ana, ben)
  show(ben)
  expect(shownAs(ben)).toBe(expected)
})

test('a block that is dragged, cut and pasted, or deleted and undone takes its highlight along', () => {
  const { ana, ben } = both()
  const cut = () => {
    const from = ana.find('Fenders') - 1
    const node = ana.state.doc.nodeAt(from)
    ana.do((tr) => tr.delete(from, from + (node?.nodeSize ?? 0)))
    return node
  }
  const dragged = ana.state.doc.child(1)
  ana.do((tr) => tr.delete(ana.find('Fenders') - 1, ana.find('Fenders') - 1 + dragged.nodeSize).insert(0, dragged))
  expect(shownAs(ana)).toBe(words)
  const taken = cut()
  expect(shownAs(ana)).toBeUndefined()
  if (taken) ana.do((tr) => tr.insert(tr.doc.content.size, taken))
  expect(shownAs(ana)).toBe(words)
  vi.advanceTimersByTime(1000)
  cut()
  ana.press('Mod+z')
  expect(shownAs(ana)).toBe(words)
  meet(ana, ben)
  show(ben)
  expect(shownAs(ben)).toBe(words)
})

test('an anchor whose words were cut away keeps its record, so that it can be found again', () => {
  const { ana } = both()
  const before = anchorsOf(ana.doc).get('t1')
  const from = ana.find('Fenders') - 1
  ana.do((tr) => tr.delete(from, from + text.length + 2))
  expect(shownAs(ana)).toBeUndefined()
  expect(anchorsOf(ana.doc).get('t1')).toEqual(before)
})

test('a guess is drawn as one, and goes on saying which words it was about while the text moves', () => {
  const { ana } = both()
  const guess = {
    ...anchorsOf(ana.doc).get('t1')!,
    quote: { exact: 'the shore power cord', prefix: '', suffix: '' },
    probably: true as const,
  }
  anchorsOf(ana.doc).set('t1', guess)
  setHighlights(ana.view, [{ key: 't1', anchor: guess, kind: 'thread', probably: true }])
  expect(ana.view.dom.querySelector('.highlight-probably')?.textContent).toBe(words)
  ana.caretAt(ana.find('and the'))
  ana.press('Enter')
  const after = anchorsOf(ana.doc).get('t1')
  expect(after).toMatchObject({ quote: guess.quote, probably: true })
  expect(after?.start).not.toBe(guess.start)
})

test('somebody who only reads never writes an anchor', () => {
  const ana = author(1).holds(block('paragraph', text)).open({ editable: false })
  anchored(ana, 't1', words)
  show(ana)
  let writes = 0
  anchorsOf(ana.doc).observe(() => writes++)
  ana.do((tr) => tr.split(ana.find('and the')))
  expect(writes).toBe(0)
})

test('where highlights overlap, the narrowest is first and the stretch is drawn stronger', () => {
  const { ana } = both()
  anchored(ana, 't2', 'both sides and the shore power cable comes in')
  show(ana)
  expect(highlightsAt(ana.state, ana.find('power')).map(({ key }) => key)).toEqual(['t1', 't2'])
  const several = ana.view.dom.querySelector('.highlight-several')
  expect(several?.textContent).toBe(words)
  expect(several?.getAttribute('data-highlights')).toBe('t1 t2')
})

test('keys go round through the highlights', () => {
  const { ana } = both()
  anchored(ana, 't2', 'After the')
  show(ana)
  ana.caretAt(1)
  expect(nextHighlight(ana.state, 1)?.key).toBe('t1')
  ana.press('Ctrl+Alt+n')
  ana.press('Ctrl+Alt+n')
  ana.press('Ctrl+Alt+n')
  expect(ana.activated).toEqual(['t1', 't2', 't1'])
})

test('a flag, which has no record in the document, is drawn and nothing is written for it', () => {
  const { ana } = both()
  const flagged = anchorAt(lessonFragment(ana.doc, lesson), lesson, ana.find('After'), ana.find('After') + 5)
  setHighlights(ana.view, [{ key: 'f1', anchor: flagged, kind: 'flag' }])
  ana.caretAt(ana.find('After'))
  ana.press('Enter')
  expect(shownAs(ana, 'f1')).toBe('After')
  expect([...anchorsOf(ana.doc).keys()]).toEqual(['t1'])
})

test('a block that was moved over one nearly like it, and back by undo and again by redo, keeps its highlight', () => {
  const lines = ['the coral rope is wet', 'the denim rope is wet']
  const ana = author(1)
    .holds(...lines.map((line) => block('paragraph', `before noon ${line} and after that it dries`)))
    .open()
  lines.forEach((line) => anchored(ana, line, line))
  const ben = author(2, ana).open()
  show(ana)
  show(ben)
  const seen = () => {
    show(ana)
    meet(ana, ben)
    show(ben)
    return lines.flatMap((line) => [shownAs(ana, line), shownAs(ben, line)])
  }
  ana.caretAt(ana.find('denim'))
  for (const key of ['Alt+ArrowUp', 'Mod+z', 'Mod+y']) {
    ana.press(key)
    expect([key, ...seen()]).toEqual([key, ...lines.flatMap((line) => [line, line])])
  }
})

test('letters typed where highlights overlap are drawn as a lesson that is opened anew draws them', () => {
  const ana = author(1)
    .holds(block('paragraph', 'Before the storm.'), block('paragraph', text), block('paragraph', 'After the storm.'))
    .open()
  const passages = ['on both sides and the shore', 'both sides', 'sides and', words, 'storm']
  for (const passage of passages) anchored(ana, passage, passage)
  show(ana)
  const drawn = (who: Author) =>
    [...who.view.dom.querySelectorAll('[data-highlights]')].map((piece) => `${piece.textContent}: ${piece.getAttribute('data-highlights')}`)
  for (const place of ['both', 'sides', ' and', 'power', 'in before', 'storm'])
    for (const deed of ['type', 'Backspace', 'Delete']) {
      ana.caretAt(ana.find(place))
      if (deed === 'type') ana.type('x')
      else ana.do((tr) => tr.delete(...((at) => (deed === 'Delete' ? [at, at + 1] : [at - 1, at]) as [number, number])(ana.find(place))))
      const anew = author(9, ana).open()
      show(anew)
      expect([place, deed, ...drawn(ana)]).toEqual([place, deed, ...drawn(anew)])
      anew.close()
    }
})
