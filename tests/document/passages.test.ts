import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { acceptPassage } from '../../shared/document/accept.ts'
import { resolveAnchor } from '../../shared/document/anchors.ts'
import { freezeCourse } from '../../shared/document/freeze.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { editsBetween, merge3 } from '../../shared/document/merge.ts'
import { trashNode, restoreNode } from '../../shared/document/outline.ts'
import { momentOf } from '../../shared/document/newness.ts'
import { locatePassage, overlapOf, runsOf, type Trail } from '../../shared/document/passages.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { textBlocksIn, textOfBlock, type Prose } from '../../shared/document/prose.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { elementFrom } from '../../shared/document/write.ts'
import type { BlockId, LessonId } from '../../shared/id.ts'
import { aCourse, ana, append, block, lessonA, lessonB, node, paragraph, plain, replica, retype, text, textWith } from './kit.ts'

const office = 'harbour office on 555-0100'
const sentence = `Call the ${office} before noon on Friday.`

/** Publishes the draft and flags these words of it. */
function flagged(doc: Y.Doc, words: string, lesson = lessonA): Trail {
  const frozen = freezeCourse(doc).lessons.find((each) => each.id === lesson)!
  for (const each of textBlocksIn(frozen.public)) {
    const all = textOfBlock(each)
    const from = all.indexOf(words)
    const id = each.attrs?.['id'] as BlockId
    if (from >= 0)
      return {
        lesson,
        quote: {
          exact: words,
          prefix: all.slice(Math.max(0, from - 32), from),
          suffix: all.slice(from + words.length, from + words.length + 32),
        },
        runs: runsOf(frozen, { block: id, from, to: from + words.length }),
        block: frozen.ids[id] ?? [],
      }
  }
  throw new Error(`nowhere: ${words}`)
}
function published(words = office, a: Prose[] = [paragraph('Opening hours are posted.'), paragraph(sentence)]) {
  const { doc } = aCourse({ a })
  return { doc, trail: flagged(doc, words) }
}
const wordsAt = (doc: Y.Doc, lesson: LessonId, range: { from: number; to: number } | null) => {
  const lessonText = new LessonText(lessonFragment(doc, lesson))
  return range && lessonText.text.slice(lessonText.textAt(range.from), lessonText.textAt(range.to))
}
const where = (doc: Y.Doc, trail: Trail) => {
  const found = locatePassage(doc, trail)
  return found.state === 'gone'
    ? { state: 'gone' }
    : {
        state: found.state,
        now: found.now,
        stands: wordsAt(doc, found.anchor.lesson, resolveAnchor(doc, found.anchor)),
        lesson: found.anchor.lesson,
      }
}
const proposal = (trail: Trail, proposed = 'harbour office on 555-0199') => ({ trail, proposed })

