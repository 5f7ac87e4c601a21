import { render } from 'solid-js/web'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { wholeText } from '../../client/platform/text.ts'
import { Blocks } from '../../client/player/Prose.tsx'
import { type Asking, AskingContext } from '../../client/player/context.ts'
import { resolveAnchor } from '../../shared/document/anchors.ts'
import { freezeCourse } from '../../shared/document/freeze.ts'
import { locatePassage, runsOf } from '../../shared/document/passages.ts'
import { type Prose, textBlocksIn, textOf, textOfBlock } from '../../shared/document/prose.ts'
import { addLesson } from '../../shared/document/write.ts'
import { readLesson } from '../../shared/document/walker.ts'
import type { BlockId, NodeId, PersonId } from '../../shared/id.ts'
import { diffProse } from '../../shared/prose-diff.ts'
import { judge } from '../../server/collaboration/gate/gate.ts'
import { markdownOf, sameText } from '../../server/interop/markdown-of.ts'
import { blocksOf } from '../../server/interop/markdown.ts'
import { everyBlock } from '../kit/every-block.ts'
import { author, lesson } from './kit.ts'

// One block all the way: written in the editor, merged by Yjs, published, read, exported and imported again.

beforeAll(wholeText)

const dispose: (() => void)[] = []
afterEach(() => dispose.splice(0).forEach((one) => one()))

/** A course whose one lesson holds these blocks, written by nobody in particular. */
function courseWith(...content: Prose[]): Y.Doc {
  const doc = new Y.Doc()
  doc.getMap('meta').set('title', 'Harbour')
  addLesson(doc, { id: lesson as unknown as NodeId, parent: null, title: 'One', content })
  return doc
}

const frozenOf = (doc: Y.Doc) => freezeCourse(doc).lessons[0]!

function read(content: readonly Prose[]): HTMLElement {
  const root = document.body.appendChild(document.createElement('div'))
  dispose.push(
    render(
      () => (
        <AskingContext.Provider value={asking}>
          <Blocks of={content} />
        </AskingContext.Provider>
      ),
      root,
    ),
    () => root.remove(),
  )
  return root
}

const never = () => Promise.reject(new Error('nobody answers here'))
const asking: Asking = {
  feedbackOn: () => undefined,
  answer: async () => {},
  hints: never,
  draw: never,
  votes: never,
  wall: never,
  hide: never,
  files: { send: never, waiting: async () => undefined, taken: () => {} },
  seed: 'leo',
}

const source = { file: '', note: () => undefined, picture: () => ({ missing: true }) as const }

