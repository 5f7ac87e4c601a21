import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lessonFragment } from '../../shared/document/layout.ts'
import {
  addComment,
  editComment,
  readThreads,
  removeComment,
  reopenThread,
  resolveThread,
  setVote,
  startThread,
} from '../../shared/document/threads.ts'
import type { PersonId } from '../../shared/id.ts'
import { aCourse, ana, anchorOnWords, ben, block, comment, lessonA, meet, replica, retype, say, thread } from './kit.ts'

function aThread() {
  const { doc } = aCourse()
  startThread(doc, {
    id: thread('thread-1'),
    by: ana,
    at: 1,
    on: 'text',
    anchor: anchorOnWords(doc, 'First'),
    commentId: comment('comment-1'),
    body: say('Really?'),
  })
  return doc
}

describe('threads', () => {
  test('[C7] two authors upvote one comment at once and both votes count', () => {
    const doc = aThread()
    const other = replica(doc, 20)
    setVote(doc, comment('comment-1'), ana, true)
    setVote(other, comment('comment-1'), ben, true)
    meet(doc, other)
    for (const each of [doc, other]) expect(readThreads(each)[0]?.comments[0]?.votes).toEqual([ana, ben])
  })

  test('a vote told twice counts once, and taking it back takes back only mine', () => {
    const doc = aThread()
    for (const person of [ana, ana, ben]) setVote(doc, comment('comment-1'), person, true)
    setVote(doc, comment('comment-1'), ana, false)
    expect(readThreads(doc)[0]?.comments[0]?.votes).toEqual([ben])
  })

  test('a thread keeps the words it began on and knows where it hangs', () => {
    expect(readThreads(aThread())[0]).toMatchObject({
      on: 'text',
      lesson: 'lesson-a',
      quote: 'First',
      anchor: { lesson: 'lesson-a' },
      comments: [{ by: ana, body: say('Really?') }],
    })
  })

  test('[C21] [C25] a thread on an answer keeps what that said when it began, and when it was resolved', () => {
    const choice = block('choice', { id: 'choice-1', correct: true }, '30 days')
    const { doc } = aCourse({ a: [block('question', { id: 'question-1' }, block('stem', { id: 'stem-1' }, 'How long?'), choice)] })
    const id = thread('thread-1')
    const its = { id, by: ana, at: 1, on: 'block' as const, lesson: lessonA, commentId: comment('comment-1'), body: say('Not by the law.') }
    startThread(doc, { ...its, block: 'choice-1' })
    expect(readThreads(doc)[0]?.quote).toBe('30 days')
    retype(doc, '30', '14')
    resolveThread(doc, { thread: id, by: ben, at: 2 })
    expect(readThreads(doc)[0]).toMatchObject({ quote: '30 days', resolved: { by: ben, now: '14 days' } })
    // One that is gone by then, and one that says nothing, have no words to keep.
    reopenThread(doc, { thread: id, by: ana, at: 3 })
    lessonFragment(doc, lessonA).delete(0, 1)
    resolveThread(doc, { thread: id, by: ben, at: 4 })
    expect(readThreads(doc)[0]?.resolved).toEqual({ by: ben, at: 4 })
  })

  test('beginning a thread or adding a comment twice does it once', () => {
    const doc = aThread()
    startThread(doc, { id: thread('thread-1'), by: ben, at: 9, on: 'course', commentId: comment('comment-9'), body: say('Other') })
    for (let i = 0; i < 2; i++) addComment(doc, { thread: thread('thread-1'), id: comment('comment-2'), by: ben, at: 2, body: say('Yes.') })
    expect(readThreads(doc)).toHaveLength(1)
    expect(readThreads(doc)[0]?.comments.map((each) => each.by)).toEqual([ana, ben])
  })

  test('who resolved and when is known; reopening and resolving again keep the order', () => {
    const doc = aThread()
    const on = { thread: thread('thread-1'), by: ben }
    resolveThread(doc, { ...on, at: 5 })
    resolveThread(doc, { ...on, by: ana, at: 6 })
    expect(readThreads(doc)[0]?.resolved).toMatchObject({ by: ben, at: 5 })
    reopenThread(doc, { ...on, at: 7 })
    expect(readThreads(doc)[0]?.resolved).toBeUndefined()
    resolveThread(doc, { ...on, by: ana, at: 8 })
    expect(readThreads(doc)[0]?.resolved).toMatchObject({ by: ana, at: 8 })
  })

  test('only the author of a comment changes it, and its time of change is kept', () => {
    const doc = aThread()
    const edit = { thread: thread('thread-1'), id: comment('comment-1'), at: 3, body: say('Sure?') }
    expect(() => editComment(doc, { ...edit, by: ben })).toThrow(expect.objectContaining({ code: 'comment.notYours' }))
    editComment(doc, { ...edit, by: ana })
    expect(readThreads(doc)[0]?.comments[0]).toMatchObject({ editedAt: 3, body: say('Sure?') })
  })

  test('a removed comment leaves its place, so replies keep their sense, and takes no more votes', () => {
    const doc = aThread()
    addComment(doc, { thread: thread('thread-1'), id: comment('comment-2'), by: ben, at: 2, body: say('Yes.') })
    removeComment(doc, { thread: thread('thread-1'), id: comment('comment-1'), at: 4 })
    expect(readThreads(doc)[0]?.comments.map((each) => each.body)).toEqual([null, say('Yes.')])
    expect(() => setVote(doc, comment('comment-1'), ben, true)).toThrow(expect.objectContaining({ code: 'comment.removed' }))
  })

  test('what is not there says so', () => {
    const doc = aThread()
    expect(() => setVote(doc, comment('comment-x'), ana, true)).toThrow(expect.objectContaining({ code: 'comment.unknown' }))
    expect(() => resolveThread(doc, { thread: thread('thread-x'), by: ana, at: 1 })).toThrow(
      expect.objectContaining({ code: 'thread.unknown' }),
    )
    expect(() =>
      startThread(doc, { id: thread('thread-2'), by: ana, at: 1, on: 'text', commentId: comment('comment-3'), body: say('') }),
    ).toThrow(expect.objectContaining({ code: 'thread.anchor' }))
  })

  test('whoever votes and unvotes on which device, the last word of each person counts, once', () => {
    const people = ['person-1', 'person-2', 'person-3', 'person-4'] as PersonId[]
    const act = fc.record({ person: fc.nat(3), on: fc.boolean(), meet: fc.boolean() })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const doc = aThread()
        const devices = people.map((_, n) => replica(doc, 20 + n)) // each votes on a device of their own
        const said = new Map<PersonId, boolean>()
        for (const { person, on, meet: together } of acts) {
          setVote(devices[person]!, comment('comment-1'), people[person]!, on)
          said.set(people[person]!, on)
          if (together) meet(...devices)
        }
        meet(...devices)
        for (const device of devices)
          expect(readThreads(device)[0]?.comments[0]?.votes).toEqual(people.filter((person) => said.get(person)))
      }),
      { numRuns: 100 },
    )
  })
})
