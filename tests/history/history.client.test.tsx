import type { JSX } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { HistoryDialog } from '../../client/history/HistoryDialog.tsx'
import { startText, wholeText } from '../../client/platform/text.ts'
import { CourseId, LessonId } from '../../shared/id.ts'

let dispose = () => {}
const show = (part: () => JSX.Element) => {
  const place = document.body.appendChild(document.createElement('div'))
  dispose = render(part, place)
  return place
}
const button = (place: ParentNode, name: string) => [...place.querySelectorAll('button')].find((each) => each.textContent === name)!

beforeAll(async () => {
  await startText()
  await wholeText()
})
afterEach(() => {
  dispose()
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

const ben = { id: 'ben1', name: 'Ben', colour: 2 }
const point = { id: 'point-1', seq: 7, at: 1_700_000_000_000, by: ben, why: 'deleted', name: null, version: null, lessons: 3, words: 4100 }
const comparison = {
  title: 'Refunds',
  wasTitle: 'Refunds',
  lessons: [
    {
      lesson: 'less1',
      title: 'The policy',
      change: 'changed',
      class: 'content',
      by: [ben],
      blocks: [
        {
          block: 'para1',
          kind: 'paragraph',
          change: 'changed',
          class: 'content',
          words: [
            { op: 'same', text: 'Within ' },
            { op: 'gone', text: '14' },
            { op: 'new', text: '30' },
            { op: 'same', text: ' days.' },
          ],
        },
      ],
    },
  ],
}

/** Answers by the end of the address; notes what was asked. */
function answering(answers: Record<string, unknown>) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    asked.push(`${init?.method ?? 'GET'} ${address}`)
    const found = Object.entries(answers).find(([part]) => address.includes(part))
    return Response.json(found?.[1] ?? { lessons: 3, words: 4100 })
  })
  return asked
}
const dialog = (props: Partial<Parameters<typeof HistoryDialog>[0]> = {}) => {
  const [onClose, onRestored, onGo] = [vi.fn(), vi.fn(), vi.fn()]
  const place = show(() => (
    <HistoryDialog
      courseId={CourseId.parse('course-1')}
      lesson={{ id: LessonId.parse('less1'), title: 'The policy' }}
      editable
      seesDeletions
      onClose={onClose}
      onRestored={onRestored}
      onGo={onGo}
      {...props}
    />
  ))
  return { place, onClose, onRestored, onGo }
}

test('earlier states say when, whose hand and how much; one is compared with now, and comes back only after a second word', async () => {
  const asked = answering({
    '/restore-points/point-1/restore': undefined,
    '/compare': comparison,
    '/restore-points': { items: [point], now: { lessons: 1, words: 2 } },
  })
  const { place, onRestored, onGo } = dialog()
  await vi.waitFor(() => expect(place.textContent).toContain('Before Ben deleted much of it · 3 lessons, 4,100 words'))
  expect(place.textContent).toContain('Now: 1 lesson, 2 words')
  button(place, 'Compare with now').click()
  await vi.waitFor(() => expect(place.querySelector('ins')?.textContent).toContain('30'))
  expect(place.textContent).toContain('by Ben')
  button(place, 'Restore this lesson').click()
  expect(place.textContent).toContain('Bring “The policy” back')
  expect(asked.some((one) => one.startsWith('POST'))).toBe(false)
  button(place, 'Restore').click()
  await vi.waitFor(() => expect(onRestored).toHaveBeenCalledOnce())
  expect(asked.at(-1)).toContain('/courses/course-1/restore-points/point-1/restore')
  expect(onGo).not.toHaveBeenCalled()
})

test('side by side, each side says only its own words', async () => {
  answering({ '/compare': comparison, '/restore-points': { items: [point], now: { lessons: 1, words: 2 } } })
  const { place } = dialog({ editable: false })
  await vi.waitFor(() => button(place, 'Compare with now').click())
  await vi.waitFor(() => expect(place.querySelectorAll('input[type=checkbox]')).toHaveLength(1))
  expect(button(place, 'Restore this lesson')).toBeUndefined()
  place.querySelector<HTMLInputElement>('input[type=checkbox]')!.click()
  const sides = [...place.querySelectorAll('li p')].map((each) => each.textContent).filter((words) => words?.startsWith('Within'))
  expect(sides).toHaveLength(2)
  expect(sides[0]).not.toContain('30')
  expect(sides[1]).not.toContain('14')
})

test('who wrote what names each hand, and who put a suggestion in', async () => {
  const rita = { id: 'rita', name: 'Rita', colour: 3 }
  answering({
    '/restore-points': { items: [], now: { lessons: 1, words: 2 } },
    '/authors': {
      items: [
        {
          block: 'para1',
          runs: [
            { by: ben, accepted: null, text: 'Ben’s words, ' },
            { by: rita, accepted: ben, text: 'and Rita’s.' },
          ],
        },
      ],
    },
  })
  const { place } = dialog({ tab: 'written' })
  await vi.waitFor(() => expect(place.textContent).toContain('Rita, put in by Ben'))
})
