import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepState } from '../../shared/collaboration.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { startThread } from '../../shared/comments.ts'
import { type CommentId, type CourseId, type LessonId, newId, type ThreadId } from '../../shared/id.ts'
import type { Visit } from '../kit/browser.ts'
import { aCourse, faultsBut, isSaved, mark, openDraft, openPlace, paragraphs, patience, text } from './people.ts'

// What authors do to a text all day, by keyboard and clipboard, on the screens of two authors: every comment is on the
// right words for both, or honestly detached for both. Each edit has a paragraph and a comment of its own.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Visit
let ben: Visit

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
/** The words that an edit's comment is about. */
// Those that go for good are like no others, or nearly the same words elsewhere would be a guess.
const about = (name: string) => (name === 'deleted' ? 'nobody will miss these few words' : `the ${name} rope is wet`)
const sentenceOf = (name: string) => `Before noon ${about(name)} and after that it dries.`

/** What is done to the paragraph of each edit, and what its comment is drawn on afterwards; nothing where it is detached. */
const edits: Record<string, { act: (page: Page, words: string) => Promise<void>; becomes?: (words: string) => string }> = {
  inside: {
    act: async (page) => (await mark(text(page), 'inside rope', 'end'), page.keyboard.type('s')),
    becomes: () => 'the inside ropes is wet',
  },
  border: {
    act: async (page, words) => {
      await mark(text(page), words, 'start')
      await page.keyboard.type('now ')
      await mark(text(page), words, 'end')
      await page.keyboard.type(' again')
    },
  },
  replaced: {
    act: async (page) => (await mark(text(page), 'replaced'), page.keyboard.type('green')),
    becomes: () => 'the green rope is wet',
  },
  bold: { act: async (page) => (await mark(text(page), 'bold rope'), press(page, 'Control+b')) },
  undone: { act: async (page, words) => (await mark(text(page), words), press(page, 'Delete', 'Control+z')) },
  block: {
    act: async (page) => (await mark(text(page), sentenceOf('block')), press(page, 'Delete', 'Backspace', 'Control+z', 'Control+z')),
  },
  chain: { act: async (page, words) => (await mark(text(page), words), press(page, 'Delete', 'Control+z', 'Control+y', 'Control+z')) },
  before: { act: async (page, words) => (await mark(text(page), words, 'start'), press(page, 'Enter')) },
  within: {
    act: async (page) => (await mark(text(page), 'the within', 'end'), press(page, 'Enter')),
    becomes: () => 'the within| rope is wet',
  },
  behind: { act: async (page, words) => (await mark(text(page), words, 'end'), press(page, 'Enter')) },
  joined: { act: async (page) => (await mark(text(page), sentenceOf('joined'), 'start'), press(page, 'Backspace')) },
  heading: { act: async (page) => (await mark(text(page), sentenceOf('heading'), 'start'), page.keyboard.type('## ')) },
  quoted: { act: async (page) => (await mark(text(page), sentenceOf('quoted'), 'start'), page.keyboard.type('> ')) },
  pasted: {
    act: async (page, words) => {
      await mark(text(page), words)
      await press(page, 'Control+x')
      await mark(text(page), 'The last line.', 'end')
      await page.keyboard.type(' ')
      await press(page, 'Control+v')
    },
  },
  moved: { act: async (page) => (await mark(text(page), sentenceOf('moved'), 'end'), press(page, 'Alt+ArrowUp', 'Alt+ArrowUp')) },
  copied: {
    act: async (page, words) => {
      await mark(text(page), words)
      await press(page, 'Control+c')
      await mark(text(page), 'The first line.', 'end')
      await page.keyboard.type(' ')
      await press(page, 'Control+v')
    },
  },
  // The last, because undo takes back what followed within half a second as one step.
  deleted: { act: async (page, words) => (await mark(text(page), words), press(page, 'Delete')), becomes: () => '' },
}
const names = Object.keys(edits)
const elsewhere = 'other'
/** The state of the course that is kept before anything is done to it. */
const before = 'Before the rain'
const lines = ['The first line.', ...[...names, elsewhere].map(sentenceOf), 'The last line.']
const threads = new Map<string, ThreadId>()

beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, { title: 'Ropes', lessons: { Ropes: lines.join('\n\n'), Knots: 'A knot holds.' } })
  ;[ana, ben] = await Promise.all([place.who('ana'), place.who('ben')])
  await Promise.all([ana, ben].map((visit) => openDraft(visit, courseId)))
  await openLesson(ana.page, 'Ropes')
  await openLesson(ben.page, 'Ropes')
  const lesson = new URL(ana.page.url()).searchParams.get('lesson') as LessonId
  const asker = await place.server.signIn('rita@demo.test')
  for (const name of [...names, elsewhere]) {
    const threadId = newId<ThreadId>()
    threads.set(name, threadId)
    // The server puts it where the words are.
    const anchor = { lesson, start: 'AA==', end: 'AA==', quote: { exact: about(name), prefix: 'Before noon ', suffix: ' and after' } }
    const ids = { threadId, commentId: newId<CommentId>() }
    await asker.ask(startThread, { courseId, ...ids, place: { on: 'text', anchor }, body: bodyOf(`On ${name}`, []) })
  }
  await (await place.server.signIn('ana@demo.test')).ask(keepState, { courseId, name: before })
})
afterAll(() => place?.close())

const openLesson = async (page: Page, title: string) => {
  await page.getByRole('treeitem', { name: title }).click()
  await page.waitForURL(/lesson=/)
}

/** What each comment is drawn on, a bar between blocks. */
async function drawn({ page }: Visit): Promise<Record<string, string>> {
  const found = await text(page).evaluate((lesson) => {
    const words: Record<string, [Element, string][]> = {}
    for (const piece of lesson.querySelectorAll('[data-highlights]')) {
      const copy = piece.cloneNode(true) as Element
      for (const widget of copy.querySelectorAll('.caret, .ProseMirror-widget')) widget.remove()
      const block = piece.closest('p, h1, h2, h3')!
      for (const key of piece.getAttribute('data-highlights')!.split(' ')) (words[key] ??= []).push([block, copy.textContent ?? ''])
    }
    return Object.fromEntries(
      Object.entries(words).map(([key, pieces]) => [
        key,
        pieces.map(([block, said], at) => (at > 0 && pieces[at - 1]![0] !== block ? `|${said}` : said)).join(''),
      ]),
    )
  })
  return Object.fromEntries([...threads].flatMap(([name, id]) => (found[id] === undefined ? [] : [[name, found[id]]])))
}
const both = async (expected: Record<string, string>) => {
  const of = (name: string, words: string) => (words === '' ? [] : [[name, words] as const])
  const wanted = Object.fromEntries(Object.entries(expected).flatMap(([name, words]) => of(name, words)))
  await expect.poll(async () => [await drawn(ana), await drawn(ben)], patience).toEqual([wanted, wanted])
}

test('[C13] sixteen everyday edits by keyboard: each comment is on its words for both, or detached for both', async () => {
  await both(Object.fromEntries([...names, elsewhere].map((name) => [name, about(name)])))
  for (const name of names) await edits[name]!.act(ana.page, about(name))
  const expected = Object.fromEntries(names.map((name) => [name, edits[name]!.becomes?.(about(name)) ?? about(name)]))
  await both({ ...expected, [elsewhere]: about(elsewhere) })
  expect((await paragraphs(ana.page)).join('\n')).toContain('The first line. the copied rope is wet')

  // Into another lesson, and there for whoever comes later.
  await mark(text(ana.page), about(elsewhere))
  await press(ana.page, 'Control+x')
  await openLesson(ana.page, 'Knots')
  await expect.poll(async () => (await paragraphs(ana.page)).join(), patience).toContain('A knot holds.')
  await mark(text(ana.page), 'A knot holds.', 'end')
  await press(ana.page, 'Enter', 'Control+v')
  await apart({ [elsewhere]: about(elsewhere) }, expected)
  await isSaved(ana.page)
  await ben.page.reload()
  await text(ben.page).waitFor()
  await apart({ [elsewhere]: about(elsewhere) }, expected)

  // The old version comes back, and with it every comment to the words it was written on, wherever it was since.
  await bringBack(ana.page, before)
  await openLesson(ana.page, 'Ropes')
  await both(Object.fromEntries([...names, elsewhere].map((name) => [name, about(name)])))
  expect((await paragraphs(ben.page)).filter((line) => line)).toEqual(lines)
  expect([...faultsBut(ana), ...faultsBut(ben)]).toEqual([])
})

async function bringBack(page: Page, state: string) {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'History' }).click()
  const dialog = page.getByRole('dialog', { name: 'History' })
  await dialog.getByRole('listitem').filter({ hasText: state }).getByRole('button', { name: 'Compare with now' }).click()
  await dialog.getByRole('button', { name: 'Restore all of it' }).click()
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Ana looks at the other lesson, Ben at the first. */
async function apart(there: Record<string, string>, here: Record<string, string>) {
  const wanted = Object.fromEntries(Object.entries(here).filter(([, words]) => words !== ''))
  await expect.poll(async () => [await drawn(ana), await drawn(ben)], patience).toEqual([there, wanted])
}