describe.each(Object.entries(everyBlock()))('%s', (name, block) => {
  const words = Array.from(textBlocksIn(block), textOfBlock)

  test('[K1] opens in the editor without a change, and what is typed into it passes the gate', () => {
    const server = courseWith(block)
    const before = readLesson(server, lesson)
    const ana = author(1)
    Y.applyUpdate(ana.doc, Y.encodeStateAsUpdate(server))
    ana.open()
    expect(readLesson(ana.doc, lesson)).toEqual(before)
    const spot = words[0] ? ana.find(words[0]) : ana.state.doc.content.size
    ana.do((tr) => (words[0] ? tr.insertText('Yes, ', spot) : tr))
    ana.do((tr) => tr.insert(tr.doc.content.size, ana.state.schema.nodeFromJSON(copied(block))))
    const passed = judge(server, Y.encodeStateAsUpdate(ana.doc, Y.encodeStateVector(server)), {
      person: 'ana' as PersonId,
      now: Date.now(),
      mayWrite: true,
      owns: () => true,
    })
    Y.applyUpdate(server, passed!.update)
    expect(readLesson(server, lesson)).toEqual(readLesson(ana.doc, lesson))
  })

  test('[K1 K2] is published and read word for word, with every passage where its ids say', () => {
    const doc = courseWith(block)
    const frozen = frozenOf(doc)
    expect(textOf(frozen.public)).toBe(words.join('\n'))
    expect(freezeCourse(doc).faults.filter(({ code }) => code !== 'lesson.empty')).toEqual([])
    const root = read(frozen.public.content ?? [])
    for (const text of textBlocksIn(frozen.public)) {
      const id = String(text.attrs?.['id'])
      const shown = root.querySelector(`[data-text][data-block="${id}"]`)
      expect(shown?.querySelector('[data-source]')?.getAttribute('data-source') ?? shown?.textContent, id).toContain(
        text.content?.some(({ marks }) => marks?.some(({ type }) => type === 'maths')) ? 'x^2' : textOfBlock(text),
      )
      const whole = { block: id as BlockId, from: 0, to: textOfBlock(text).length }
      if (whole.to === 0) continue
      const runs = runsOf(frozen, whole)
      const quote = { exact: textOfBlock(text), prefix: '', suffix: '' }
      const located = locatePassage(doc, { lesson, quote, runs, block: runs })
      expect(located, id).toMatchObject({ state: 'found', now: textOfBlock(text) })
      expect(located.state !== 'gone' && resolveAnchor(doc, located.anchor)).toBeTruthy()
    }
  })

  test('[K2] a passage in it is found after its words were edited and the block was moved', () => {
    const [first] = textBlocksIn(block)
    if (!first) return
    const doc = courseWith({ type: 'paragraph', attrs: { id: 'before-1' }, content: [{ type: 'text', text: 'Before.' }] }, block)
    const frozen = frozenOf(doc)
    const exact = textOfBlock(first)
    const runs = runsOf(frozen, { block: String(first.attrs?.['id']) as BlockId, from: 0, to: exact.length })
    const ana = author(1)
    Y.applyUpdate(ana.doc, Y.encodeStateAsUpdate(doc))
    ana.open()
    ana.do((tr) => tr.insertText('more ', ana.find(exact.slice(0, 3)) + 2))
    const located = locatePassage(ana.doc, { lesson, quote: { exact, prefix: '', suffix: '' }, runs, block: runs })
    expect(located).toMatchObject({ state: 'changed', now: `${exact.slice(0, 2)}more ${exact.slice(2)}` })
  })

  test('[K2] a change inside it is told word by word', () => {
    const [first] = textBlocksIn(block)
    if (!first) return
    const doc = courseWith(block)
    const before = frozenOf(doc)
    const ana = author(1)
    Y.applyUpdate(ana.doc, Y.encodeStateAsUpdate(doc))
    ana.open()
    ana.do((tr) => tr.insertText('new', ana.find(textOfBlock(first).slice(0, 3))))
    const after = frozenOf(ana.doc)
    expect(after.hash).not.toBe(before.hash)
    expect(diffProse(before.public.content!, after.public.content!)).toMatchObject([{ block: first.attrs?.['id'], change: 'changed' }])
  })

  test('[K1] is exported as Markdown and read back the same', () => {
    const [again, ...more] = blocksOf(
      markdownOf([block], () => undefined),
      source,
      1,
    )
    if (name === 'image') return // the file goes beside the text: tests/interop tries it
    expect(more).toEqual([])
    expect(sameText(again!, block)).toBe(true)
  })
})

/** The same with other ids, as a paste brings it. */
function copied(block: Prose): Prose {
  const id = block.attrs?.['id']
  return {
    ...block,
    ...(block.attrs && { attrs: { ...block.attrs, ...(typeof id === 'string' && { id: `${id}-copy` }) } }),
    ...(block.content && { content: block.content.map(copied) }),
  }
}

test('[K13] a button without an address is told of and not shown; one with a bad one neither', () => {
  const button = (href: string): Prose => ({
    type: 'button',
    attrs: { id: `button-${href.length}`, href },
    content: [{ type: 'text', text: 'Go' }],
  })
  const course = freezeCourse(courseWith(button(''), button('javascript:alert(1)')))
  expect(course.faults.filter(({ code }) => code === 'button.noAddress')).toHaveLength(2)
  expect(JSON.stringify(course.lessons[0]!.public)).not.toMatch(/javascript|Go/)
})

test('[K8] what a learner ticks is remembered for them alone', () => {
  const frozen = frozenOf(courseWith(everyBlock()['checkList']!))
  const box = () => read(frozen.public.content!).querySelector('input')!
  const first = box()
  expect(first.ariaLabel ?? first.getAttribute('aria-label')).toBe('pack the bag')
  first.click()
  expect(box().checked).toBe(true)
  first.click()
  expect(box().checked).toBe(false)
})

test('[K7] tabs, accordions and cards open for whoever is led into them', async () => {
  const { reveal } = await import('../../client/player/Boxes.tsx')
  const { accordion, tabs, cards } = everyBlock()
  const root = read(frozenOf(courseWith(accordion!, tabs!, cards!)).public.content!)
  const lineWith = (words: string) => [...root.querySelectorAll('p')].find((line) => line.textContent === words)!
  const behindTab = lineWith('inside tabs two')
  expect(behindTab.closest('[hidden]')).not.toBeNull()
  reveal(behindTab)
  expect(behindTab.closest('[hidden]')).toBeNull()
  reveal(lineWith('inside accordion one'))
  expect(root.querySelector('details')?.open).toBe(true)
  const back = lineWith('A bollard.')
  reveal(back)
  expect(root.querySelector('[aria-pressed]')?.getAttribute('aria-pressed')).toBe('true')
})
