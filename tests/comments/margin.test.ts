import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { choose, firstChoice } from '../../client/comments/order.ts'
import { editing, removing, replying, starting, turning, voting } from '../../client/comments/pending.ts'
import { placesOf } from '../../client/comments/places.ts'
import { highlightsOf } from '../../client/comments/highlights.ts'
import { clock } from '../../client/comments/words.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { type Place } from '../../shared/comments.ts'
import { anchorOn } from '../../shared/document/anchors.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { trashNode } from '../../shared/document/outline.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { addComment, readThreads, resolveThread, setTask, setVote, startThread, type Thread } from '../../shared/document/threads.ts'
import { addLesson } from '../../shared/document/write.ts'
import { type CommentId, type LessonId, newId, type NodeId, type PersonId, type ThreadId } from '../../shared/id.ts'

const ana = 'person-ana' as PersonId
const rita = 'person-rita' as PersonId
const paragraph = (id: string, text: string) => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] })

function aCourse() {
  const doc = new Y.Doc()
  const one = addLesson(doc, {
    parent: null,
    title: 'One',
    content: [paragraph('b1', 'First words here.'), paragraph('b2', 'Second words there.'), paragraph('b3', 'Third.')],
  })
  const two = addLesson(doc, { parent: null, title: 'Two', content: [paragraph('b4', 'Another lesson.')] })
  let at = 0
  const start = (
    by: PersonId,
    place: { on: 'block' | 'moment' | 'lesson' | 'course'; lesson?: LessonId; block?: string; seconds?: number } | [LessonId, string],
  ) => {
    const id = newId<ThreadId>()
    const more = Array.isArray(place) ? { on: 'text' as const, anchor: anchorOf(...place) } : place
    startThread(doc, { id, by, at: ++at, commentId: newId<CommentId>(), body: bodyOf('Hm', []), ...more })
    return id
  }
  const anchorOf = (lesson: LessonId, words: string) => {
    const text = new LessonText(lessonFragment(doc, lesson))
    const from = text.text.indexOf(words)
    return anchorOn(text, lesson, from, from + words.length)
  }
  const shown = (choice = {}, lesson: LessonId | null = one, active: string | null = null, unread = '') => {
    const threads = readThreads(doc)
    return choose(
      threads,
      { ...firstChoice, ...choice },
      {
        lesson,
        active,
        me: ana,
        places: placesOf(doc, threads),
        isUnread: ({ id }) => id === unread,
        nameOf: (id) => (id === rita ? 'Rita Berg' : 'Ana'),
      },
    )
  }
  return { doc, one, two, start, anchorOf, shown }
}
const ids = (threads: Thread[]) => threads.map(({ id }) => id)

