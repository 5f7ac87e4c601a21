import { createSignal, type JSX } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Present, SaveState } from '../../client/collaboration/course-document.ts'
import { PresenceAvatars } from '../../client/collaboration/PresenceAvatars.tsx'
import { plainText } from '../../client/collaboration/passages.ts'
import { RefusedDialog } from '../../client/collaboration/RefusedDialog.tsx'
import { SaveStatus } from '../../client/collaboration/SaveStatus.tsx'
import { startText, wholeText } from '../../client/platform/text.ts'

let dispose = () => {}
const show = (part: () => JSX.Element) => {
  const place = document.body.appendChild(document.createElement('div'))
  dispose = render(part, place)
  return place
}
const button = (place: ParentNode, name: string) => [...place.querySelectorAll('button')].find((each) => each.textContent === name)

beforeAll(async () => {
  await startText()
  await wholeText()
})
afterEach(() => {
  dispose()
  document.body.replaceChildren()
})

test('saving has four faces, each in words, and says what can be done', () => {
  const [status, setStatus] = createSignal<SaveState>({ face: 'saved' })
  const [onRetry, onShowRefused] = [vi.fn(), vi.fn()]
  const place = show(() => <SaveStatus status={status()} onRetry={onRetry} onShowRefused={onShowRefused} />)
  const words = () => place.querySelector('[role=status]')!.textContent
  expect(words()).toBe('Saved')
  setStatus({ face: 'saving' })
  expect(words()).toBe('Saving…')
  setStatus({ face: 'offline', changes: 1 })
  expect(words()).toBe('Offline, 1 change kept on this device')
  setStatus({ face: 'offline', changes: 3 })
  expect(words()).toBe('Offline, 3 changes kept on this device')
  setStatus({ face: 'cannot', reason: 'storage' })
  expect(words()).toContain('cannot store anything right now')
  button(place, 'Try again')!.click()
  expect(onRetry).toHaveBeenCalledOnce()
  setStatus({ face: 'refused', reason: 'refused' })
  button(place, 'Show')!.click()
  expect(onShowRefused).toHaveBeenCalledOnce()
})

test('while somebody types the sign does not come and go: it says saved when that has been so for a moment', () => {
  vi.useFakeTimers()
  const [status, setStatus] = createSignal<SaveState>({ face: 'saved' })
  const place = show(() => <SaveStatus status={status()} onRetry={() => {}} onShowRefused={() => {}} />)
  const sign = place.querySelector('[role=status]')!
  const told: string[] = []
  const key = (storedAfterMs: number) => {
    setStatus({ face: 'saving' })
    vi.advanceTimersByTime(storedAfterMs)
    setStatus({ face: 'saved' })
    vi.advanceTimersByTime(100)
    told.push(sign.textContent)
  }
  for (let i = 0; i < 5; i++) key(20)
  expect(told).toEqual(Array(5).fill('Saving…'))
  vi.advanceTimersByTime(1000)
  expect(sign.textContent).toBe('Saved')
  setStatus({ face: 'cannot', reason: 'storage' })
  expect(sign.textContent).toContain('cannot store')
  vi.useRealTimers()
})

test('others are drawn once each however many tabs they have, and the rest is counted', () => {
  const person = (n: number, id: string, lesson: string | null = null): Present => ({
    client: n,
    id,
    name: id,
    colour: n,
    lesson,
    mine: n === 1,
  })
  const people = [person(1, 'Ana'), person(2, 'Ben'), person(3, 'Ben', 'welcome'), person(4, 'Mia'), person(5, 'Leo'), person(6, 'Rita')]
  const onFollow = vi.fn()
  const place = show(() => <PresenceAvatars people={people} max={3} onFollow={onFollow} quiet={false} onQuiet={() => {}} />)
  const labels = [...place.querySelectorAll('button')].map((each) => each.getAttribute('aria-label'))
  expect(labels).toEqual(['Follow Ben', 'Mia', 'Leo', '5 people in this course'])
  expect(place.textContent).toContain('+1')
  const [ben, mia] = place.querySelectorAll('button')
  ben!.click()
  expect(onFollow).toHaveBeenCalledWith(people[2])
  expect(mia!.disabled).toBe(true)
})

test('what was not accepted can be copied and saved as a file, whole', async () => {
  const passages = [{ lesson: 'a', title: 'Welcome', text: 'my words' }]
  const place = show(() => <RefusedDialog open passages={passages} onClose={() => {}} onLetGo={() => {}} />)
  const writeText = vi.fn(async () => {})
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
  button(place, 'Copy all')!.click()
  await vi.waitFor(() => expect(button(place, 'Copied')).toBeDefined())
  expect(writeText).toHaveBeenCalledWith(plainText(passages))

  const files: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => (files.push(file as Blob), 'blob:here'))
  const names: string[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download)
  })
  button(place, 'Save as a file')!.click()
  expect(names).toEqual(['not-accepted.txt'])
  expect(await files[0]!.text()).toBe(plainText(passages))
  vi.restoreAllMocks()
})

test('what was not accepted is shown with its lesson, and let go only after a second word', () => {
  const passages = [
    { lesson: 'a', title: 'Welcome', text: 'my words' },
    { lesson: null, title: '', text: 'A title' },
  ]
  const onLetGo = vi.fn()
  const place = show(() => <RefusedDialog open passages={passages} onClose={() => {}} onLetGo={onLetGo} />)
  expect(place.textContent).toContain('2 passages were not accepted')
  expect([...place.querySelectorAll('blockquote')].map((each) => each.textContent)).toEqual(['my words', 'A title'])
  button(place, 'Let them go')!.click()
  expect(onLetGo).not.toHaveBeenCalled()
  button(place, 'Let them go')!.click()
  expect(onLetGo).toHaveBeenCalledOnce()
  expect(plainText(passages)).toBe('Welcome\n\nmy words\n\n\nA title')
})
