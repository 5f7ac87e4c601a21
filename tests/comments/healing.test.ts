import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { anchorOn, quoteAt, resolveAnchor } from '../../shared/document/anchors.ts'
import { anchorsOf, lessonFragment } from '../../shared/document/layout.ts'
import { findAnchors, lookAtAnchors, moveAnchors, type Sightings } from '../../shared/document/healing.ts'
import { restoreNode, trashNode } from '../../shared/document/outline.ts'
import { LessonText } from '../../shared/document/positions.ts'
import type { LessonId } from '../../shared/id.ts'
import { aCourse, ana, anchorOnWords, append, lessonA, lessonB, node, paragraph, retype, textWith } from '../document/kit.ts'
import { standsOn } from './stands-on.ts'

// What the server decides when it looks at a course: healed to the right words, or not at all.

const words = 'the shore power cable'
const sentence = `Fenders go out on both sides and ${words} comes in before midnight.`

/** A course with a comment on the words, and a server that looks when it is told to. */
function watched(a = ['Before the storm.', sentence, 'After the storm.'], b = ['Something else.']) {
  const { doc } = aCourse({ a: a.map((text) => paragraph(text)), b: b.map((text) => paragraph(text)) })
  doc.clientID = 1
  const seen: Sightings = new Map()
  const look = () => {
    const { moves, isDone } = findAnchors(lookAtAnchors(doc, seen), () => false)
    expect(isDone).toBe(true)
    return moveAnchors(doc, moves)
  }
  const on = (passage: string, key = 't1', lesson = lessonA) => void anchorsOf(doc).set(key, anchorOnWords(doc, passage, lesson))
  if (a.some((text) => text.includes(words))) on(words)
  return { doc, seen, look, on, at: (key = 't1') => standsOn(doc, key), forget: () => seen.clear() }
}

/** As `anchorOnWords`, on the last such place. */
function anchorOnLast(doc: Y.Doc, passage: string, after = '') {
  const text = new LessonText(lessonFragment(doc, lessonA))
  const from = text.text.lastIndexOf(after + passage) + after.length
  return anchorOn(text, lessonA, from, from + passage.length)
}

/** What stands at an anchor now, with its surroundings. */
function quoteNow(doc: Y.Doc, key: string) {
  const anchor = anchorsOf(doc).get(key)!
  return quoteAt(new LessonText(lessonFragment(doc, anchor.lesson)), resolveAnchor(doc, anchor)!)
}

/** Deletes the block that says something, and answers its words. */
function cut(doc: Y.Doc, passage: string, lesson = lessonA): string {
  const { type } = textWith(doc, passage, lesson)
  const block = type.parent as Y.XmlElement
  const fragment = lessonFragment(doc, lesson)
  const said = type.toJSON()
  fragment.delete(fragment.toArray().indexOf(block), 1)
  return said
}
const paste = (doc: Y.Doc, text: string, lesson: LessonId = lessonA) => append(doc, [paragraph(text)], lesson)

