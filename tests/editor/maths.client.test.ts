import { beforeAll, expect, test, vi } from 'vitest'
import { wholeText } from '../../client/platform/text.ts'
import { setMaths } from '../../client/ui/maths.ts'
import { author, block, meet } from './kit.ts'

beforeAll(async () => {
  // happy-dom has no mode of its own; our pages are never in quirks mode, in which KaTeX refuses to work.
  Object.defineProperty(document, 'compatMode', { value: 'CSS1Compat' })
  await wholeText()
})

const line = (words = '') => author(1).holds(block('paragraph', words)).open()

test('dollars around TeX make a formula, and what follows is plain; prices stay prices', () => {
  const ana = line()
  ana.caretAt(1)
  ana.type('let $x^2$ be it costs $5 or $6 today')
  expect(ana.shape).toBe('doc(paragraph("let ", maths("x^2"), " be it costs $5 or $6 today"))')
})

test('a formula lies open while the caret is in it and closes when it leaves', () => {
  const ana = author(1)
    .holds({
      type: 'paragraph',
      attrs: { id: 'para-1' },
      content: [
        { type: 'text', text: 'see ' },
        { type: 'text', text: 'a+b', marks: [{ type: 'maths' }] },
        { type: 'text', text: ' here' },
      ],
    })
    .open()
  const source = () => ana.view.dom.querySelector('.maths-source, .maths-hidden')?.className
  expect(source()).toBe('maths-hidden')
  ana.caretAt(6)
  expect(source()).toBe('maths-source')
  ana.caretAt(8)
  expect(source()).toBe('maths-source')
  ana.press('ArrowRight')
  expect(source()).toBe('maths-hidden')
  ana.type('!')
  expect(ana.shape).toBe('doc(paragraph("see ", maths("a+b"), "! here"))')
})

test('[K9] two write into one formula at once and both stay', () => {
  const ana = author(1).holds(block('mathsBlock', 'a = b')).open()
  const ben = author(2, ana).open()
  ana.caretAt(2)
  ana.type('_1')
  ben.caretAt(6)
  ben.type('^2')
  meet(ana, ben)
  expect(ana.words).toBe('a_1 = b^2')
  expect(ben.shape).toBe(ana.shape)
})

test('$$ begins a formula of its own, Enter leaves it, Backspace in an empty one makes it plain', () => {
  const ana = line()
  ana.caretAt(1)
  ana.type('$$ ')
  expect(ana.shape).toBe('doc(mathsBlock)')
  ana.type('x')
  ana.press('Enter')
  ana.type('then')
  expect(ana.shape).toBe('doc(mathsBlock("x"), paragraph("then"))')
  const ben = author(2).holds(block('mathsBlock', '')).open()
  ben.caretAt(1)
  ben.press('Backspace')
  expect(ben.shape).toBe('doc(paragraph)')
})

test('[K10] a formula is set when its setter has come, and what cannot be read says where', async () => {
  const box = document.createElement('span')
  expect(await setMaths(box, '\\frac{1}{2}', false)).toBeNull()
  expect(box.querySelector('.katex')).not.toBeNull()
  box.textContent = 'kept'
  expect(await setMaths(box, '\\frac{1', false)).toEqual({ near: expect.any(String) })
  expect(box.textContent).toBe('kept')
})

test('[K10] a formula cannot link, load or run anything', async () => {
  const box = document.createElement('span')
  for (const bad of [
    '\\href{javascript:alert(1)}{x}',
    '\\includegraphics{https://evil.example/x.png}',
    '\\htmlData{onclick=alert(1)}{x}',
  ]) {
    await setMaths(box, bad, false)
    expect(box.querySelector('a[href], img, [onclick], [data-onclick]'), bad).toBeNull()
  }
})

test('the editor shows both kinds set', async () => {
  const ana = author(1).holds(block('mathsBlock', 'x^2'), block('paragraph', 'after')).open()
  ana.caretAt(ana.find('after'))
  await vi.waitFor(() => expect(ana.view.dom.querySelector('.formula-display .katex')).not.toBeNull())
})
