import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { freezeCourse } from '../../shared/document/freeze.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { moveNode, trashNode } from '../../shared/document/outline.ts'
import { textBlocksIn, textOfBlock, type Prose } from '../../shared/document/prose.ts'
import { startThread } from '../../shared/document/threads.ts'
import { addLesson, replaceLesson } from '../../shared/document/write.ts'
import type { BlockId } from '../../shared/id.ts'
import {
  aCourse,
  ana,
  anchorOnWords,
  append,
  block,
  comment,
  lessonA,
  node,
  paragraph,
  replica,
  retype,
  say,
  text,
  textWith,
  thread,
} from './kit.ts'
import { workMs } from '../kit/work.ts'

const aQuestion = (...parts: Prose[]) => block('question', { id: 'question-1', kind: 'single', points: 2, shuffle: true }, ...parts)
const goodQuestion = aQuestion(
  block('stem', { id: 'stem-1' }, 'Which line?'),
  block('choice', { id: 'choice-1', correct: true }, 'The spring line'),
  block('choice', { id: 'choice-2', correct: false }, 'The fishing line'),
  block('explanation', { id: 'explanation-1' }, paragraph('Because SECRET.')),
)
const codes = (doc: Y.Doc) => freezeCourse(doc).faults.map((fault) => fault.code)
const lesson = (doc: Y.Doc) => freezeCourse(doc).lessons[0]!

