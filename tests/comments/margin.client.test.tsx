import { createEffect, createRoot, createSignal, untrack } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { highlightsOf } from '../../client/comments/highlights.ts'
import { createThreads, type ThreadSource, type Threads } from '../../client/comments/state.ts'
import { ThreadsPanel } from '../../client/comments/ThreadsPanel.tsx'
import { startText, wholeText } from '../../client/platform/text.ts'
import { toasts } from '../../client/platform/toast.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { type Place } from '../../shared/comments.ts'
import { anchorOn } from '../../shared/document/anchors.ts'
import { anchorsOf, lessonFragment } from '../../shared/document/layout.ts'
import { lessonsInOrder } from '../../shared/document/outline.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { readThreads, removeComment, resolveThread, setTask, setVote, startThread } from '../../shared/document/threads.ts'
import { addLesson } from '../../shared/document/write.ts'
import { type CommentId, type CourseId, type LessonId, newId, type PersonId, type ThreadId } from '../../shared/id.ts'
import { Problem } from '../../shared/problem.ts'

// What people see of threads: the document is real, and the test decides what becomes of each command.

const rita = { id: 'person-rita' as PersonId, name: 'Rita', colour: 1 }
const ana = 'person-ana' as PersonId

type Sent = { path: string; input: Record<string, unknown>; answer: () => void; refuse: (problem: Problem) => void }
let doc: Y.Doc
let lesson: LessonId
let sent: Sent[]
let threads: Threads
let setDraft: (place: Place | null) => void
let page: HTMLElement
let dispose = () => {}

beforeAll(async () => {
  await startText()
  await wholeText()
})
beforeEach(() => {
  localStorage.clear()
  sent = []
  doc = new Y.Doc()
  lesson = addLesson(doc, { parent: null, title: 'Refunds', content: [] })
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ items: [{ id: ana, name: 'Ana', colour: 2 }] })))
  // Chromium scrolls; happy-dom has no layout to scroll in.
  Element.prototype.scrollIntoView = () => {}
  const command = (endpoint: { path: string }, input: Record<string, unknown>) =>
    new Promise((resolve, reject) => sent.push({ path: endpoint.path, input, answer: () => resolve({}), refuse: reject }))
  page = document.body.appendChild(document.createElement('div'))
  dispose = render(() => {
    const [active, setActive] = createSignal<string | null>(null)
    const [draft, set] = createSignal<Place | null>(null)
    setDraft = set
    threads = createThreads({
      courseId: 'course-one' as CourseId,
      me: rita,
      doc: () => doc,
      command: command as unknown as ThreadSource['command'], // answers what the test tells it to
      mayComment: () => true,
      mayResolveAny: () => false,
      mayModerate: () => false,
      mayInvite: () => false,
    })
    return (
      <ThreadsPanel
        threads={threads}
        lesson={lesson}
        active={active()}
        onActive={setActive}
        onGo={() => {}}
        draft={draft()}
        onDraftEnd={() => set(null)}
        onBegin={() => set({ on: 'lesson', lesson })}
        onLeave={() => {}}
      />
    )
  }, page)
})
afterEach(() => {
  dispose()
  page.remove()
  vi.unstubAllGlobals()
})

const settle = () => new Promise((resolve) => setTimeout(resolve, 20))
const button = (name: string) =>
  [...page.querySelectorAll('button')].find(
    (each) => (each.textContent ?? '').includes(name) || each.getAttribute('aria-label')?.startsWith(name),
  )
const type = (words: string) => {
  const area = page.querySelector('textarea')!
  area.value = words
  area.dispatchEvent(new InputEvent('input', { bubbles: true }))
  return area
}
const press = (element: Element, key: string, more: KeyboardEventInit = {}) =>
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
let at = 0
function aThread(by = ana, typed = 'Is this so?') {
  const ids = { id: newId<ThreadId>(), commentId: newId<CommentId>() }
  startThread(doc, { ...ids, by, at: ++at, on: 'lesson', lesson, body: bodyOf(typed, []) })
  return ids
}

test('an empty margin says what belongs there and how to begin', () => {
  expect(page.textContent).toContain('Talk about the draft right here')
  button('Comment')!.click()
  expect(page.querySelector('textarea')).not.toBeNull()
})

test('what others write appears by itself, with their names', async () => {
  aThread()
  await settle()
  expect(page.querySelector('article')?.textContent).toContain('Ana')
  expect(page.textContent).toContain('Is this so?')
})

