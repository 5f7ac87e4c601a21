import { beforeAll, describe, expect, test } from 'vitest'
import { deleteBlock, duplicateBlock, moveBlock } from '../../client/editor/block-commands.ts'
import { wholeText } from '../../client/platform/text.ts'
import { addPart, emptyPart } from '../../client/editor/blocks/boxes.ts'
import { author, block, meet } from './kit.ts'

// Columns, titled parts, flip cards, checklists and buttons, as a hand at the keyboard meets them.

beforeAll(wholeText)

const fresh = () => author(1).holds(block('paragraph')).open()
const fromMenu = (query: string) => {
  const ana = fresh()
  ana.caretAt(1)
  ana.type(query)
  ana.press('Enter')
  return ana
}

describe('from the menu', () => {
  test.each([
    ['/columns', 'columns(column(paragraph("x")), column(paragraph))'],
    ['/accordion', 'panels(panel(panelTitle("x"), paragraph), panel(panelTitle, paragraph))'],
    ['/tabs', 'panels(panel(panelTitle("x"), paragraph), panel(panelTitle, paragraph))'],
    ['/flip', 'cards(card(side(paragraph("x")), side(paragraph)), card(side(paragraph), side(paragraph)))'],
  ])('%s comes ready to be written, with a line below it', (query, shape) => {
    const ana = fromMenu(query)
    ana.type('x')
    expect(ana.shape).toBe(`doc(${shape}, paragraph)`)
    expect(new Set(ana.ids).size).toBe(ana.ids.length)
  })

  test.each([
    ['/checklist', 'doc(checkList(listItem(paragraph("x"))))'],
    ['/todo', 'doc(checkList(listItem(paragraph("x"))))'],
    ['/button', 'doc(button("x"))'],
  ])('%s is one that text is written in', (query, shape) => {
    const ana = fromMenu(query)
    ana.type('x')
    expect(ana.shape).toBe(shape)
  })

  test.each(['accordion', 'tabs', 'steps', 'timeline'])('%s is a look of the same block', (look) => {
    expect(fromMenu(`/${look}`).state.doc.firstChild?.attrs.look).toBe(look)
  })
})

describe('titled parts', () => {
  const twoParts = (look = 'accordion') =>
    author(1)
      .holds(
        block(
          'panels',
          [
            block('panel', [block('panelTitle', 'One'), block('paragraph', 'first')]),
            block('panel', [block('panelTitle', 'Two'), block('paragraph', 'second')]),
          ],
          { look },
        ),
        block('paragraph', 'after'),
      )
      .open()
  const shape = (...parts: string[]) => `doc(panels(${parts.join(', ')}), paragraph("after"))`
  const one = 'panel(panelTitle("One"), paragraph("first"))'
  const two = 'panel(panelTitle("Two"), paragraph("second"))'

  test('Enter goes from the title to what it is the title of', () => {
    const ana = twoParts()
    ana.caretAt(ana.find('One') + 1)
    ana.press('Enter')
    ana.type('The ')
    expect(ana.shape).toBe(shape('panel(panelTitle("One"), paragraph("The first"))', two))
  })

  test('a title is left in peace by Backspace, Delete and the signs of Markdown', () => {
    const ana = twoParts()
    ana.caretAt(ana.find('Two'))
    ana.press('Backspace')
    ana.caretAt(ana.find('One') + 3)
    ana.press('Delete')
    ana.caretAt(ana.find('second'))
    ana.press('Backspace')
    expect(ana.shape).toBe(shape(one, two))
    ana.caretAt(ana.find('One'))
    ana.type('# ')
    expect(ana.shape).toBe(shape('panel(panelTitle("# One"), paragraph("first"))', two))
  })

  test('[K6] the part whose title holds the caret is moved, copied and removed as a whole', () => {
    const ana = twoParts()
    ana.caretAt(ana.find('Two'))
    moveBlock(-1)(ana.state, ana.view.dispatch)
    expect(ana.shape).toBe(shape(two, one))
    duplicateBlock(ana.state, ana.view.dispatch)
    expect(ana.shape).toBe(shape(two, two, one))
    expect(new Set(ana.ids).size).toBe(ana.ids.length)
    deleteBlock(ana.state, ana.view.dispatch)
    expect(ana.shape).toBe(shape(two, one))
  })

  test('[K6] Backspace in an empty part removes it, and with the last one the block', () => {
    const ana = fromMenu('/accordion')
    ana.press('Backspace')
    expect(ana.shape).toBe('doc(panels(panel(panelTitle, paragraph)), paragraph)')
    ana.caretAt(3)
    ana.press('Backspace')
    expect(ana.shape).toBe('doc(paragraph, paragraph)')
  })

  test('[K6] Enter in an empty last line leaves the block', () => {
    const ana = twoParts()
    ana.caretAt(ana.find('second') + 6)
    ana.press('Enter')
    ana.press('Enter')
    ana.type('out')
    expect(ana.shape).toBe(`doc(panels(${one}, ${two}), paragraph("out"), paragraph("after"))`)
  })

  test('the tab with the caret is in front, and what somebody is led to comes to the front', () => {
    const ana = twoParts('tabs')
    const front = () => ana.view.dom.querySelector('.panel-front')?.textContent
    expect(front()).toBe('Onefirst')
    ana.caretAt(ana.find('Two'))
    expect(front()).toBe('Twosecond')
    ana.lesson?.showBlock(String(ana.state.doc.firstChild?.firstChild?.lastChild?.attrs.id), 'look')
    expect(front()).toBe('Onefirst')
  })

  test('[K5] one names a part while another changes how all are shown: both stay', () => {
    const ana = twoParts()
    const ben = author(2, ana).open()
    ana.do((tr) => tr.setNodeAttribute(0, 'look', 'tabs'))
    ben.caretAt(ben.find('Two') + 3)
    ben.type(' words')
    meet(ana, ben)
    expect(ana.shape).toBe(ben.shape)
    expect(ana.state.doc.firstChild?.attrs.look).toBe('tabs')
    expect(ana.words).toContain('Two words')
  })

  test('both add a part at once and both parts stay', () => {
    const ana = twoParts()
    const ben = author(2, ana).open()
    for (const who of [ana, ben]) addPart(0, (schema) => emptyPart(schema, 'panel'))(who.state, who.view.dispatch)
    meet(ana, ben)
    expect(ana.state.doc.firstChild?.childCount).toBe(4)
    expect(ana.shape).toBe(ben.shape)
  })
})

