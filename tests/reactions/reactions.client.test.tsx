import { render } from 'solid-js/web'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startText, wholeText } from '../../client/platform/text.ts'
import { EndReactions } from '../../client/reactions/EndReactions.tsx'
import { ReactDialog } from '../../client/reactions/ReactDialog.tsx'
import type { BlockId, CourseId, LessonId } from '../../shared/id.ts'

// What learners see of reactions, against a server that remembers what it was told.

const courseId = 'course-one' as CourseId
const place = { lesson: 'lesson-one' as LessonId, block: 'block-one' as BlockId, quote: { exact: 'ten days' } }
let said: { kind: string; lesson: string | null; block: string | null; version: number }[]
let refuses: boolean
let dispose = () => {}

beforeAll(async () => {
  await startText()
  await wholeText()
})
beforeEach(() => {
  said = []
  refuses = false
  HTMLDialogElement.prototype.showModal ??= () => {}
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: RequestInit = {}) => {
    if (method === 'GET') return Response.json({ items: said, relevance: null })
    if (refuses) return Response.json({ code: 'reaction.unpublished', message: 'Not published.' }, { status: 409 })
    const told = JSON.parse(String(body)) as { kind: string; on: boolean; lesson?: string; block?: string; score?: number }
    if (path.endsWith('/relevance')) return Response.json({ score: told.score, why: null, version: 1, at: 1 })
    said = said.filter(({ kind, block }) => kind !== told.kind || block !== (told.block ?? null))
    if (told.on) said.push({ kind: told.kind, lesson: told.lesson ?? null, block: told.block ?? null, version: 1 })
    return Response.json({ items: said })
  })
})
afterEach(() => {
  dispose()
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

const show = (part: () => ReturnType<typeof EndReactions>) => {
  dispose = render(part, document.body.appendChild(document.createElement('div')))
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 20))
const button = (name: string) => [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(name))!
const pressed = () => [...document.querySelectorAll('button[aria-pressed=true]')].map(({ textContent }) => textContent?.trim())

test('a word shows as said at once, gives up its opposite, and is taken back by a second press', async () => {
  show(() => <EndReactions courseId={courseId} />)
  await settle()
  button('Useful').click()
  expect(pressed()).toEqual(['Useful'])
  button('Not useful').click()
  expect(pressed()).toEqual(['Not useful'])
  await settle()
  button('Not useful').click()
  await settle()
  expect(pressed()).toEqual(['Useful'])
})

test('a word about a passage belongs to its block and not to the course', async () => {
  show(() => <ReactDialog courseId={courseId} passage={place} onClose={() => {}} />)
  await settle()
  button('Confusing').click()
  await settle()
  expect(pressed()).toEqual(['Confusing'])
  expect(said).toMatchObject([{ kind: 'confusing', lesson: 'lesson-one', block: 'block-one' }])
})

test('what the server refuses is not shown as said', async () => {
  show(() => <EndReactions courseId={courseId} />)
  await settle()
  refuses = true
  button('I like it').click()
  expect(pressed()).toEqual(['I like it'])
  await settle()
  expect(pressed()).toEqual([])
})

test('the reason is asked once the scale is answered', async () => {
  show(() => <EndReactions courseId={courseId} />)
  await settle()
  expect(document.querySelector('textarea')).toBeNull()
  const [, , , very] = document.querySelectorAll('input')
  very!.checked = true
  very!.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
  expect(document.querySelector('textarea')).not.toBeNull()
})
