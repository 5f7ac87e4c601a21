import * as commands from 'prosemirror-commands'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { redo, undo } from 'y-prosemirror'
import { highlightsOf } from '../../client/comments/highlights.ts'
import { anchorsOf } from '../../shared/document/layout.ts'
import { restoreNode, trashNode } from '../../shared/document/outline.ts'
import { readThreads } from '../../shared/document/threads.ts'
import type { NodeId } from '../../shared/id.ts'
import { aCourseWithPeople, pause, until } from '../collaboration/kit.ts'
import { aCommentedCourse, type Commented, sentence, texts, twoLooks, words } from './healing-kit.ts'

// What authors do to a text all day, through the real server with two people at it: the highlight is on the right words
// for both and for whoever comes later, or the thread is detached for all of them.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
beforeAll(async () => {
  // Each has all these courses open at once.
  world = await aCourseWithPeople({ LIMIT_SOCKETS_PER_PERSON: '100' })
})
afterAll(() => world.server.close())

const everyday: [name: string, act: (at: Commented) => void | Promise<void>, expected: string][] = [
  ['typing inside it', ({ a }) => a.type('dock ', a.find('power')), 'the shore dock power cable'],
  ['typing at its borders', ({ a }) => (a.type('X', a.find(words)), a.type('Y', a.find(words) + words.length)), words],
  [
    'replacing one of its words',
    ({ a }) => a.view.dispatch(a.state.tr.insertText('water', a.find('power cable'), a.find('power cable') + 5)),
    'the shore water cable',
  ],
  [
    'making a part bold',
    ({ a }) => a.view.dispatch(a.state.tr.addMark(a.find('shore'), a.find('shore') + 5, a.state.schema.marks['strong']!.create())),
    words,
  ],
  ['deleting it', ({ a }) => a.remove(words), 'detached'],
  ['deleting it and, after a while, undoing that', async ({ a }) => (a.remove(words), await twoLooks(), void undo(a.state)), words],
  ['deleting its paragraph', ({ a }) => void a.removeBlock('Fenders'), 'detached'],
  ['deleting its paragraph and undoing that', async ({ a }) => (a.removeBlock('Fenders'), await twoLooks(), void undo(a.state)), words],
  [
    'deleting, undoing, redoing, undoing',
    async ({ a }) => (a.removeBlock('Fenders'), undo(a.state), await twoLooks(), redo(a.state), await twoLooks(), void undo(a.state)),
    words,
  ],
  [
    'deleting, undoing, redoing',
    async ({ a }) => (a.removeBlock('Fenders'), undo(a.state), await twoLooks(), void redo(a.state)),
    'detached',
  ],
  ['Enter before it', ({ a }) => (a.put('and the shore'), a.press('Enter')), words],
  ['Enter inside it', ({ a }) => (a.put('power cable'), a.press('Enter')), 'the shore |power cable'],
  ['Enter behind it', ({ a }) => (a.put('comes in'), a.press('Enter')), words],
  ['Backspace that joins its block to the one above', ({ a }) => (a.put('Fenders'), a.press('Backspace')), words],
  [
    'making its paragraph a heading',
    ({ a }) => (a.put('Fenders'), void commands.setBlockType(a.state.schema.nodes['heading']!)(a.state, a.view.dispatch)),
    words,
  ],
  [
    'wrapping it in a quote',
    ({ a }) => (a.put('Fenders'), void commands.wrapIn(a.state.schema.nodes['quote']!)(a.state, a.view.dispatch)),
    words,
  ],
  [
    'cutting its paragraph and pasting it elsewhere, after a while',
    async ({ a }) => {
      const node = a.removeBlock('Fenders')
      await twoLooks()
      a.view.dispatch(a.state.tr.insert(a.state.doc.content.size, node))
    },
    words,
  ],
  [
    'cutting just these words and pasting them into another sentence',
    async ({ a }) => {
      a.remove(words)
      await twoLooks()
      a.view.dispatch(a.state.tr.insertText(`${words} `, a.find('twice')))
    },
    words,
  ],
  [
    'dragging its block to the top',
    ({ a }) => {
      const { pos, node } = a.block('Fenders')
      a.view.dispatch(a.state.tr.delete(pos, pos + node.nodeSize).insert(0, node))
    },
    words,
  ],
  [
    'moving its block to another lesson',
    async ({ a, b }) => {
      const node = a.removeBlock('Fenders')
      await twoLooks()
      b.view.dispatch(b.state.tr.insert(0, b.state.schema.nodeFromJSON(node.toJSON())))
    },
    words,
  ],
  ['copying its block and pasting the copy above it', ({ a }) => a.view.dispatch(a.state.tr.insert(0, a.block('Fenders').node)), words],
]

/** All run at once, for each waits for the server's pauses; a test waits for its own. */
const runs = new Map<string, Promise<{ found: string[]; later: string[]; writesLater: number }>>()
beforeAll(() => {
  for (const [name, act, expected] of everyday) {
    const run = liveThrough(act, expected)
    run.catch(() => {}) // its test says so
    runs.set(name, run)
  }
})

