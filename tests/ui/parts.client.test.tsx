import { createSignal } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startText, t } from '../../client/platform/text.ts'
import { initialsOf } from '../../client/ui/Avatar.tsx'
import { Button } from '../../client/ui/Button.tsx'
import { TextField } from '../../client/ui/Field.tsx'
import { ProgressBar } from '../../client/ui/Progress.tsx'
import { Tabs } from '../../client/ui/Tabs.tsx'

let dispose = () => {}
const show = (part: () => import('solid-js').JSX.Element) => {
  const place = document.body.appendChild(document.createElement('div'))
  dispose = render(part, place)
  return place
}

beforeAll(() => startText())
afterEach(() => {
  dispose()
  document.body.replaceChildren()
})

test('a busy button says so and does not answer again', () => {
  const onClick = vi.fn()
  const button = show(() => (
    <Button busy onClick={onClick}>
      Publish
    </Button>
  )).querySelector('button')!
  button.click()
  expect(onClick).not.toHaveBeenCalled()
  expect(button.getAttribute('aria-busy')).toBe('true')
})

test('a field is tied to its label, and to what is wrong with it', () => {
  const [fault, setFault] = createSignal<string>()
  const place = show(() => <TextField label="Title" value="" onInput={() => {}} error={fault()} />)
  const input = place.querySelector('input')!
  expect(place.querySelector('label')!.htmlFor).toBe(input.id)
  expect(input.getAttribute('aria-invalid')).toBeNull()
  setFault('Too long.')
  expect(input.getAttribute('aria-invalid')).toBe('true')
  expect(document.getElementById(input.getAttribute('aria-describedby')!)!.textContent).toBe('Too long.')
})

test('arrow keys walk through the tabs and around their ends', () => {
  const [chosen, choose] = createSignal<'a' | 'b' | 'c'>('a')
  const tabs = ['a', 'b', 'c'].map((key) => ({ key: key as 'a', label: key }))
  const list = show(() => (
    <Tabs<'a' | 'b' | 'c'> label="Letters" tabs={tabs} value={chosen()} onChange={choose}>
      {(key) => <p>{key}</p>}
    </Tabs>
  )).querySelector('[role=tablist]')!
  const press = (key: string) => list.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  press('ArrowRight')
  expect(chosen()).toBe('b')
  press('ArrowLeft')
  press('ArrowLeft')
  expect(chosen()).toBe('c')
  press('Home')
  expect(chosen()).toBe('a')
})

test('a bar of nothing is empty and not broken', () => {
  const bar = show(() => <ProgressBar label="Lessons" value={0} max={0} />).querySelector<HTMLElement>('[role=progressbar] > div')!
  expect(bar.style.inlineSize).toBe('0%')
})

test('initials are the first letters of the first and the last name', () => {
  expect([initialsOf('Ana Sofia Reyes'), initialsOf('Zoë'), initialsOf(' Ben  Okafor '), initialsOf('李 伟')]).toEqual([
    'AR',
    'Z',
    'BO',
    '李伟',
  ])
})

test('every part speaks the chosen language', () => {
  expect(t('ui.morePeople', { count: 3 })).toBe('3 more people')
})