describe('a flagged passage, in the draft that moved on', () => {
  test('stands where it stood when nothing changed', () => {
    const { doc, trail } = published()
    expect(where(doc, trail)).toEqual({ state: 'found', now: office, stands: office, lesson: lessonA })
  })
  test('stands where it stood in a document that was just read', () => {
    const { doc, trail } = published()
    const cold = new Y.Doc()
    Y.applyUpdate(cold, Y.encodeStateAsUpdate(doc))
    expect(locatePassage(cold, trail)).toMatchObject({ state: 'found', now: office })
  })
  test('is found when its sentence was edited around it', () => {
    const { doc, trail } = published()
    retype(doc, 'Call the ', 'Please ring the good old ')
    retype(doc, 'before noon', 'after')
    expect(where(doc, trail)).toMatchObject({ state: 'found', stands: office })
  })
  test('says what it reads now when it was edited itself', () => {
    const { doc, trail } = published()
    retype(doc, 'office', 'desk')
    expect(where(doc, trail)).toMatchObject({ state: 'changed', now: 'harbour desk on 555-0100' })
  })
  test('takes in what was typed over its end', () => {
    const { doc, trail } = published()
    retype(doc, '0100', '0777')
    expect(where(doc, trail)).toMatchObject({ state: 'changed', now: 'harbour office on 555-0777', stands: 'harbour office on 555-0777' })
  })
  test('takes in what was typed over its beginning', () => {
    const { doc, trail } = published()
    retype(doc, 'harbour office', 'front desk')
    expect(where(doc, trail)).toMatchObject({ state: 'changed', now: 'front desk on 555-0100' })
  })
  test('leaves out what was typed beside it', () => {
    const { doc, trail } = published()
    retype(doc, 'the ', 'our ')
    retype(doc, ' before', ' well before')
    expect(where(doc, trail)).toMatchObject({ now: office })
  })
  test('is found by its words when its paragraph was cut and pasted into another lesson', () => {
    const { doc, trail } = published()
    const fragment = lessonFragment(doc, lessonA)
    const moved = (readLesson(doc, lessonA).content ?? [])[1]!
    fragment.delete(1, 1)
    append(doc, [moved], lessonB)
    expect(where(doc, trail)).toEqual({ state: 'moved', now: office, stands: office, lesson: lessonB })
  })
  test('[D17] is gone, and not in the same words that stood elsewhere when it was published', () => {
    const twin = `In the other harbour ${sentence}`
    const { doc, trail: known } = published(office, [paragraph('Opening hours.'), paragraph(sentence), paragraph(twin)])
    const trail = { ...known, since: momentOf(doc) }
    const moved = (readLesson(doc, lessonA).content ?? [])[1]!
    lessonFragment(doc, lessonA).delete(1, 1)
    expect(where(doc, trail)).toEqual({ state: 'gone' })
    append(doc, [moved], lessonB)
    expect(where(doc, trail)).toEqual({ state: 'moved', now: office, stands: office, lesson: lessonB })
  })
  test('is gone when its paragraph was deleted', () => {
    const { doc, trail } = published()
    lessonFragment(doc, lessonA).delete(1, 1)
    expect(where(doc, trail)).toEqual({ state: 'gone' })
  })
  test('is gone while its lesson lies in the trash', () => {
    const { doc, trail } = published()
    trashNode(doc, node('lesson-a'), { by: ana, at: 1 })
    expect(where(doc, trail)).toEqual({ state: 'gone' })
    expect(acceptPassage(doc, proposal(trail))).toEqual({ status: 'gone' })
    restoreNode(doc, node('lesson-a'))
    expect(where(doc, trail)).toMatchObject({ state: 'found' })
  })
  test('shares its characters with a passage that overlaps it, whatever was typed between', () => {
    const { doc, trail } = published()
    retype(doc, 'Call the', 'Ring the')
    const later = flagged(doc, 'the harbour office')
    expect(overlapOf(trail.runs, later.runs)).toBeCloseTo(14 / 18)
    expect(overlapOf(trail.runs, flagged(doc, 'Opening').runs)).toBe(0)
  })
  test('is gone rather than in one of two equal places', () => {
    const { doc, trail } = published()
    const copy = (readLesson(doc, lessonA).content ?? [])[1]!
    lessonFragment(doc, lessonA).delete(1, 1)
    append(doc, [copy, copy], lessonB)
    expect(where(doc, trail)).toEqual({ state: 'gone' })
  })
  test('is found across formatting and a line break', () => {
    const { doc, trail } = published('one two\nthree', [paragraph('zero one ', text('two', 'strong'), { type: 'hardBreak' }, 'three four')])
    expect(where(doc, trail)).toMatchObject({ state: 'found', stands: 'one two\nthree' })
  })
  test('is found after thousands of edits elsewhere, from the other author too', () => {
    const { doc, trail } = published()
    const other = replica(doc, 77)
    const { type } = textWith(other, 'Opening hours')
    for (let i = 0; i < 3000; i++) {
      if (i % 3 === 2) type.delete(i % (type.length - 2), 1)
      else type.insert(i % type.length, 'ab')
    }
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(where(doc, trail)).toMatchObject({ state: 'found', stands: office })
  })
})

