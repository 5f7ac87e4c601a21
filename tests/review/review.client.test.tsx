import { render } from 'solid-js/web'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startText, wholeText } from '../../client/platform/text.ts'
import { ReviewPanel } from '../../client/review/ReviewPanel.tsx'
import { CourseId, PersonId } from '../../shared/id.ts'
import { defaultRules } from '../../shared/review.ts'

let dispose = () => {}
let place: HTMLElement
beforeAll(async () => {
  await startText()
  await wholeText()
})
afterEach(() => {
  dispose()
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

const rita = { id: 'rita', name: 'Rita', colour: 1 }
const ana = { id: 'ana1', name: 'Ana', colour: 2 }
const lesson = { lesson: 'less1', title: 'The policy', mark: 'abc', inScope: true, verdicts: [] as unknown[], freshness: null }
const board = {
  round: {
    id: 'round1',
    by: ana,
    at: 0,
    message: 'By Friday',
    dueAt: null,
    scope: 'all',
    asked: [{ person: rita, role: 'reviewer', doneAt: null }],
    closedAt: null,
  },
  lessons: [lesson],
  rules: defaultRules,
  mayApprove: true,
  mayVerify: false,
  mayAsk: false,
}
const button = (name: string) => [...place.querySelectorAll('button')].find((each) => each.textContent === name)!

function show(shown: typeof board) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    asked.push(`${init?.method ?? 'GET'} ${address} ${typeof init?.body === 'string' ? init.body : ''}`)
    return Response.json(
      address.endsWith('/review') ? shown : address.includes('/delta') ? { since: 1, change: null, mark: 'abc' } : { ok: true },
    )
  })
  place = document.body.appendChild(document.createElement('div'))
  dispose = render(() => <ReviewPanel courseId={CourseId.parse('course-1')} me={PersonId.parse('rita')} bell={0} onGo={() => {}} />, place)
  return asked
}

test('who is asked sees by whom and what for, approves what they saw, and says when done', async () => {
  const asked = show(board)
  await vi.waitFor(() => expect(place.textContent).toContain('Ana asks for a review'))
  expect(place.textContent).toContain('By Friday')
  button('Approve').click()
  await vi.waitFor(() => expect(asked.some((one) => one.includes('"verdict":"approved"') && one.includes('"mark":"abc"'))).toBe(true))
  button('I have looked at everything').click()
  await vi.waitFor(() => expect(asked.some((one) => one.includes('/review/round1/done'))).toBe(true))
})

test('an approval that an edit ended says whose edit it was, and offers just the difference', async () => {
  const ended = { by: rita, verdict: 'approved', at: 1, note: '', stands: false, changedBy: [ana] }
  show({ ...board, lessons: [{ ...lesson, verdicts: [ended] }] })
  await vi.waitFor(() => expect(place.textContent).toContain('approved it, and it changed since'))
  expect(place.textContent).toContain('changed by Ana')
  expect(button('Approve it as it is now')).toBeDefined()
  button('What changed').click()
  await vi.waitFor(() => expect(place.textContent).toContain('It says what it said then.'))
})
