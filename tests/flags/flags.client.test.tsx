import type { JSX } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { FlagDialog } from '../../client/flags/FlagDialog.tsx'
import { FlagsPanel } from '../../client/flags/FlagsPanel.tsx'
import { MyFlags } from '../../client/flags/MyFlags.tsx'
import { createFlags, highlightsOf } from '../../client/flags/state.ts'
import { ask } from '../../client/platform/api.ts'
import { startText, t } from '../../client/platform/text.ts'
import type { Flag, MyFlag } from '../../shared/flags.ts'
import type { CourseId } from '../../shared/id.ts'

// What people see of flags, against a server that is a list of answers.

const course = 'course-1' as CourseId
const phone = 'harbour office on 555-0100'
const passage = {
  version: 1,
  lesson: 'lesson-a',
  block: 'block-1',
  from: 9,
  to: 35,
  quote: { exact: phone, prefix: 'Call the ', suffix: ' before noon' },
} as unknown as Parameters<typeof FlagDialog>[0]['passage']
const leo = { id: 'person-leo', name: 'Leo', colour: 1 }
const anchor = { lesson: 'lesson-a', start: 'AA==', end: 'AA==', quote: { exact: phone, prefix: '', suffix: '' } }
const aFlag = (more: object = {}) =>
  ({
    id: 'flag-1',
    courseId: course,
    state: 'new',
    version: 1,
    lesson: 'lesson-a',
    lessonTitle: 'Mooring',
    block: 'block-1',
    quote: passage!.quote,
    raisedAt: 1,
    voices: [{ id: 'voice-1', by: leo, at: 1, reason: 'It moved', proposed: 'harbour office on 555-0199', fit: 'clean' }],
    place: { state: 'found', anchor, now: phone },
    ...more,
  }) as unknown as Flag

type Asked = { method: string; path: string; body: Record<string, unknown> }
let asked: Asked[]
let answers: Record<string, unknown>
let dispose = () => {}

beforeAll(() => startText())
beforeEach(() => {
  asked = []
  answers = {}
  vi.stubGlobal('fetch', async (url: string, init: { method: string; body?: string }) => {
    const path = url.replace('/api', '').split('?')[0]!
    asked.push({ method: init.method, path: url.replace('/api', ''), body: JSON.parse(init.body ?? '{}') as Record<string, unknown> })
    const answer = answers[`${init.method} ${path}`] ?? {}
    return new Response(JSON.stringify(answer), { status: 200 })
  })
})
afterEach(() => {
  dispose()
  document.body.replaceChildren()
  vi.unstubAllGlobals()
})

function show(part: () => JSX.Element) {
  const place = document.body.appendChild(document.createElement('div'))
  dispose = render(part, place)
  return place
}
const button = (words: string) => [...document.querySelectorAll('button')].find((each) => each.textContent?.trim() === words)!
const type = (field: HTMLTextAreaElement | HTMLInputElement, words: string) => {
  field.value = words
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
const settled = () => vi.waitFor(() => expect(asked.length).toBeGreaterThan(0))

function panel(...flags: Flag[]) {
  answers['GET /courses/course-1/flags'] = { items: flags, open: flags.length }
  const source = { courseId: course, command: ask }
  const onGo = vi.fn()
  show(() => {
    const all = createFlags(source)
    return <FlagsPanel flags={all} active={null} onActive={() => {}} onGo={onGo} onLeave={() => {}} />
  })
  return { onGo, ready: () => vi.waitFor(() => expect(document.querySelector('article')).not.toBeNull()) }
}

test('a learner mends the words that are there already and sends them', async () => {
  answers['POST /courses/course-1/flags'] = { others: 0 }
  const onClose = vi.fn()
  show(() => <FlagDialog courseId={course} passage={passage} onClose={onClose} />)
  const area = document.querySelector('textarea')!
  expect(area.value).toBe(phone)
  expect(button(t('flags.sendMark'))).toBeTruthy()
  type(area, 'harbour office on 555-0199')
  expect(document.querySelector('ins')!.textContent).toContain('555-0199')
  button(t('flags.sendWords')).click()
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(asked[0]).toMatchObject({
    path: '/courses/course-1/flags',
    body: { proposed: 'harbour office on 555-0199', from: 9, to: 35, version: 1, named: true },
  })
})

test('words left as they are only mark the passage', async () => {
  answers['POST /courses/course-1/flags'] = { others: 2 }
  show(() => <FlagDialog courseId={course} passage={passage} onClose={() => {}} />)
  button(t('flags.sendMark')).click()
  await settled()
  expect(asked[0]!.body).not.toHaveProperty('proposed')
})

test('what could not be sent stays in the dialog, with the reason', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('no network')
  })
  show(() => <FlagDialog courseId={course} passage={passage} onClose={() => {}} />)
  type(document.querySelector('textarea')!, 'better')
  button(t('flags.sendWords')).click()
  await vi.waitFor(() => expect(document.querySelector('[role=alert]')?.textContent).toContain(t('problems.offline')))
  expect(document.querySelector('textarea')!.value).toBe('better')
})