async function liveThrough(act: (at: Commented) => void | Promise<void>, expected: string) {
  const at = await aCommentedCourse(world)
  await act(at)
  await twoLooks()
  const everywhere = async () => [at.ana.drawn(at.thread), at.ben.drawn(at.thread), await at.ana.stored(at.thread)]
  // A busy machine may need longer than an author would wait.
  await until(async () => (await everywhere()).every((words) => words === expected), 8000).catch(() => {})
  const found = await everywhere()
  const writes = at.ben.anchorWrites()
  await twoLooks()
  const later = { later: await everywhere(), writesLater: at.ben.anchorWrites() - writes }
  at.close()
  return { found, ...later }
}

describe('[C13] a comment stays on its words for both authors and for whoever comes later, after', () => {
  test.each(everyday)('%s', async (name, _, expected) => {
    const { found, later, writesLater } = (await runs.get(name))! // one for each
    const everybody = [expected, expected, expected]
    expect(found).toEqual(everybody)
    // And there it stays: nobody goes on writing.
    expect(later).toEqual(everybody)
    expect(writesLater).toBe(0)
  })
})

test('[C15] the same words that stood elsewhere all along are others', async () => {
  const twin = `In the other harbour ${words} comes in at noon, every day of the year.`
  const at = await aCommentedCourse(world, [...texts, twin])
  at.a.removeBlock('Fenders')
  await twoLooks()
  // Typing in the other sentence does not make it the one that was meant.
  at.a.type(' again', at.a.find('at noon') + 7)
  await twoLooks()
  expect([at.ana.drawn(at.thread), at.ben.drawn(at.thread), await at.ana.stored(at.thread)]).toEqual(['detached', 'detached', 'detached'])
  undo(at.a.state)
  undo(at.a.state)
  await until(() => at.ben.drawn(at.thread) === words, 8000)
  expect(at.bens.a.state.doc.textBetween(at.bens.a.find(words) - 10, at.bens.a.find(words))).toBe('sides and ')
  at.close()
})

test('[C16] words that came back changed are marked, and lose the mark when they are whole again', async () => {
  const at = await aCommentedCourse(world, texts, sentence)
  at.a.removeBlock('Fenders')
  await twoLooks()
  const { schema } = at.a.state
  const changed = sentence.replace('midnight', 'sunset')
  at.a.view.dispatch(at.a.state.tr.insert(0, schema.nodes['paragraph']!.create(null, schema.text(changed))))
  await until(() => anchorsOf(at.ben.doc).get(at.thread)?.probably === true, 8000)
  expect(at.ben.drawn(at.thread).slice(0, 40)).toBe(sentence.slice(0, 40))
  expect(highlightsOf(readThreads(at.ben.doc))).toMatchObject([{ key: at.thread, probably: true }])
  at.a.view.dispatch(at.a.state.tr.insertText('midnight', at.a.find('sunset'), at.a.find('sunset') + 6))
  await until(() => anchorsOf(at.ben.doc).get(at.thread)?.probably === undefined && at.ben.drawn(at.thread) === sentence, 8000)
  at.close()
})

test('[C18] a lesson that went into the trash and came back has its comments', async () => {
  const at = await aCommentedCourse(world)
  const lesson = at.lessonA as string as NodeId
  trashNode(at.ana.doc, lesson, { by: world.ana.id, at: 1 })
  await twoLooks()
  const writes = at.ben.anchorWrites()
  restoreNode(at.ana.doc, lesson)
  await twoLooks()
  expect([at.ben.drawn(at.thread), await at.ben.stored(at.thread)]).toEqual([words, words])
  expect(at.ben.anchorWrites()).toBe(writes)
  at.close()
})

test('[C14] authors who go on writing and the server that heals never write in turns', async () => {
  const at = await aCommentedCourse(world)
  const before = at.ben.anchorWrites()
  // Ana breaks and joins the paragraph, Ben moves it and types in it, for longer than the server waits for silence.
  for (let i = 0; i < 12; i++) {
    at.a.put('and the shore')
    at.a.press('Enter')
    if (at.bens.a.find('shore') > 0) at.bens.a.type('x', at.bens.a.find('power'))
    at.a.put('and the shore')
    at.a.press('Backspace')
    if (i % 4 === 1) {
      const { pos, node } = at.bens.a.block('shore')
      at.bens.a.view.dispatch(at.bens.a.state.tr.delete(pos, pos + node.nodeSize).insert(0, node))
    }
    await pause(500)
  }
  await twoLooks()
  const after = at.ben.anchorWrites()
  await twoLooks()
  await twoLooks()
  expect(at.ben.anchorWrites()).toBe(after)
  expect(after - before).toBeLessThan(60)
  const seen = at.ana.drawn(at.thread)
  expect([at.ben.drawn(at.thread), await at.ben.stored(at.thread)]).toEqual([seen, seen])
  at.close()
})