describe('accepting better words', () => {
  test('writes them and touches nothing else', () => {
    const { doc, trail } = published()
    expect(acceptPassage(doc, proposal(trail))).toMatchObject({ status: 'applied', before: office, after: 'harbour office on 555-0199' })
    expect(plain(doc)).toBe('Opening hours are posted.\nCall the harbour office on 555-0199 before noon on Friday.')
  })
  test('is one change, so that one undo takes it back', () => {
    const { doc, trail } = published('Call the harbour office on 555-0100 before')
    let updates = 0
    doc.on('update', () => updates++)
    acceptPassage(doc, proposal(trail, 'Ring the harbour desk on 555-0199 before'))
    expect(updates).toBe(1)
  })
  test('keeps what an author changed beside it, and inside it', () => {
    const { doc, trail } = published()
    retype(doc, 'before noon', 'by ten')
    retype(doc, 'office', 'desk')
    expect(acceptPassage(doc, proposal(trail))).toMatchObject({ status: 'applied' })
    expect(plain(doc)).toContain('Call the harbour desk on 555-0199 by ten on Friday.')
  })
  test('stops when an author changed the same words otherwise, and shows all three', () => {
    const { doc, trail } = published()
    retype(doc, '0100', '0777')
    const before = plain(doc)
    expect(acceptPassage(doc, proposal(trail))).toEqual({
      status: 'conflict',
      base: office,
      now: 'harbour office on 555-0777',
      proposed: 'harbour office on 555-0199',
    })
    expect(plain(doc)).toBe(before)
  })
  test('over a conflict writes what the author chose, unless the draft changed once more', () => {
    const { doc, trail } = published()
    retype(doc, '0100', '0777')
    expect(acceptPassage(doc, proposal(trail), { now: 'something older' })).toMatchObject({ status: 'conflict' })
    expect(acceptPassage(doc, proposal(trail), { now: 'harbour office on 555-0777' })).toMatchObject({
      status: 'applied',
      after: 'harbour office on 555-0199',
    })
  })
  test('says so when the draft has the words already', () => {
    const { doc, trail } = published()
    retype(doc, '0100', '0199')
    expect(acceptPassage(doc, proposal(trail))).toEqual({ status: 'already', now: 'harbour office on 555-0199' })
  })
  test('says so when the passage is gone', () => {
    const { doc, trail } = published()
    lessonFragment(doc, lessonA).delete(1, 1)
    expect(acceptPassage(doc, proposal(trail))).toEqual({ status: 'gone' })
  })
  test('new words take on the formatting of those they replace', () => {
    const { doc, trail } = published('see old rule here', [paragraph('Please see ', text('old rule', 'strong'), ' here.')])
    acceptPassage(doc, proposal(trail, 'see new law here'))
    expect(readLesson(doc, lessonA).content?.[0]?.content).toEqual([text('Please see '), text('new law', 'strong'), text(' here.')])
  })
  test('a comment on the same sentence keeps its place', () => {
    const { doc, trail } = published()
    const lessonText = new LessonText(lessonFragment(doc, lessonA))
    acceptPassage(doc, proposal(trail))
    expect(new LessonText(lessonFragment(doc, lessonA)).text.length).toBe(lessonText.text.length)
  })
  test('in code a new line is a line; elsewhere it reads as a space', () => {
    const code = published('let a = 1', [block('codeBlock', { id: 'code-1', language: 'js' }, 'let a = 1')])
    acceptPassage(code.doc, proposal(code.trail, 'let a = 1\nlet b = 2'))
    expect(plain(code.doc)).toBe('let a = 1\nlet b = 2')
    const prose = published()
    acceptPassage(prose.doc, proposal(prose.trail, 'harbour office\non 555-0199'))
    expect(plain(prose.doc)).toContain('harbour office on 555-0199')
  })
  test('a line break inside the passage can be taken away', () => {
    const { doc, trail } = published('one\ntwo', [paragraph('zero one', { type: 'hardBreak' }, 'two three')])
    expect(acceptPassage(doc, proposal(trail, 'one and two'))).toMatchObject({ status: 'applied', after: 'one and two' })
    expect(plain(doc)).toBe('zero one and two three')
  })
})

