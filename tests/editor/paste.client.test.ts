import { beforeAll, expect, test, vi } from 'vitest'
import { cleanHtml } from '../../client/editor/plugins/clean-paste.ts'
import { pasteLarge } from '../../client/editor/plugins/large-paste.ts'
import { looksLikeMarkdown, pasteMarkdown } from '../../client/editor/plugins/pasted-markdown.ts'
import { pasting } from '../../client/editor/plugins/pasting.ts'
import { wholeText } from '../../client/platform/text.ts'
import { fromGoogleDocs, googlePicture } from '../kit/google-docs.ts'
import { author, block } from './kit.ts'

beforeAll(wholeText)

const noUpload = () => Promise.reject(new Error('no upload here'))

test.each([
  ['# Title', true],
  ['- one\n- two', true],
  ['1. first\n2. second', true],
  ['| a | b |\n|---|---|\n| 1 | 2 |', true],
  ['```js\nlet x\n```', true],
  ['See [the rules](https://example.org) and **mind** them', true],
  ['A price of 3 * 4 - 2 is not a list', false],
  ['Dear all,\nthe meeting is at 3 - 4 pm.\nBring #1 of the list.', false],
  ['snake_case_name and C:\\path', false],
])('%j is Markdown: %s', (text, is) => expect(looksLikeMarkdown(text)).toBe(is))

test('Markdown is pasted as what it means, and one undo leaves the plain text', async () => {
  const ana = author(1).holds(block('paragraph')).open()
  ana.caretAt(1)
  await pasteMarkdown(
    ana.view,
    '# Refunds\n\nAsk **first**.\n\n- [ ] call\n- [x] note\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nlet x\n```',
  )
  const names = ana.state.doc.children.map((node) => node.type.name)
  expect(names.slice(0, 5)).toEqual(['heading', 'paragraph', 'checkList', 'table', 'codeBlock'])
  ana.press('Mod+z')
  expect(ana.words).toContain('# Refunds')
  expect(ana.words).toContain('Ask **first**.')
})

test('markup in pasted Markdown stays text, and its bad links lead nowhere', async () => {
  const ana = author(1).holds(block('paragraph')).open()
  ana.caretAt(1)
  await pasteMarkdown(ana.view, '# T\n\n<img src=x onerror=alert(1)> [x](javascript:alert(1))')
  expect(ana.words).toContain('<img src=x onerror=alert(1)>')
  expect(JSON.stringify(ana.state.doc.toJSON())).not.toContain('"javascript:')
})

test('pictures that lie in the pasted page itself wait to be sent as files', () => {
  const html = cleanHtml('<p>before</p><img alt="a dot" src="data:image/png;base64,iVBORw0KGgo=">')
  expect(html).not.toContain('base64')
  const ana = author(1).holds(block('paragraph')).open()
  ana.caretAt(1)
  ana.view.pasteHTML(html)
  expect(ana.state.doc.child(1).attrs).toMatchObject({ src: null, file: null, alt: 'a dot' })
})

test('a paste of half a million signs comes in portions, whole and in order', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const ana = author(1).holds(block('paragraph', 'before'), block('paragraph', 'after')).open()
  ana.caretAt(3)
  const lines = Array.from({ length: 1000 }, (_, at) => `Line ${at} ${'words and words '.repeat(30)}`)
  let updates = 0
  let largest = 0
  ana.doc.on('update', (update: Uint8Array) => {
    updates++
    largest = Math.max(largest, update.length)
  })
  const done = pasteLarge(ana.view, { html: null, text: lines.join('\n') }, noUpload)
  expect(pasting()).toBeDefined()
  await vi.advanceTimersByTimeAsync(60_000)
  await done
  vi.useRealTimers()
  expect(pasting()).toBeUndefined()
  expect(updates).toBeGreaterThan(8)
  expect(largest).toBeLessThan(200_000)
  const words = ana.words.split('\n')
  expect(words).toHaveLength(1002)
  expect([words[0], words[1]?.slice(0, 6), words[1000]?.slice(0, 8), words[1001]]).toEqual(['before', 'Line 0', 'Line 999', 'after'])
})

test('[H5] a page from Google Docs keeps its headings, marks, lists in lists, ticks, tables and pictures, and nothing else', () => {
  const ana = author(1).holds(block('paragraph')).open()
  ana.caretAt(1)
  ana.view.pasteHTML(fromGoogleDocs)
  expect(ana.state.doc.children.map(String)).toEqual([
    'heading("Refunds")',
    'paragraph("Ask ", strong("first"), ", then ", em("pay"), " ", underline("never"), " ", strike("late"), ". See ", link("the rules"), ".")',
    'bulletList(listItem(paragraph("One"), bulletList(listItem(paragraph("Two"), bulletList(listItem(paragraph("Three")))))), listItem(paragraph("Four")))',
    'orderedList(listItem(paragraph("First")), listItem(paragraph("Second")))',
    'checkList(listItem(paragraph("Call")), listItem(paragraph("Note it")))',
    'table(tableRow(tableCell(paragraph("Port")), tableCell(paragraph("Depth"))), tableRow(tableCell(paragraph("Kiel")), tableCell(paragraph("11 m"))))',
    'image',
    'heading("After")',
  ])
  expect(ana.state.doc.child(0).attrs['level']).toBe(1)
  expect(ana.state.doc.child(6).attrs).toMatchObject({ src: googlePicture, width: 602, height: 338 })
  expect(new Set(ana.ids).size).toBe(ana.ids.length)
})
