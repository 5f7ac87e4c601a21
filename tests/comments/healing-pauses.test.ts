import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { anchorHealing } from '../../server/comments/healing.ts'
import { openLog } from '../../server/platform/log.ts'
import { anchorsOf, lessonFragment } from '../../shared/document/layout.ts'
import type { CourseId } from '../../shared/id.ts'
import { aCourse, anchorOnWords, append, lessonA, lessonB, paragraph } from '../document/kit.ts'
import { standsOn } from './stands-on.ts'

// When the server looks at a course: in its authors' pauses, and at no cost to them.

const course = 'course-one' as CourseId
const words = 'the shore power cable'
const sentence = `Fenders go out on both sides and ${words} comes in before midnight.`
let healing: { close: () => void } | undefined

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  healing?.close()
  vi.useRealTimers()
})

/** A course whose storing, reading and commanding the test sees. */
function aRoom() {
  const { doc } = aCourse({ a: [paragraph('Before.'), paragraph(sentence)] })
  doc.clientID = 1
  const room = { doc, looks: 0, commands: 0, isPressed: false, isBroken: false, stored: (_byCommand?: boolean) => {}, read: () => {} }
  healing = anchorHealing({
    diary: openLog('silent'),
    collaboration: {
      onStored: (hear) => {
        room.stored = (byCommand) => hear(course, byCommand ?? false)
        return () => (room.stored = () => {})
      },
      onRead: (hear) => {
        room.read = () => hear(course, doc)
        return () => {}
      },
      hasBacklog: () => room.isPressed,
      async read<T>(_: CourseId, look: (now: Y.Doc) => T) {
        room.looks++
        if (room.isBroken) throw new Error('the disk is full')
        return look(doc)
      },
      async command<T>(_: CourseId, __: object, apply: (now: Y.Doc) => T) {
        room.commands++
        const value = apply(doc)
        room.stored(true)
        return { value, seq: 1 }
      },
    },
  })
  return room
}

function moveTheSentence(doc: Y.Doc) {
  lessonFragment(doc, lessonA).delete(1, 1)
  append(doc, [paragraph(sentence)], lessonB)
}

test('[C14] a course is looked at when it falls silent, and written only when something was found', async () => {
  const room = aRoom()
  anchorsOf(room.doc).set('t1', anchorOnWords(room.doc, words))
  room.stored()
  await vi.advanceTimersByTimeAsync(900)
  // What stands where is noted at once; nothing is sought before the silence.
  expect(room.looks).toBe(1)
  moveTheSentence(room.doc)
  room.stored()
  await vi.advanceTimersByTimeAsync(900)
  expect([room.looks, room.commands]).toEqual([1, 0])
  await vi.advanceTimersByTimeAsync(200)
  expect([room.looks, room.commands, standsOn(room.doc, 't1')]).toEqual([2, 1, words])
  // Its own writing is looked at once more, and then there is peace.
  await vi.advanceTimersByTimeAsync(60_000)
  expect([room.looks, room.commands]).toEqual([3, 1])
})

test('[C14] somebody who never pauses waits five seconds at most', async () => {
  const room = aRoom()
  anchorsOf(room.doc).set('t1', anchorOnWords(room.doc, words))
  const type = async (ms: number) => {
    for (let at = 0; at < ms; at += 100) {
      room.stored()
      await vi.advanceTimersByTimeAsync(100)
    }
  }
  await type(1000)
  moveTheSentence(room.doc)
  await type(3500)
  expect([room.looks, room.commands]).toEqual([1, 0])
  await type(1000)
  expect([room.commands, standsOn(room.doc, 't1')]).toEqual([1, words])
})

test('[C14] while edits wait to be judged nothing is looked for', async () => {
  const room = aRoom()
  anchorsOf(room.doc).set('t1', anchorOnWords(room.doc, words))
  room.stored()
  await vi.advanceTimersByTimeAsync(1500)
  moveTheSentence(room.doc)
  room.isPressed = true
  room.stored()
  const before = room.looks
  await vi.advanceTimersByTimeAsync(20_000)
  expect(room.looks).toBe(before)
  room.isPressed = false
  await vi.advanceTimersByTimeAsync(1500)
  expect(standsOn(room.doc, 't1')).toBe(words)
})

test('a course that cannot be read is let be, and watched anew when somebody writes in it', async () => {
  const room = aRoom()
  room.isBroken = true
  room.stored()
  await vi.advanceTimersByTimeAsync(60_000)
  const tries = room.looks
  expect(tries).toBeLessThan(4)
  room.isBroken = false
  anchorsOf(room.doc).set('t1', anchorOnWords(room.doc, words))
  room.stored()
  await vi.advanceTimersByTimeAsync(1500)
  moveTheSentence(room.doc)
  room.stored()
  await vi.advanceTimersByTimeAsync(1500)
  expect(standsOn(room.doc, 't1')).toBe(words)
})

test('[C19] words cut and pasted with the very first keys after the program began take their comment along', async () => {
  const room = aRoom()
  anchorsOf(room.doc).set('t1', anchorOnWords(room.doc, words))
  room.read()
  moveTheSentence(room.doc)
  room.stored()
  await vi.advanceTimersByTimeAsync(1500)
  expect(standsOn(room.doc, 't1')).toBe(words)
})

test('[C19] words cut and pasted right after they were commented on, while others write, take their comment along', async () => {
  const room = aRoom()
  room.stored()
  await vi.advanceTimersByTimeAsync(300)
  room.stored()
  anchorsOf(room.doc).set('t1', anchorOnWords(room.doc, words))
  room.stored(true)
  await vi.advanceTimersByTimeAsync(10)
  moveTheSentence(room.doc)
  room.stored()
  await vi.advanceTimersByTimeAsync(1500)
  expect(standsOn(room.doc, 't1')).toBe(words)
})