describe('three versions of a sentence', () => {
  test('changes in different places come together', () => {
    expect(merge3('a quick fox', 'a slow fox', 'a quick fox!')).toEqual({ text: 'a slow fox!' })
  })
  test('different changes of one place are a conflict', () => {
    expect(merge3('on Friday', 'on Monday', 'on Sunday')).toEqual({ conflict: true })
  })
  test('the same change twice is one change', () => {
    expect(merge3('on Friday', 'on Monday', 'on Monday')).toEqual({ text: 'on Monday' })
  })
  test('edits turn one text into the other, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (before, after) => {
        let out = before
        for (const edit of editsBetween(before, after).reverse()) out = out.slice(0, edit.from) + edit.text + out.slice(edit.to)
        expect(out).toBe(after)
      }),
    )
  })
  test('with one side unchanged the other one wins', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (base, other) => {
        expect(merge3(base, other, base)).toEqual({ text: other })
        expect(merge3(base, base, other)).toEqual({ text: other })
      }),
    )
  })
})

test('after any history a passage is never placed on words that are not its own', () => {
  // The marker letters stand only in the passage, so wherever it is found there must be some of them.
  const passage = 'ωψχφυτσρποξνμλκιθηζεδγβα'
  const act = fc.record({
    who: fc.nat(1),
    kind: fc.constantFrom('insert', 'delete', 'newBlock', 'deleteBlock', 'meet'),
    at: fc.nat(200),
    length: fc.integer({ min: 1, max: 12 }),
  })
  const outcomes = { found: 0, changed: 0, moved: 0, gone: 0 }
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const { doc, trail } = published(passage, [
        paragraph('before the passage'),
        paragraph(`left ${passage} right`),
        paragraph('after it'),
      ])
      const docs = [doc, replica(doc, 20)]
      for (const { who, kind, at, length } of acts) {
        const fragment = lessonFragment(docs[who]!, lessonA)
        const texts = new LessonText(fragment).pieces.flatMap((piece) => (piece.type instanceof Y.XmlText ? [piece.type] : []))
        const target = texts[at % Math.max(1, texts.length)]
        if (kind === 'insert' && target) target.insert(at % (target.length + 1), 'x'.repeat(length))
        if (kind === 'delete' && target && target.length > 1)
          target.delete(at % (target.length - 1), Math.min(length, target.length - 1 - (at % (target.length - 1))))
        if (kind === 'newBlock') fragment.insert(at % (fragment.length + 1), [elementFrom(paragraph('a new paragraph'))])
        if (kind === 'deleteBlock' && fragment.length > 2 && length > 10) fragment.delete(at % fragment.length, 1)
        if (kind === 'meet')
          for (const [from, to] of [docs, [...docs].reverse()] as Y.Doc[][]) Y.applyUpdate(to!, Y.encodeStateAsUpdate(from!))
      }
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(docs[1]!))
      const found = locatePassage(doc, trail)
      outcomes[found.state]++
      if (found.state === 'gone') return
      const ownIn = (words: string) => words.split('').filter((letter) => passage.includes(letter)).length
      const own = ownIn(found.now)
      expect(own).toBeGreaterThanOrEqual(passage.length * 0.2)
      expect(wordsAt(doc, lessonA, resolveAnchor(doc, found.anchor))).toBe(found.now)
      // Every living letter of the passage in that block is inside the range.
      expect(ownIn(plain(doc))).toBe(own)
    }),
    { numRuns: 300 },
  )
  expect(outcomes.found + outcomes.changed).toBeGreaterThan(outcomes.gone)
})