describe('freezing', () => {
  test('learners get what they read; answers and explanations stay apart', () => {
    const { doc } = aCourse({ a: [goodQuestion] })
    const frozen = lesson(doc)
    expect(JSON.stringify(frozen.public)).not.toMatch(/correct|SECRET|explanation/)
    expect(frozen.key).toEqual({
      'question-1': { solution: { by: 'choices', right: ['choice-1'] }, explanation: [expect.objectContaining({ type: 'paragraph' })] },
    })
    expect(frozen.public.content?.[0]).toMatchObject({
      attrs: { kind: 'single', points: 2, shuffle: true },
      content: [{ type: 'stem' }, { type: 'choice', attrs: { id: 'choice-1' } }, { type: 'choice' }],
    })
  })

  test('the hash that learners see does not give the answer away, and the hash of answers changes with them', () => {
    const { doc } = aCourse({ a: [goodQuestion] })
    const before = lesson(doc)
    const question = lessonFragment(doc, lessonA).get(0) as Y.XmlElement
    ;(question.get(1) as Y.XmlElement).setAttribute('correct', false as unknown as string)
    ;(question.get(2) as Y.XmlElement).setAttribute('correct', true as unknown as string)
    expect(lesson(doc).hash).toBe(before.hash)
    expect(lesson(doc).keyHash).not.toBe(before.keyHash)
  })

  test('what this program does not know stays behind: nodes, attributes, marks and bad links', () => {
    const strange: Prose = {
      type: 'paragraph',
      attrs: { id: 'block-s', draftNote: 'SECRET' },
      content: [
        text('seen '),
        {
          type: 'text',
          text: 'link',
          marks: [
            { type: 'link', attrs: { href: 'javascript:SECRET' } },
            { type: 'secretMark', attrs: { by: 'SECRET' } },
          ],
        },
      ],
    }
    const { doc } = aCourse({ a: [strange, { type: 'rubric', attrs: { id: 'r' }, content: [paragraph('SECRET')] }] })
    const frozen = lesson(doc)
    expect(frozen.public).toEqual({ type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'block-s' }, content: [text('seen link')] }] })
    expect(freezeCourse(doc).faults).toContainEqual({ code: 'link.bad', stops: false, lesson: lessonA, block: 'block-s' })
  })

  test('moving a lesson changes the order and no hash', () => {
    const { doc, section } = aCourse()
    const before = freezeCourse(doc)
    moveNode(doc, node('lesson-b'), { parent: section, before: node('lesson-a') })
    const after = freezeCourse(doc)
    expect(after.lessons.map((each) => each.id)).toEqual(['lesson-b', 'lesson-a'])
    expect(after.lessons.map((each) => each.hash).reverse()).toEqual(before.lessons.map((each) => each.hash))
  })

  test('the same words hash alike, however they were typed and whatever the ids', () => {
    const { doc } = aCourse({ a: [paragraph('One two three')] })
    const before = lesson(doc).hash
    retype(doc, 'two', 'four')
    expect(lesson(doc).hash).not.toBe(before)
    retype(doc, 'four', 'two')
    expect(lesson(doc).hash).toBe(before)
    replaceLesson(doc, lessonA, [paragraph('One two three')])
    expect(lesson(doc).hash).toBe(before)
  })

  test('trashed lessons and sections are not published', () => {
    const { doc, section } = aCourse()
    trashNode(doc, node('lesson-a'), { by: ana, at: 1 })
    expect(freezeCourse(doc).lessons.map((each) => each.id)).toEqual(['lesson-b'])
    trashNode(doc, section, { by: ana, at: 1 })
    expect(freezeCourse(doc)).toMatchObject({ lessons: [], outline: [], faults: [{ code: 'course.noLesson', stops: true }] })
  })

  test('every visible character is known by its Yjs id, in order, over formatting and line breaks', () => {
    const { doc } = aCourse({ a: [paragraph('plain ', text('bold', 'strong'), { type: 'hardBreak' }, 'next'), goodQuestion] })
    const { type, index } = textWith(doc, 'plain')
    type.insert(index + 2, 'XY')
    type.delete(0, 1)
    const frozen = lesson(doc)
    for (const each of textBlocksIn(frozen.public))
      expect(frozen.ids[each.attrs?.['id'] as BlockId]?.reduce((sum, run) => sum + run[2], 0)).toBe(textOfBlock(each).length)
    const first = [...textBlocksIn(frozen.public)][0]!
    expect(textOfBlock(first)).toBe('lXYain bold\nnext')
    // Read back, the ids of the text say what the text says; the line break is an element and has an id too.
    const said = (frozen.ids[first.attrs?.['id'] as BlockId] ?? []).flatMap(([client, clock, length]) =>
      Array.from({ length }, (_, i) => {
        const item = Y.getItem(doc.store, Y.createID(client, clock + i)) as Y.Item
        return item.content instanceof Y.ContentString ? item.content.str[clock + i - item.id.clock] : '\n'
      }),
    )
    expect(said.join('')).toBe('lXYain bold\nnext')
  })

  test('a block without an id, or with one that is taken, gets one that stays the same', () => {
    const { doc } = aCourse({
      a: [
        { type: 'paragraph', content: [text('none')] },
        block('paragraph', { id: 'twice' }, 'a'),
        block('paragraph', { id: 'twice' }, 'b'),
      ],
    })
    const ids = (of: Y.Doc) => lesson(of).blocks.map((each) => each.id)
    expect(new Set(ids(doc)).size).toBe(3)
    expect(ids(replica(doc, 99))).toEqual(ids(doc))
  })

  test('reading changes nothing in the document', () => {
    const { doc } = aCourse({ a: [goodQuestion, { type: 'rubric', content: [] }] })
    let changes = 0
    doc.on('update', () => changes++)
    freezeCourse(doc)
    expect(changes).toBe(0)
  })

  test.each([
    [
      'question.noStem',
      aQuestion(block('stem', { id: 's' }, ' '), block('choice', { id: 'c1', correct: true }, 'a'), block('choice', { id: 'c2' }, 'b')),
    ],
    ['question.tooFewChoices', aQuestion(block('stem', { id: 's' }, 'Why?'), block('choice', { id: 'c1', correct: true }, 'a'))],
    [
      'question.noCorrect',
      aQuestion(block('stem', { id: 's' }, 'Why?'), block('choice', { id: 'c1' }, 'a'), block('choice', { id: 'c2' }, 'b')),
    ],
    [
      'question.severalCorrect',
      aQuestion(
        block('stem', { id: 's' }, 'Why?'),
        block('choice', { id: 'c1', correct: true }, 'a'),
        block('choice', { id: 'c2', correct: true }, 'b'),
      ),
    ],
    [
      'question.emptyChoice',
      aQuestion(block('stem', { id: 's' }, 'Why?'), block('choice', { id: 'c1', correct: true }, 'a'), block('choice', { id: 'c2' })),
    ],
    ['image.noAlt', { type: 'image', attrs: { id: 'picture-1', src: '/api/courses/course-1/files/abc' } }],
    ['image.noSource', { type: 'image', attrs: { id: 'picture-1', src: 'https://example.org/a.png', alt: 'A' } }],
    ['image.noSource', { type: 'image', attrs: { id: 'picture-1', src: 'javascript:alert(1)', alt: 'A' } }],
    ['lesson.empty', { type: 'paragraph', attrs: { id: 'empty-1' } }],
  ] satisfies [string, Prose][])('%s is told at its block', (code, content) => {
    const { doc } = aCourse({ a: [content] })
    expect(codes(doc)).toContain(code)
  })

  test('a good course has no faults', () => {
    expect(codes(aCourse({ a: [goodQuestion] }).doc)).toEqual([])
  })

  test('wherever a canary hides, no learner gets to see it', () => {
    const canary = 'CANARY'
    const secretly = fc.constantFrom<(doc: Y.Doc) => void>(
      (doc) =>
        append(doc, [
          aQuestion(
            block('stem', { id: 's' }, 'Q'),
            block('choice', { id: 'c1', correct: true }, 'a'),
            block('explanation', {}, paragraph(canary), block('bulletList', {}, block('listItem', {}, paragraph(canary)))),
          ),
        ]),
      (doc) => append(doc, [aQuestion(block('choice', { id: 'c1', correct: canary, accept: canary }, 'a'))]),
      (doc) => append(doc, [block('explanation', {}, paragraph(canary))]),
      (doc) => append(doc, [block('quote', {}, block('futureSecret', { answer: canary }, paragraph(canary)))]),
      (doc) => append(doc, [paragraph(block('blank', { accept: canary }, canary))]),
      (doc) => append(doc, [block('heading', { level: canary, id: `${canary} id` }, 'h')]),
      (doc) => append(doc, [block('callout', { tone: canary }, paragraph('c'))]),
      (doc) =>
        append(doc, [
          {
            type: 'paragraph',
            content: [
              {
                type: 'text',
                text: 'x',
                marks: [
                  { type: 'link', attrs: { href: `data:${canary}`, note: canary } },
                  { type: 'comment', attrs: { thread: canary } },
                ],
              },
            ],
          },
        ]),
      (doc) =>
        startThread(doc, {
          id: thread('thread-1'),
          by: ana,
          at: 1,
          on: 'text',
          anchor: anchorOnWords(doc, 'First'),
          commentId: comment('comment-1'),
          body: say(canary),
        }),
      (doc) => trashNode(doc, node(addLesson(doc, { parent: null, title: canary, content: [paragraph(canary)] })), { by: ana, at: 1 }),
      (doc) => doc.getMap('meta').set('secret', canary),
      (doc) => (append(doc, [paragraph(`${canary} typed`)]), retype(doc, `${canary} typed`, 'gone')),
      (doc) => doc.getMap('suggestions').set('s1', { to: canary }),
      (doc) => textWith(doc, 'First').type.insertEmbed(5, { hidden: canary }),
    )
    fc.assert(
      fc.property(fc.array(secretly, { minLength: 1, maxLength: 8 }), (acts) => {
        const { doc } = aCourse()
        for (const act of acts) act(doc)
        const { title, outline, lessons } = freezeCourse(doc)
        const shown = JSON.stringify({ title, outline, lessons: lessons.map((each) => ({ ...each, key: 0, keyHash: 0, ids: 0 })) })
        expect(shown).not.toContain(canary)
        expect(shown).not.toMatch(/"correct"|"accept"|explanation/)
      }),
      { numRuns: 200 },
    )
  })

  test('a course of 50,000 words freezes in a blink', () => {
    const sentence = 'Check every mooring line twice before the storm comes in over the water. '
    const { doc } = aCourse()
    for (let n = 0; n < 40; n++)
      addLesson(doc, { parent: null, title: `Lesson ${n}`, content: Array.from({ length: 25 }, () => paragraph(sentence.repeat(4))) })
    const words = () => freezeCourse(doc).lessons.reduce((sum, each) => sum + each.words, 0)
    expect(workMs(() => expect(words()).toBeGreaterThan(50_000))).toBeLessThan(2000)
  })
})
