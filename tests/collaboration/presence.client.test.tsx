import { createRoot, createSignal } from 'solid-js'
import { Awareness } from 'y-protocols/awareness'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { Present } from '../../client/collaboration/course-document.ts'
import { createFollowing, type FollowedPlace } from '../../client/collaboration/following.ts'
import { blockOfCaret } from '../../client/collaboration/people.ts'
import { createPresenceNews, type Neighbour } from '../../client/collaboration/PresenceNews.tsx'
import { startText, wholeText } from '../../client/platform/text.ts'

// Following somebody, and what a screen reader is told of the others.

let dispose = () => {}
beforeAll(async () => {
  await startText()
  await wholeText()
})
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  dispose()
  vi.useRealTimers()
})

const ben = { id: 'ben', name: 'Ben', colour: 2 }
const tab = (lesson: string | null, client = 2): Present => ({ ...ben, client, lesson, mine: false })

/** A screen that follows, and Ben's way through the course in the hand of the test. */
function aFollower() {
  const awareness = new Awareness(new Y.Doc())
  const [people, setPeople] = createSignal<Present[]>([tab('one')])
  let block: string | null = null
  const shown: FollowedPlace[] = []
  const following = createRoot((end) => {
    dispose = end
    return createFollowing({ people, blockOf: () => block, awareness }, (place) => void shown.push(place))
  })
  const move = (lesson: string | null, to: string | null = null) => {
    block = to
    setPeople([tab(lesson)])
    awareness.emit('change', [{ added: [], updated: [2], removed: [] }, 'remote'])
  }
  return { following, shown, move, leave: () => setPeople([]) }
}

test('who follows somebody is led from lesson to lesson and block to block, each once', () => {
  const { following, shown, move } = aFollower()
  move('one')
  expect(shown).toEqual([])
  following.follow(ben)
  move('one', 'a')
  move('one', 'a')
  move('two', 'b')
  expect(shown).toEqual([
    { lesson: 'one', block: null },
    { lesson: 'one', block: 'a' },
    { lesson: 'two', block: 'b' },
  ])
})

test('following ends with Esc, with typing, and a while after the other left', () => {
  const { following, shown, move, leave } = aFollower()
  following.follow(ben)
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }))
  expect(following.followed()).toEqual(ben)
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  expect(following.followed()).toBeNull()
  move('two')
  expect(shown).toEqual([{ lesson: 'one', block: null }])
  following.follow(ben)
  document.dispatchEvent(new Event('beforeinput'))
  expect(following.followed()).toBeNull()
  following.follow(ben)
  leave()
  vi.advanceTimersByTime(5000)
  move('two')
  vi.advanceTimersByTime(20_000)
  expect(following.followed()).toEqual(ben)
  leave()
  vi.advanceTimersByTime(11_000)
  expect(following.followed()).toBeNull()
})

test('a person who wants to be left alone leads nobody anywhere', () => {
  const { following, shown, move } = aFollower()
  following.follow(ben)
  move(null)
  move(null)
  expect(shown).toEqual([{ lesson: 'one', block: null }])
})

test('the block of a caret is told by its relative position, and nonsense is no place', () => {
  const doc = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.setAttribute('id', 'block-1')
  const text = new Y.XmlText('some words')
  paragraph.insert(0, [text])
  doc.getXmlFragment('l:one').insert(0, [paragraph])
  const awareness = new Awareness(doc)
  const caretAt = (head: unknown) => {
    awareness.setLocalStateField('cursor', { anchor: head, head })
    return blockOfCaret(doc, awareness, doc.clientID)
  }
  const json = (position: Y.RelativePosition) => JSON.parse(JSON.stringify(position)) as unknown
  expect(caretAt(json(Y.createRelativePositionFromTypeIndex(text, 4)))).toBe('block-1')
  expect(caretAt(json(Y.createRelativePositionFromTypeIndex(doc.getXmlFragment('l:one'), 0)))).toBe('block-1')
  expect(caretAt({ type: { client: 9, clock: 9 } })).toBeNull()
  expect(caretAt('nonsense')).toBeNull()
  expect(caretAt(null)).toBeNull()
  awareness.destroy()
})

test('a screen reader hears who came, left and writes near in one sentence, at most every ten seconds', () => {
  let here: Neighbour[] | null = []
  const person = (name: string, near = false): Neighbour => ({ id: name, name, near })
  const [sentence, note] = createRoot((end) => {
    dispose = end
    return createPresenceNews(() => here)
  })
  const now = (...people: Neighbour[]) => {
    here = people
    note()
  }
  now(person('Ben'))
  now(person('Ben'), person('Mia'))
  expect(sentence()).toBe('')
  vi.advanceTimersByTime(2000)
  expect(sentence()).toBe('Ben and Mia came in.')

  // However often a caret moves, nothing is said before the pause is over, and then all of it.
  for (let key = 0; key < 50; key++) now(person('Ben', true))
  vi.advanceTimersByTime(9000)
  expect(sentence()).toBe('Ben and Mia came in.')
  vi.advanceTimersByTime(1000)
  expect(sentence()).toBe('Mia left. Ben is writing near you.')

  // A line that breaks takes nobody away.
  here = null
  note()
  vi.advanceTimersByTime(20_000)
  now(person('Ben', true), ...['Ana', 'Leo', 'Rita', 'Omar'].map((name) => person(name)))
  vi.advanceTimersByTime(20_000)
  expect(sentence()).toBe('4 people came in.')
})
