import { strToU8, zipSync } from 'fflate'
import type { Locator, Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { createCourse, setCourseRole } from '../../shared/courses.ts'
import { listGroups } from '../../shared/groups.ts'
import type { CourseId } from '../../shared/id.ts'
import { getImport, startImport } from '../../shared/interop.ts'
import { searchPeople } from '../../shared/people.ts'
import { publishCourse } from '../../shared/publishing.ts'
import { openBrowser, type Visit } from '../kit/browser.ts'
import { startBuiltServer } from '../kit/server.ts'

// What people do at their computers, as a journey tells it. Waits are always for something that is seen.

type Server = Awaited<ReturnType<typeof startBuiltServer>>

/** As long as a loaded machine may take for what is there at once on an idle one. */
export const patience = { timeout: 20_000, interval: 50 }

/** A built server and a browser for one file; `who` opens a computer with somebody signed in. */
export async function openPlace(options?: Parameters<typeof startBuiltServer>[0], computers?: Parameters<typeof openBrowser>[1]) {
  const server = await startBuiltServer({ demo: true, ...options })
  const browser = await openBrowser(server.url, computers)
  return {
    server,
    browser,
    who: (name: string, options?: Parameters<typeof browser.person>[1]) => browser.person(`${name}@demo.test`, options),
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

/**
 * A course of Ana's in Sales whose lessons are Markdown, with Ben as its second editor.
 * `lessons`: text by title. `published`: as version 1.
 */
export async function aCourse(
  server: Server,
  { title, lessons, published = false }: { title: string; lessons: Record<string, string>; published?: boolean },
) {
  const ana = await server.signIn('ana@demo.test')
  const groups = await ana.ask(listGroups)
  const sales = groups.items.find((group) => group.name === 'Sales')!
  const { id: courseId } = await ana.ask(createCourse, { groupId: sales.id, title })
  const files = Object.entries(lessons).map(([name, text], at) => [`${at}.md`, strToU8(`# ${name}\n\n${text}`)])
  const { id: importId } = await ana.ask(startImport, { courseId, name: 'lessons.zip' }, zipSync(Object.fromEntries(files)))
  await vi.waitFor(async () => expect((await ana.ask(getImport, { courseId, importId })).state).toBe('done'), patience)
  const [ben] = (await ana.ask(searchPeople, { q: 'ben@demo.test' })).items
  await ana.ask(setCourseRole, { courseId, personId: ben!.id, role: 'editor' })
  if (published) await ana.ask(publishCourse, { courseId })
  return courseId
}

// Writing

/** The lesson's text, to write in. */
export const text = (page: Page): Locator => page.getByRole('textbox', { name: 'Lesson text' })

/** Opens the draft and waits until its text is there. */
export async function openDraft({ page }: Visit, courseId: CourseId, query = '') {
  await page.goto(`/courses/${courseId}${query}`)
  await text(page).waitFor()
}

/** How saving goes, as the page says: `saved`, `saving`, `offline`, `cannot`, `refused`. */
export const face = (page: Page) => page.locator('[data-face]').getAttribute('data-face')
export const isSaved = (page: Page) => page.locator('[data-face=saved]').waitFor()

/** The paragraphs of the lesson as they read, without other people's carets. */
export const paragraphs = (page: Page): Promise<string[]> =>
  text(page).evaluate((lesson) => {
    const copy = lesson.cloneNode(true) as Element
    for (const drawn of copy.querySelectorAll('.ProseMirror-widget, .caret, .ProseMirror-trailingBreak')) drawn.remove()
    return [...copy.querySelectorAll('p, h1, h2, h3, pre, li, td, th')].map((block) => block.textContent ?? '')
  })

/** Waits until all pages read the same and this holds of it. */
export async function agree(visits: Visit[], holds: (read: string) => boolean): Promise<string> {
  let read: string[] = []
  await expect
    .poll(async () => {
      read = await Promise.all(visits.map(async ({ page }) => (await paragraphs(page)).join('\n')))
      return read.every((one) => one === read[0]) && holds(read[0]!)
    }, patience)
    .toBe(true)
    .catch((error: unknown) => {
      throw new Error(`They read:\n${read.map((one) => JSON.stringify(one)).join('\n')}`, { cause: error })
    })
  return read[0]!
}

/**
 * Marks words in the text as a mouse would; `edge`: puts the caret at their start or end instead.
 * The words may run over other people's carets and marks, but not over two blocks.
 */
export async function mark(root: Locator, words: string, edge?: 'start' | 'end') {
  await root.evaluate(
    async (element, { words, edge }) => {
      const place = () => {
        const pieces: Text[] = []
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode())
          if (!node.parentElement?.closest('.caret')) pieces.push(node as Text)
        const from = pieces
          .map((piece) => piece.data)
          .join('')
          .indexOf(words)
        if (from < 0) throw new Error(`“${words}” is not in the text`)
        const at = (offset: number, isEnd: boolean): [Text, number] => {
          let before = 0
          for (const piece of pieces) {
            if (isEnd ? offset <= before + piece.length : offset < before + piece.length) return [piece, offset - before]
            before += piece.length
          }
          throw new Error('past the end')
        }
        return [at(from, false), at(from + words.length, true)] as const
      }
      const selection = getSelection()!
      const select = () => {
        const [start, end] = place()
        start[0].parentElement?.scrollIntoView({ block: 'center' })
        if (edge) selection.collapse(...(edge === 'start' ? start : end))
        else selection.setBaseAndExtent(...start, ...end)
        return `${start[0].data} ${start[1]} ${end[0].data} ${end[1]}`
      }
      if (element instanceof HTMLElement && element.isContentEditable) element.focus()
      // An editor hears of a selection a moment later, and may put back its own just after it got the focus.
      for (let last = '', tries = 0, calm = 0; calm < 2 && tries < 50; tries++) {
        const [node, offset] = [selection.focusNode, selection.focusOffset]
        const now = select()
        calm = now === last && node === selection.focusNode && offset === selection.focusOffset ? calm + 1 : 0
        last = now
        await new Promise((done) => setTimeout(done, 25))
      }
    },
    { words, edge },
  )
}

/** Goes behind these words of the lesson and types there, key by key. */
export async function typeAfter(page: Page, words: string, typed: string) {
  await mark(text(page), words, 'end')
  await page.keyboard.type(typed, { delay: 5 })
}

/** What a real paste brings: the browser reads the clipboard, and the page hears of it. */
export const paste = (page: Page, data: Record<string, string>) =>
  text(page).evaluate((lesson, data) => {
    const clipboardData = new DataTransfer()
    for (const [type, value] of Object.entries(data)) clipboardData.setData(type, value)
    lesson.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, data)

/** Adds a block at the end of the lesson from the menu: the entry of that name, looked for by `query`. */
export async function addBlock(page: Page, entry: string, query = entry) {
  await text(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.type(`/${query}`, { delay: 5 })
  await page.locator(`#slash-${entry}`).click()
  await page.locator('#slash-menu').waitFor({ state: 'hidden' })
}

// The outline

/** A section or lesson in the outline. */
export const outlineRow = (page: Page, title: string): Locator =>
  page
    .getByRole('tree', { name: 'Outline' })
    .getByRole('treeitem')
    .filter({ has: page.getByText(title, { exact: true }) })
/** The outline as it reads: titles in order, each indented by its depth. */
export const outlineOf = (page: Page): Promise<string[]> =>
  page
    .getByRole('tree', { name: 'Outline' })
    .getByRole('treeitem')
    .evaluateAll((lines) =>
      lines.map((one) => ' '.repeat(Number(one.getAttribute('aria-level')) - 1) + one.querySelector('[class*=title]')?.textContent),
    )

// Talking

/** The newest letter to an address, as soon as there is one. Without a mail server they stay where the demo shows them. */
export async function aLetter(server: Server, to: string): Promise<{ subject: string; text: string }> {
  type Kept = { items: { to: string; subject: string; text: string }[] }
  let letter: Kept['items'][number] | undefined
  await expect
    .poll(async () => {
      const { items } = (await (await fetch(`${server.url}/dev/mail?as=json`)).json()) as Kept
      letter = items.find((one) => one.to === to)
      return letter
    }, patience)
    .toBeDefined()
  return letter! // seen just now
}

/** The thread that quotes or says these words, in the margin. */
export const thread = (page: Page, words: string): Locator => page.locator('[data-thread]', { hasText: words })

/** Comments on words of the lesson with the keyboard alone. */
export async function comment(page: Page, words: string, said: string) {
  await mark(text(page), words)
  // The editor hears of a selection a moment after the browser made it; its toolbar shows that it has.
  await page.getByRole('toolbar', { name: 'Format the selection' }).waitFor()
  await page.keyboard.press('Control+Alt+m')
  await page.getByRole('group', { name: 'New comment' }).getByText(words).waitFor()
  await page.getByRole('textbox', { name: 'Write a comment' }).waitFor()
  await page.keyboard.type(said)
  await page.keyboard.press('Control+Enter')
  await thread(page, said).waitFor()
}

/** Comments on an answer of a question, a picture or another block, where the mouse went. */
export async function commentOnBlock(page: Page, block: Locator, said: string) {
  await block.click()
  await page.keyboard.press('Control+Alt+m')
  await page.getByRole('textbox', { name: 'Write a comment' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type(said)
  await page.keyboard.press('Control+Enter')
  await thread(page, said).waitFor()
}

/** The suggestion that quotes or says these words, in the margin. */
export const suggestionCard = (page: Page, words: string): Locator => page.locator('[data-suggestion]', { hasText: words })

/** Suggests other words with the keyboard alone, once the words are selected. */
export async function suggest(page: Page, words: string, better: string, reason = '') {
  await mark(text(page), words)
  await page.keyboard.press('Control+Alt+s')
  await page.getByRole('textbox', { name: 'Suggested words' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type(better)
  if (reason) {
    await page.keyboard.press('Tab')
    await page.keyboard.type(reason)
  }
  await page.keyboard.press('Control+Enter')
  // Old and new words stand side by side in a card: the last word of the new ones tells it.
  await suggestionCard(page, better.split(' ').at(-1)!).waitFor()
}

/** Shows one of the lists beside the text: 'Comments', 'Review' … */
export const margin = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()

/** How a lesson stands in the review: what was said of it, and what one may say. */
export const reviewed = (page: Page, title: string): Locator =>
  page
    .getByRole('region', { name: 'Review' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: title, exact: true }) })

// Publishing and learning

/** Publishes through the dialog and closes it. */
export async function publish(page: Page, version: number, note = '') {
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Publish version ${version}` })
  if (note) await dialog.getByLabel('What changed').fill(note)
  await dialog.getByRole('button', { name: `Publish version ${version}` }).click()
  const done = page.getByRole('dialog', { name: `Version ${version} is published` })
  await done.getByRole('button', { name: 'Close' }).last().click()
  await done.waitFor({ state: 'hidden' })
}

/** The text of a published lesson, to read. */
export const lesson = (page: Page): Locator => page.getByRole('article')

/** A learner marks words as outdated and says how they should read. */
export async function flag(page: Page, words: string, better: string) {
  await mark(lesson(page), words)
  await page.getByRole('toolbar', { name: 'The selected words' }).getByRole('button', { name: 'Outdated' }).click()
  const dialog = page.getByRole('dialog', { name: 'What is out of date?' })
  await dialog.getByLabel('How should it read?').fill(better)
  await dialog.getByRole('button', { name: 'Send to the authors' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** What went wrong in the page and was not meant to; `meant` are words of what was. */
export const faultsBut = ({ faults }: Visit, ...meant: string[]) => faults.filter((fault) => !meant.some((words) => fault.includes(words)))
