import { render } from 'solid-js/web'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startText, wholeText } from '../../client/platform/text.ts'
import { PublishButton } from '../../client/publishing/PublishButton.tsx'
import type { CourseId } from '../../shared/id.ts'
import type { PublishCheck } from '../../shared/play.ts'

const courseId = '01900000-0000-7000-8000-000000000001' as CourseId
const aCheck = (more: Partial<PublishCheck> = {}): PublishCheck => ({
  current: 1,
  draftSeq: 12,
  faults: [],
  changes: [{ lesson: 'less1' as never, title: 'The policy', change: 'changed', minutes: 3, class: 'content', quiet: false, again: true }],
  reshaped: false,
  learners: { inProgress: 2, finished: 1, where: [], touched: 1, minutesTogether: 3 },
  closes: { flags: 0, suggestions: 0, which: [] },
  linksChecking: 0,
  noteNeeded: false,
  withdrawn: false,
  plan: null,
  minutesAgain: 3,
  ...more,
})
const aVersion = {
  courseId,
  version: 2,
  at: 0,
  by: { id: 'pers1', name: 'Ana', colour: 1 },
  note: '',
  title: 'Refunds',
  lessons: 4,
  changed: 1,
}

let check: PublishCheck
let publish: () => Response
const sent: { method: string; url: string; body: unknown }[] = []
let root: HTMLElement
let dispose: () => void

beforeAll(async () => {
  await startText()
  await wholeText()
  await import('../../client/publishing/PublishDialog.tsx') // fetched when it is first opened
})
beforeEach(() => {
  check = aCheck()
  publish = () => Response.json(aVersion)
  sent.length = 0
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    sent.push({ method: init.method ?? 'GET', url, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined })
    return init.method === 'POST' ? publish() : Response.json(check)
  })
  root = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  dispose()
  root.remove()
  vi.unstubAllGlobals()
})

const settle = () => new Promise((resolve) => setTimeout(resolve, 20))
const button = (words: string) => Array.from(root.querySelectorAll('button')).find((one) => one.textContent.includes(words))!
const open = async (props: Partial<Parameters<typeof PublishButton>[0]> = {}) => {
  dispose = render(
    () => (
      <PublishButton
        courseId={courseId}
        linkTo={({ lesson, block }) => `/courses/${courseId}?lesson=${lesson}&block=${block}`}
        {...props}
      />
    ),
    root,
  )
  button('Publish').click()
  await settle()
}

test('before publishing an author sees what changes and whom it touches', async () => {
  await open()
  const text = root.querySelector('dialog')!.textContent
  expect(text).toContain('Publish version 2')
  expect(text).toContain('The policy')
  expect(text).toContain('2 people are learning it now')
  expect(text).toContain('1 of 1 who have finished it repeats only what changed')
})

test('publishing waits until everything typed is saved, names the version it stands on, and ends with a way to play it', async () => {
  const settled = vi.fn(async () => {})
  const onPublished = vi.fn()
  await open({ settled, onPublished })
  button('Publish version 2').click()
  await settle()
  expect(settled).toHaveBeenCalledTimes(2)
  expect(sent.at(-1)).toMatchObject({ method: 'POST', url: `/api/courses/${courseId}/publish`, body: { onTopOf: 1, draftSeq: 12 } })
  expect(onPublished).toHaveBeenCalledWith(aVersion)
  expect(root.querySelector('dialog h2')?.textContent).toBe('Version 2 is published')
  expect(root.querySelector(`dialog a[href="/play/${courseId}"]`)).not.toBeNull()
})

test('what stops a draft is listed with a way to the block, and nothing can be published', async () => {
  check = aCheck({
    faults: [
      { code: 'question.noCorrect', stops: true, lesson: 'less1' as never, block: 'ques1' as never, title: 'The policy', message: '…' },
    ],
  })
  await open()
  expect(root.textContent).toContain('A question has no correct choice. Mark the right one.')
  expect(root.querySelector('dialog a')?.getAttribute('href')).toBe(`/courses/${courseId}?lesson=less1&block=ques1`)
  expect(button('Publish version 2').disabled).toBe(true)
})

test('[V10] what a group waits for leads where it is mended: to the comment, to the review, to the block', async () => {
  const linkTo = vi.fn(({ lesson, block, thread, review }: Record<string, unknown>) =>
    [lesson, block, thread, review].map(String).join(' '),
  )
  const its = { stops: true, title: 'The policy', message: '…' }
  check = aCheck({
    faults: [
      { ...its, code: 'gate.mustFix', thread: 'thread1' },
      { ...its, code: 'gate.approvalEnded', lesson: 'less1' as never, vars: { names: 'Rita', count: 1 } },
      { ...its, code: 'image.noAlt', lesson: 'less1' as never, block: 'imag1' as never },
    ],
  })
  await open({ linkTo })
  expect([...root.querySelectorAll('dialog a')].map((link) => link.getAttribute('href'))).toEqual([
    'undefined undefined thread1 false',
    'less1 undefined undefined true',
    'less1 imag1 undefined false',
  ])
  expect(root.textContent).toContain('It changed after Rita approved it, and needs 1 more approval.')
})

test('a draft without changes says so instead of offering to publish', async () => {
  check = aCheck({ changes: [] })
  await open()
  expect(root.textContent).toContain('Nothing has changed since version 1')
  expect(button('Publish version 2').disabled).toBe(true)
})

test('somebody else was faster: the author is told, and sees what publishing means now', async () => {
  publish = () => Response.json({ code: 'publishing.conflict', message: 'Somebody else has just published this course.' }, { status: 409 })
  await open()
  check = aCheck({ current: 2, changes: [] })
  button('Publish version 2').click()
  await settle()
  expect(root.querySelector('[role=alert]')?.textContent).toContain('has just published')
  expect(root.textContent).toContain('Nothing has changed since version 2')
})