test('an author sees who says it and how it should read, and accepts with one click', async () => {
  const { ready, onGo } = panel(aFlag())
  await ready()
  expect(document.querySelector('article')!.textContent).toContain('Leo')
  expect(document.querySelector('ins')!.textContent).toContain('555-0199')
  await vi.waitFor(() => expect(asked.map(({ path }) => path)).toContain('/courses/course-1/flags/seen'))
  ;(document.querySelector('button[class*=quote]') as HTMLButtonElement).click()
  expect(onGo).toHaveBeenCalled()
  answers['POST /courses/course-1/flags/flag-1/accept'] = { outcome: 'applied', flag: aFlag({ state: 'inProgress' }), seq: 3 }
  button(t('flags.accept')).click()
  await vi.waitFor(() =>
    expect(asked.find(({ path }) => path.endsWith('/accept'))?.body).toMatchObject({ voice: 'voice-1', commandId: expect.any(String) }),
  )
})

test('after an answer the next card has the focus, and without one the panel', async () => {
  const { ready } = panel(aFlag(), aFlag({ id: 'flag-2' }))
  await ready()
  const answer = async (left: Flag[]) => {
    answers['GET /courses/course-1/flags'] = { items: left, open: left.length }
    button(t('flags.accept')).focus()
    button(t('flags.accept')).click()
    await vi.waitFor(() => expect(document.querySelectorAll('article')).toHaveLength(left.length))
  }
  answers['POST /courses/course-1/flags/flag-1/accept'] = { outcome: 'applied', flag: aFlag({ state: 'inProgress' }), seq: 3 }
  answers['POST /courses/course-1/flags/flag-2/accept'] = { outcome: 'applied', flag: aFlag({ id: 'flag-2', state: 'inProgress' }), seq: 4 }
  await answer([aFlag({ id: 'flag-2' })])
  expect((document.activeElement as HTMLElement).dataset['flag']).toBe('flag-2')
  await answer([])
  expect(document.activeElement?.getAttribute('aria-label')).toBe(t('flags.panel'))
})

test('on a conflict all three versions are shown, and the choice says what it replaces', async () => {
  const { ready } = panel(aFlag())
  await ready()
  answers['POST /courses/course-1/flags/flag-1/accept'] = {
    outcome: 'conflict',
    base: phone,
    now: 'harbour office on 555-0777',
    proposed: 'harbour office on 555-0199',
  }
  button(t('flags.accept')).click()
  await vi.waitFor(() => expect(document.querySelector('dl')).not.toBeNull())
  expect(document.querySelector('dl')!.textContent).toContain('555-0777')
  answers['POST /courses/course-1/flags/flag-1/accept'] = { outcome: 'applied', flag: aFlag({ state: 'inProgress' }), seq: 3 }
  await vi.waitFor(() => expect(button(t('flags.useProposed')).disabled).toBe(false))
  button(t('flags.useProposed')).click()
  await vi.waitFor(() =>
    expect(asked.findLast(({ path }) => path.endsWith('/accept'))?.body).toMatchObject({
      text: 'harbour office on 555-0199',
      over: { now: 'harbour office on 555-0777' },
    }),
  )
})

test('words that changed since say so, and can be closed as fixed', async () => {
  const { ready } = panel(aFlag({ place: { state: 'changed', anchor, now: 'harbour office on 555-0222' } }))
  await ready()
  expect(document.querySelector('article')!.textContent).toContain(t('flags.changed'))
  expect(document.querySelector('article')!.textContent).toContain('555-0222')
  button(t('flags.close')).click()
  await vi.waitFor(() => expect(asked.some(({ path }) => path === '/courses/course-1/flags/flag-1/close')).toBe(true))
})

test('a passage that is gone offers no accepting', async () => {
  const { ready } = panel(aFlag({ place: { state: 'gone' } }))
  await ready()
  expect(button(t('flags.accept'))).toBeUndefined()
  expect(button(t('flags.close'))).toBeTruthy()
})

test('nothing outdated says what belongs here', async () => {
  panel()
  await vi.waitFor(() => expect(document.body.textContent).toContain(t('flags.noneOpen')))
})

test('a learner sees what became of each flag, and once seen it is no news', async () => {
  const mine = {
    id: 'voice-1',
    courseId: course,
    courseTitle: 'Storms',
    lesson: 'lesson-a',
    lessonTitle: 'Mooring',
    block: 'block-1',
    at: 1,
    quote: phone,
    reason: '',
    state: 'fixed',
    others: 1,
    answeredAt: 2,
    note: '',
    before: phone,
    after: 'harbour office on 555-0199',
    fixedIn: 2,
    taken: true,
    isNews: true,
  } as unknown as MyFlag
  answers['GET /flags/mine'] = { items: [mine], news: 1 }
  show(() => <MyFlags />)
  await vi.waitFor(() => expect(document.body.textContent).toContain(t('flags.stateFixed', { version: 2 })))
  expect(document.querySelector('ins')!.textContent).toContain('0199')
  expect(document.body.textContent).toContain(t('flags.taken'))
  await vi.waitFor(() => expect(asked.map(({ path }) => path)).toContain('/flags/mine/seen'))
})

test('waiting flags mark their words in the draft; answered ones do not', () => {
  expect(
    highlightsOf([aFlag(), aFlag({ id: 'flag-2', state: 'declined' }), aFlag({ id: 'flag-3', place: { state: 'gone' } })], 'flag-1'),
  ).toEqual([{ key: 'flag-1', anchor, kind: 'flag', active: true }])
})