test('a new comment stands there at once, and once only when the document has it', async () => {
  setDraft({ on: 'lesson', lesson })
  press(type('We need an example'), 'Enter', { ctrlKey: true })
  await settle()
  expect(page.querySelectorAll('article')).toHaveLength(1)
  expect(page.textContent).toContain('Not sent yet')
  const { threadId, commentId, body } = sent[0]!.input as { threadId: ThreadId; commentId: CommentId; body: ReturnType<typeof bodyOf> }
  startThread(doc, { id: threadId, commentId, by: rita.id, at: 5, on: 'lesson', lesson, body })
  sent[0]!.answer()
  await settle()
  expect(page.querySelectorAll('article')).toHaveLength(1)
  expect(page.textContent).not.toContain('Not sent yet')
})

test('[C9] refused words leave the margin, come back into the field, and the person hears why', async () => {
  const { id } = aThread()
  await settle()
  button('Reply')!.click()
  const area = type('It is so')
  press(area, 'Enter', { ctrlKey: true })
  await settle()
  expect(page.querySelector('article')?.textContent).toContain('It is so')
  expect(area.value).toBe('')
  sent[0]!.refuse(new Problem('conflict', 'thread.trashed', 'This lesson is in the trash.'))
  await settle()
  expect(area.value).toBe('It is so')
  expect(toasts().at(-1)?.text).toBe('This lesson is in the trash.')
  expect(readThreads(doc).find((thread) => thread.id === id)?.comments).toHaveLength(1)
})

test('Esc leaves a new comment and keeps its words on the device', async () => {
  setDraft({ on: 'lesson', lesson })
  press(type('Half a thought'), 'Escape')
  expect(page.querySelector('textarea')).toBeNull()
  setDraft({ on: 'lesson', lesson })
  expect(page.querySelector('textarea')?.value).toBe('Half a thought')
})

test('[C6] a comment that is too long says by how much, and waits', async () => {
  button('Comment')!.click()
  const area = type('x'.repeat(10_002))
  await settle()
  const send = [...page.querySelectorAll('button')].filter((each) => each.textContent === 'Comment').at(-1)!
  expect(page.querySelector('[role=alert]')?.textContent).toBe('2 characters too many')
  expect([area.getAttribute('aria-invalid'), send.disabled]).toEqual(['true', true])
  press(area, 'Enter', { ctrlKey: true })
  await settle()
  expect(area.value).toHaveLength(10_002)
  type('x'.repeat(10_000))
  expect([page.querySelector('[role=alert]'), send.disabled]).toEqual([null, false])
})

test('[C31] the list is searched while one types, and says so where nothing is found', async () => {
  aThread(ana, 'Where is the receipt?')
  aThread(rita.id, 'We need an example')
  await settle()
  const find = async (words: string) => {
    const field = page.querySelector<HTMLInputElement>('input[type=search]')!
    field.value = words
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    await settle()
    return [...page.querySelectorAll('article')].map((each) => each.textContent)
  }
  expect(await find('ana')).toEqual([expect.stringContaining('receipt')])
  expect(await find('example')).toEqual([expect.stringContaining('example')])
  expect(await find('harbour')).toEqual([])
  button('Show all comments')!.click()
  await settle()
  expect(page.querySelectorAll('article')).toHaveLength(2)
  expect(page.querySelector<HTMLInputElement>('input[type=search]')!.value).toBe('')
})

test('a vote shows at once and goes back when the server says no; the document itself is never touched', async () => {
  const { commentId } = aThread()
  await settle()
  const before = Y.encodeStateAsUpdate(doc)
  button('Upvote')!.click()
  await settle()
  expect(button('Take your upvote back. 1 vote')).toBeDefined()
  sent[0]!.refuse(new Problem('forbidden', 'course.comment', 'Not you.'))
  await settle()
  expect(button('Upvote. 0 votes')).toBeDefined()
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  setVote(doc, commentId, ana, true)
  await settle()
  expect(button('Upvote. 1 vote. Upvoted by Ana')).toBeDefined()
})

test('only those who may resolve are offered it', async () => {
  aThread(ana)
  await settle()
  expect(button('Resolve')).toBeUndefined()
  aThread(rita.id, 'Mine')
  await settle()
  button('Resolve')!.click()
  await settle()
  expect(page.querySelectorAll('article')).toHaveLength(1)
  expect(sent[0]!.path).toContain('/resolve')
})