describe('words that came from the place of a comment take it along', () => {
  test('cut and pasted, in the lesson or into another one', () => {
    for (const into of [lessonA, lessonB]) {
      const { doc, look, at } = watched()
      look()
      const said = cut(doc, words)
      expect([look(), at()]).toEqual([0, 'detached'])
      paste(doc, said, into)
      expect([look(), at(), look()]).toEqual([1, words, 0])
      expect(anchorsOf(doc).get('t1')?.lesson).toBe(into)
    }
  })

  test('a whole paragraph, into a line that somebody is writing', () => {
    const { doc, look, on, at } = watched()
    on(sentence)
    look()
    cut(doc, words)
    look()
    const { type } = textWith(doc, 'After the storm.')
    type.insert(16, ' Somebody wrote this. ')
    type.insert(type.length, `${sentence} And that.`)
    look()
    expect([at(), anchorsOf(doc).get('t1')?.probably]).toEqual([sentence, undefined])
  })

  test('[C17] as they were last, and not only as they were when the comment was written', () => {
    const { doc, look, at } = watched()
    const { type, index } = textWith(doc, 'power')
    type.insert(index, 'long green ')
    look()
    const said = cut(doc, 'long green')
    look()
    paste(doc, said, lessonB)
    look()
    expect(at()).toBe('the shore long green power cable')
    expect(anchorsOf(doc).get('t1')).not.toHaveProperty('probably')
  })

  test('nearly as they were: marked; and sure again once they are whole', () => {
    const { doc, look, on } = watched()
    on(sentence)
    look()
    cut(doc, words)
    look()
    paste(doc, sentence.replace('midnight', 'noon'))
    look()
    expect(anchorsOf(doc).get('t1')).toMatchObject({ probably: true, quote: { exact: sentence } })
    expect(look()).toBe(0)
    retype(doc, 'noon', 'midnight')
    look()
    expect(standsOn(doc, 't1')).toBe(sentence)
    expect(anchorsOf(doc).get('t1')).not.toHaveProperty('probably')
  })

  test('after the server forgot, when enough of what stood around them came too', () => {
    const { doc, look, at, forget } = watched()
    look()
    const said = cut(doc, words)
    paste(doc, said, lessonB)
    forget()
    look()
    expect(at()).toBe(words)
  })

  test('many at once, a few at a time when the time is short', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `Line ${i}: what number ${i * 7919} stands for is written here.`)
    const { doc, seen, on } = watched([sentence, ...lines])
    lines.forEach((line, i) => on(line, `k${i}`))
    lookAtAnchors(doc, seen)
    for (const line of lines) cut(doc, line)
    for (const line of lines.toReversed()) paste(doc, line, lessonB)
    let looks = 0
    for (let isDone = false; !isDone; looks++) {
      let left = 10
      const found = findAnchors(lookAtAnchors(doc, seen), () => left-- <= 0)
      moveAnchors(doc, found.moves)
      ;({ isDone } = found)
    }
    expect(looks).toBeGreaterThan(1)
    lines.forEach((line, i) => expect(standsOn(doc, `k${i}`)).toBe(line))
  })
})