describe('the margin', () => {
  test('lists threads in the order of the text: course, lesson, then by words and blocks', () => {
    const { one, start, shown } = aCourse()
    const second = start(ana, [one, 'Second words'])
    const block = start(ana, { on: 'block', lesson: one, block: 'b3' })
    const first = start(ana, [one, 'words here'])
    const lesson = start(ana, { on: 'lesson', lesson: one })
    const course = start(ana, { on: 'course' })
    expect(ids(shown().placed)).toEqual([course, lesson, first, second, block])
  })

  test('other lessons are counted, and shown on demand in the order of the course', () => {
    const { one, two, start, shown } = aCourse()
    const there = start(ana, [two, 'Another'])
    const here = start(ana, [one, 'First'])
    expect(shown()).toMatchObject({ elsewhere: 1 })
    expect(ids(shown({ scope: 'course' }).placed)).toEqual([here, there])
    expect(ids(shown({}, one, there).placed)).toEqual([here, there])
  })

  test('a thread whose words, block or lesson are gone is detached and never dropped', () => {
    const { doc, one, two, start, shown } = aCourse()
    const words = start(ana, [one, 'Second words'])
    const block = start(ana, { on: 'block', lesson: one, block: 'b2' })
    const lesson = start(ana, { on: 'lesson', lesson: two })
    lessonFragment(doc, one).delete(1, 1)
    trashNode(doc, two as string as NodeId, { by: ana, at: 1 })
    expect(ids(shown({ scope: 'course' }).detached).sort()).toEqual([words, block, lesson].sort())
    expect(readThreads(doc).find(({ id }) => id === words)?.quote).toBe('Second words')
  })

  test('filters and orders by choice; the open thread is listed whatever the choice', () => {
    const { doc, one, start, shown } = aCourse()
    const hers = start(rita, [one, 'First'])
    const mine = start(ana, [one, 'Third'])
    setVote(doc, readThreads(doc).find(({ id }) => id === mine)!.comments[0]!.id, rita, true)
    expect(ids(shown({ state: 'mine' }).placed)).toEqual([mine])
    expect(ids(shown({ sort: 'votes' }).placed)).toEqual([mine, hers])
    expect(ids(shown({ sort: 'newest' }).placed)).toEqual([mine, hers])
    expect(ids(shown({ state: 'resolved' }).placed)).toEqual([])
    expect(ids(shown({ state: 'resolved' }, one, hers).placed)).toEqual([hers])
  })

  test('[C20] [C22] lists what must be fixed, what is for me, what is new for me, what lost its place, and the words of one person', () => {
    const { doc, one, start, shown } = aCourse()
    const hers = start(rita, [one, 'First'])
    const mine = start(ana, [one, 'Third'])
    const lost = start(rita, [one, 'Second words'])
    setTask(doc, hers, { mustFix: true })
    setTask(doc, mine, { to: ana })
    lessonFragment(doc, one).delete(1, 1)
    expect(ids(shown({ state: 'mustFix' }).placed)).toEqual([hers])
    expect(ids(shown({ state: 'assigned' }).placed)).toEqual([mine])
    expect(ids(shown({ state: 'unread' }, one, null, mine).placed)).toEqual([mine])
    expect(shown({ state: 'detached', scope: 'course' })).toMatchObject({ placed: [], detached: [{ id: lost }] })
    expect(ids(shown({ person: rita }).placed)).toEqual([hers])
    resolveThread(doc, { thread: hers, by: ana, at: 9 })
    expect(ids(shown({ state: 'mustFix' }).placed)).toEqual([])
  })

  test('[C31] finds threads by what they are about, what is said in them and who says it', () => {
    const { doc, one, start, shown } = aCourse()
    const hers = start(rita, [one, 'First words'])
    const mine = start(ana, [one, 'Third'])
    addComment(doc, { thread: mine, id: newId<CommentId>(), by: ana, at: 9, body: bodyOf('Nobody brings a RECEIPT', []) })
    expect(ids(shown({ words: 'first' }).placed)).toEqual([hers])
    expect(ids(shown({ words: ' receipt  brings' }).placed)).toEqual([mine])
    expect(ids(shown({ words: 'berg' }).placed)).toEqual([hers])
    expect(ids(shown({ words: 'berg receipt' }).placed)).toEqual([])
    expect(ids(shown({ words: 'berg receipt' }, one, mine).placed)).toEqual([mine])
    expect(ids(shown({ words: '  ' }).placed)).toEqual([hers, mine])
    expect(shown({ words: 'third' }, null)).toMatchObject({ placed: [], elsewhere: 1 })
  })

  test('[C25] the moments of one video stand in its order', () => {
    const { one, start, shown } = aCourse()
    const late = start(ana, { on: 'moment', lesson: one, block: 'b2', seconds: 65 })
    const soon = start(ana, { on: 'moment', lesson: one, block: 'b2', seconds: 4.5 })
    const after = start(ana, { on: 'block', lesson: one, block: 'b3' })
    expect(ids(shown().placed)).toEqual([soon, late, after])
    expect([clock(4.5), clock(65), clock(3605)]).toEqual(['0:04', '1:05', '1:00:05'])
  })

  test('only open threads leave a mark in the text, and a resolved one while it is looked at', () => {
    const { doc, one, start } = aCourse()
    const id = start(ana, [one, 'First'])
    start(ana, { on: 'lesson', lesson: one })
    expect(highlightsOf(readThreads(doc))).toMatchObject([{ key: id, kind: 'thread', active: false }])
    const resolved = readThreads(doc).map((thread) => ({ ...thread, resolved: { by: ana, at: 1 } }))
    expect(highlightsOf(resolved)).toEqual([])
    expect(highlightsOf(resolved, id)).toMatchObject([{ key: id, active: true }])
  })
})

describe('what is on its way to the server', () => {
  const place: Place = { on: 'course' }
  const body = bodyOf('Hm', [])
  const threadId = newId<ThreadId>()
  const commentId = newId<CommentId>()
  const begun = starting({ id: threadId, commentId, by: ana, at: 1, place, body })

  test('shows at once, is not doubled by the document, and is known to have arrived', () => {
    const shown = begun.change([])
    expect(shown).toMatchObject([{ id: threadId, by: ana, comments: [{ id: commentId, by: ana }] }])
    expect(begun.change(shown)).toBe(shown)
    expect([begun.isThere([]), begun.isThere(shown)]).toEqual([false, true])
  })

  test('every deed leaves the threads it was given as they were', () => {
    const threads = begun.change([])
    const before = structuredClone(threads)
    const deeds = [
      replying({ id: newId<CommentId>(), threadId, by: rita, at: 2, body }),
      editing({ id: commentId, threadId, body: bodyOf('Better', []), at: 2 }),
      removing({ id: commentId, threadId }),
      voting({ id: commentId, threadId, by: rita, on: true }),
      turning({ id: threadId, by: ana, at: 2, resolved: true }),
    ]
    for (const deed of deeds) {
      const after = deed.change(threads)
      expect(deed.isThere(threads)).toBe(false)
      expect(deed.isThere(after)).toBe(true)
      expect(deed.change(after)).toEqual(after)
      expect(threads).toEqual(before)
    }
  })
})