describe('columns and cards', () => {
  test('an empty column goes with Backspace, one with words stays', () => {
    const ana = fromMenu('/columns')
    ana.type('kept')
    ana.caretAt(ana.find('kept'))
    ana.press('Backspace')
    expect(ana.shape).toBe('doc(columns(column(paragraph("kept")), column(paragraph)), paragraph)')
    ana.caretAt(ana.state.doc.firstChild!.nodeSize - 3)
    ana.press('Backspace')
    expect(ana.shape).toBe('doc(columns(column(paragraph("kept"))), paragraph)')
  })

  test('blocks inside a column move within it', () => {
    const ana = author(1)
      .holds(
        block('columns', [block('column', [block('paragraph', 'a'), block('paragraph', 'b')]), block('column', [block('paragraph', 'c')])]),
      )
      .open()
    ana.caretAt(ana.find('b'))
    moveBlock(-1)(ana.state, ana.view.dispatch)
    expect(ana.shape).toBe('doc(columns(column(paragraph("b"), paragraph("a")), column(paragraph("c"))))')
    ana.caretAt(ana.find('c'))
    deleteBlock(ana.state, ana.view.dispatch)
    expect(ana.shape).toBe('doc(columns(column(paragraph("b"), paragraph("a")), column(paragraph)))')
  })

  test('the two sides of an empty card go together', () => {
    const ana = fromMenu('/flip')
    ana.press('Backspace')
    expect(ana.shape).toBe('doc(cards(card(side(paragraph), side(paragraph))), paragraph)')
  })

  test('[K4] a part without a line in it, as two people may leave it, is drawn and gets a line by a click', () => {
    const ana = author(1)
      .holds(block('columns', [block('column', []), block('column', [block('paragraph', 'b')])]), block('columns', []))
      .open()
    const hollow = ana.view.dom.querySelector('[data-hollow]')!
    hollow.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }))
    ana.type('a')
    expect(ana.shape).toBe('doc(columns(column(paragraph("a")), column(paragraph("b"))), columns)')
  })
})

describe('checklists', () => {
  test.each([
    ['[] ', 'doc(checkList(listItem(paragraph("milk"))))'],
    ['[ ] ', 'doc(checkList(listItem(paragraph("milk"))))'],
    ['- [ ] ', 'doc(checkList(listItem(paragraph("milk"))))'],
  ])('%s begins one', (signs, shape) => {
    const ana = fresh()
    ana.caretAt(1)
    ana.type(`${signs}milk`)
    expect(ana.shape).toBe(shape)
    ana.press('Enter')
    ana.type('bread')
    expect(ana.shape).toContain('listItem(paragraph("bread"))')
  })
})

describe('buttons', () => {
  test('[K13] take an address that cannot act, and no other', () => {
    const ana = author(1)
      .holds(block('button', 'Go', { href: '' }))
      .open()
    const input = ana.view.dom.querySelector('input')!
    const enter = (address: string) => {
      input.value = address
      input.dispatchEvent(new Event('change'))
    }
    enter('example.org/x')
    expect(ana.state.doc.firstChild?.attrs.href).toBe('https://example.org/x')
    enter('javascript:alert(1)')
    expect(ana.state.doc.firstChild?.attrs.href).toBe('https://example.org/x')
    expect(input.getAttribute('aria-invalid')).toBe('true')
    ana.caretAt(3)
    ana.press('Enter')
    ana.type('on')
    expect(ana.shape).toBe('doc(button("Go"), paragraph("on"))')
  })
})