describe('[C15] a comment never goes to words that are others', () => {
  test('which stood there already, however alike their surroundings', () => {
    const { doc, look, at } = watched([sentence, 'Between.', sentence])
    look()
    cut(doc, words)
    look()
    expect(at()).toBe('detached')
    paste(doc, 'Something new, and nothing of that.')
    look()
    expect(at()).toBe('detached')
  })

  test('which are alike and were changed a little afterwards', () => {
    const { doc, look, on, at } = watched([
      'Press the green button on the left to start the engine.',
      'Press the red button on the left to start the engine.',
    ])
    on('Press the green button on the left to start the engine.')
    look()
    cut(doc, 'green')
    retype(doc, 'red', 'big red')
    look()
    expect(at()).toBe('detached')
  })

  test('[C16] which are nearly the same and became a heading, a list or a quote after its own were deleted', () => {
    const { doc, look, on, at } = watched([
      'before noon the amber rope is wet and then it dries',
      'before noon the brown rope is wet and then it dries',
    ])
    on('the amber rope is wet')
    look()
    cut(doc, 'amber')
    // To Yjs all of it is new: so it is after a change of its type, when it is wrapped, and when it is joined to another.
    const said = cut(doc, 'brown')
    paste(doc, said)
    look()
    expect([at(), look()]).toEqual(['detached', 0])
    paste(doc, 'before noon the umber rope is wet and then it dries')
    look()
    // It is one letter nearer to the words of the comment than to the others, and stood nowhere before.
    expect([at(), anchorsOf(doc).get('t1')?.probably]).toEqual(['the umber rope is wet', true])
  })

  test('two places that were pasted and fit alike', () => {
    const { doc, look, at } = watched()
    look()
    const said = cut(doc, words)
    for (const text of [said, 'Between.', said, 'Between.']) paste(doc, text, lessonB)
    look()
    expect(at()).toBe('detached')
  })

  test('few letters that somebody happens to write again', () => {
    const { doc, look, on, at } = watched()
    on('midnight')
    look()
    retype(doc, ' before midnight', '')
    look()
    paste(doc, 'The office closes at midnight on Sundays.')
    look()
    expect(at()).toBe('detached')
  })

  test('which are the same, cut beside them and pasted alone', () => {
    const { doc, look, on, at } = watched([
      'Nr 3 then click on the button below to continue with 3.',
      'Nr 4 then click on the button below to continue with 4.',
    ])
    on('click on the button below to continue')
    anchorsOf(doc).set('t2', anchorOnLast(doc, 'click on the button below to continue'))
    look()
    const said = cut(doc, 'Nr 3')
    cut(doc, 'Nr 4')
    paste(doc, said, lessonB)
    look()
    expect([at('t1'), at('t2')]).toEqual(['click on the button below to continue', 'detached'])
  })

  test('[C18] in the trash its comments wait, and only moved words take them along', () => {
    const { doc, look, at } = watched()
    look()
    trashNode(doc, node('lesson-a'), { by: ana, at: 1 })
    expect(look()).toBe(0)
    restoreNode(doc, node('lesson-a'))
    expect([look(), at()]).toEqual([0, words])
    trashNode(doc, node('lesson-a'), { by: ana, at: 2 })
    look()
    paste(doc, sentence, lessonB)
    look()
    expect(anchorsOf(doc).get('t1')?.lesson).toBe(lessonB)
    restoreNode(doc, node('lesson-a'))
    expect([look(), at()]).toEqual([0, words])
  })

  test('whatever is cut, pasted, copied, typed and looked at: on its own words, or nowhere', () => {
    const commonplace = 'click on the button below to continue'
    const deed = fc.record({ what: fc.constantFrom('cut', 'paste', 'move', 'copy', 'type', 'look', 'forget', 'undo'), which: fc.nat(7) })
    fc.assert(
      fc.property(fc.array(deed, { minLength: 8, maxLength: 40 }), (deeds) => {
        // The commented words stand in every paragraph; which one is meant says the number beside them.
        const { doc, look, forget } = watched(Array.from({ length: 8 }, (_, i) => `Nr ${i} then ${commonplace} after ${i}`))
        for (let i = 0; i < 8; i++) anchorsOf(doc).set(`k${i}`, anchorOnLast(doc, commonplace, `Nr ${i} then `))
        const undoing = new Y.UndoManager([lessonFragment(doc, lessonA), lessonFragment(doc, lessonB)], { captureTimeout: 0 })
        look()
        const clipboard: string[] = []
        for (const { what, which } of deeds) {
          const lesson = which % 2 ? lessonA : lessonB
          const here = lessonFragment(doc, lesson)
          const blocks = here.toArray()
          const text = blocks[which % Math.max(1, blocks.length)] as Y.XmlElement | undefined
          if (what === 'look') look()
          else if (what === 'forget') forget()
          else if (what === 'undo') undoing.undo()
          else if (what === 'paste' && clipboard.length > 0) paste(doc, clipboard[which % clipboard.length]!, lesson)
          else if (text && (what === 'cut' || what === 'move' || what === 'copy')) {
            clipboard.push((text.get(0) as Y.XmlText).toJSON())
            if (what !== 'copy') here.delete(blocks.indexOf(text), 1)
            if (what === 'move') paste(doc, clipboard.at(-1)!, lesson === lessonA ? lessonB : lessonA)
          } else if (text && what === 'type') (text.get(0) as Y.XmlText).insert(0, 'Well. ')
        }
        look()
        for (let i = 0; i < 8; i++) {
          // A guess says that it is one.
          if (standsOn(doc, `k${i}`) === 'detached' || anchorsOf(doc).get(`k${i}`)?.probably) continue
          const { exact, prefix } = quoteNow(doc, `k${i}`)
          expect([exact, prefix.slice(-10)]).toEqual([commonplace, `Nr ${i} then `])
        }
        expect(look()).toBe(0)
      }),
      { numRuns: 300, seed: 71 },
    )
  })
})