test('[C13] a mark in the text follows its anchor when the server moves it', async () => {
  const id = newId<ThreadId>()
  const quote = { exact: 'words', prefix: '', suffix: '' }
  startThread(doc, {
    id,
    commentId: newId<CommentId>(),
    by: ana,
    at: 1,
    on: 'text',
    anchor: { lesson, start: 'AA==', end: 'AB==', quote },
    body: bodyOf('Which?', []),
  })
  const seen: string[] = []
  await createRoot(async (end) => {
    createEffect(() => {
      const marks = highlightsOf(threads.threads())
      untrack(() => seen.push(marks.map(({ anchor }) => anchor?.start).join()))
    })
    await settle()
    anchorsOf(doc).set(id, { lesson, start: 'AC==', end: 'AD==', quote })
    await settle()
    end()
  })
  expect(seen.at(-1)).toBe('AC==')
  expect(seen).toContain('AA==')
})

test('[C16] a thread that was found again by likeness says so', async () => {
  const id = newId<ThreadId>()
  addLesson(doc, {
    parent: null,
    title: 'Cables',
    content: [{ type: 'paragraph', attrs: { id: 'block-1' }, content: [{ type: 'text', text: 'the shore power cord' }] }],
  })
  const other = lessonsInOrder(doc).find(({ title }) => title === 'Cables')!.id
  const anchor = anchorOn(new LessonText(lessonFragment(doc, other)), other, 0, 20)
  startThread(doc, {
    id,
    commentId: newId<CommentId>(),
    by: ana,
    at: 1,
    on: 'text',
    anchor: { ...anchor, quote: { ...anchor.quote, exact: 'the shore power cable' } },
    body: bodyOf('Which?', []),
  })
  anchorsOf(doc).set(id, { ...anchorsOf(doc).get(id)!, probably: true })
  await settle()
  button('1 more in other lessons')!.click()
  await settle()
  expect(page.textContent).toContain('Probably here')
  expect(page.textContent).toContain('the shore power cable')
  expect(page.textContent).not.toContain('Lost their place')
})

test('[C20] what must be fixed, by whom, is said on the card, and shows at once when it is asked for', async () => {
  const { id } = aThread()
  await settle()
  button('Reply')!.click()
  await settle()
  button('To do')!.click()
  await settle()
  page.querySelector<HTMLInputElement>('input[type=checkbox]')!.click()
  await settle()
  expect(sent.at(-1)).toMatchObject({ path: '/courses/:courseId/threads/:threadId/task', input: { threadId: id, mustFix: true } })
  expect(page.querySelector('article')?.textContent).toContain('Must be fixed')
  sent.at(-1)!.refuse(new Problem('forbidden', 'thread.mustFix', 'Not you.'))
  setTask(doc, id, { to: ana, due: '2020-01-31' })
  await settle()
  expect(page.querySelector('article')?.textContent).toContain('For Ana, until')
  expect(page.querySelector('article')?.textContent).toContain('overdue')
})

test('[C21] whoever began a thread says that it is done indeed', async () => {
  const { id } = aThread(rita.id)
  resolveThread(doc, { thread: id, by: ana, at: 5 })
  await settle()
  button('Show resolved')!.click()
  await settle()
  button('Yes, done')!.click()
  await settle()
  expect(sent.at(-1)?.path).toContain('/verify')
  expect(page.querySelector('article')?.textContent).toContain('Rita agrees')
})

test('[C24] what a manager removed says who and why', async () => {
  const { id, commentId } = aThread(rita.id, 'Rude words')
  removeComment(doc, { thread: id, id: commentId, at: 3, by: ana, why: 'Names a customer' })
  await settle()
  expect(page.querySelector('article')?.textContent).toContain('Removed by Ana: Names a customer')
})

test('the keyboard walks from thread to thread', async () => {
  aThread(ana, 'First')
  aThread(ana, 'Second')
  await settle()
  const current = () => page.querySelector('article[aria-current]')?.textContent ?? ''
  const step = (code: string) => press(document.body, 'x', { code, ctrlKey: true, altKey: true })
  step('KeyN')
  expect(current()).toContain('First')
  step('KeyN')
  expect(current()).toContain('Second')
  step('KeyP')
  expect(current()).toContain('First')
})
