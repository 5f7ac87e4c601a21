import { beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { cleanHtml } from '../../client/editor/plugins/clean-paste.ts'
import { searchEntries, slashMenuOf } from '../../client/editor/plugins/slash.ts'
import { wholeText } from '../../client/platform/text.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { author, block, lesson, meet } from './kit.ts'

beforeAll(wholeText)

test('the menu opens at a slash that begins a word, and nowhere else', () => {
  const ana = author(1).holds(block('paragraph')).open()
  ana.caretAt(1)
  ana.type('and/or ')
  expect(slashMenuOf(ana.state)).toBeNull()
  ana.type('/he')
  expect(slashMenuOf(ana.state)?.found.map(({ name }) => name)).toEqual(['heading1', 'heading2', 'heading3'])
  ana.press('ArrowDown')
  ana.press('Enter')
  expect(ana.shape).toBe('doc(heading("and/or "))')
  expect(ana.state.doc.child(0).attrs.level).toBe(2)
})

test('Esc closes the menu and leaves what was typed', () => {
  const ana = author(1).holds(block('paragraph')).open()
  ana.caretAt(1)
  ana.type('/qu')
  ana.press('Escape')
  expect(slashMenuOf(ana.state)).toBeNull()
  expect(ana.words).toBe('/qu')
})

test.each([
  ['mcq', ['single', 'multiple']],
  ['essay', ['open']],
  ['h2', ['heading2']],
  ['photo', ['image', 'gallery']],
  ['zzz', []],
])('/%s finds %j', (query, names) => {
  expect(searchEntries(query).map(({ name }) => name)).toEqual(names)
})

test('/question offers a question first, and what holds several of them behind', () => {
  const names = searchEntries('question').map(({ name }) => name)
  expect(names[0]).toBe('single')
  expect(names).toEqual(expect.arrayContaining(['pool', 'bank']))
})

test('a table, a question and code come from the menu ready to be written', () => {
  const ana = author(1).holds(block('paragraph')).open()
  ana.caretAt(1)
  for (const query of ['/single', '/table', '/code']) {
    ana.type(query)
    ana.press('Enter')
    ana.type('x')
    ana.press('Mod+Enter')
  }
  const names = ana.state.doc.children.map((node) => node.type.name)
  expect(names.filter((name) => name !== 'paragraph')).toEqual(['question', 'table', 'codeBlock'])
  expect(new Set(ana.ids).size).toBe(ana.ids.length)
})

test('a list that Word spells as paragraphs comes out as a list, level by level', () => {
  const item = (level: number, sign: string, words: string) =>
    `<p class="MsoListParagraph" style="mso-list:l0 level${level} lfo1"><span style="mso-list:Ignore">${sign} </span>${words}</p>`
  const html = cleanHtml(
    `<style>p{}</style><p class="MsoNormal">Para<o:p></o:p></p>${item(1, '·', 'one')}${item(2, 'o', 'deep')}${item(1, '·', 'two')}<p>End</p>`,
  )
  const box = document.createElement('div')
  box.innerHTML = html
  expect(box.querySelectorAll(':scope > ul > li').length).toBe(2)
  expect(box.querySelector(':scope > ul > li > ul > li')?.textContent.trim()).toBe('deep')
  expect(box.querySelector('style')).toBeNull()
})

test('what Google Docs wraps in a bold that is not bold loses the wrapper', () => {
  expect(cleanHtml('<b style="font-weight:normal" id="docs-internal-guid-1"><p>Plain</p></b>')).toBe('<p>Plain</p>')
})

/** A lesson as a newer program writes it. */
function newerContent(doc: Y.Doc) {
  const poll = new Y.XmlElement('poll')
  poll.setAttribute('closes', 'soon')
  const words = new Y.XmlText()
  words.insert(0, 'Which day?')
  poll.insert(0, [words])
  lessonFragment(doc, lesson).push([poll])
}

test('content of a newer program survives being opened and written beside', () => {
  const ana = author(1).holds(block('paragraph', 'Known'))
  newerContent(ana.doc)
  ana.open()
  ana.caretAt(6)
  ana.type(' and more')
  expect(JSON.stringify(readLesson(ana.doc, lesson))).toContain('"type":"poll","attrs":{"closes":"soon"}')
  expect(JSON.stringify(readLesson(ana.doc, lesson))).toContain('Which day?')
})

test('newer content that arrives while a lesson is open is not deleted: the lesson opens anew', async () => {
  const ana = author(1).holds(block('paragraph', 'Known')).open()
  const newer = author(2, ana)
  newerContent(newer.doc)
  meet(newer, ana)
  await Promise.resolve()
  expect(ana.outgrown).toBe(1)
  expect(JSON.stringify(readLesson(ana.doc, lesson))).toContain('poll')
  ana.open()
  ana.caretAt(6)
  ana.type('!')
  meet(ana, newer)
  expect(JSON.stringify(readLesson(newer.doc, lesson))).toContain('Which day?')
})

test('opening and closing a lesson changes nothing in the document', () => {
  const ana = author(1).holds(block('question', [block('stem', 'Q')], { kind: 'single' }), block('table'), block('bulletList'))
  const before = Y.encodeStateVector(ana.doc)
  ana.open()
  ana.close()
  expect(Y.encodeStateVector(ana.doc)).toEqual(before)
})
