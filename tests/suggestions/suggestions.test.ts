import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { takeSuggestion } from '../../shared/document/accept-suggestion.ts'
import { resolveAnchor } from '../../shared/document/anchors.ts'
import { anchorsOf, editorRoots, lessonFragment } from '../../shared/document/layout.ts'
import { trashNode } from '../../shared/document/outline.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { addSuggestion, closeSuggestion, locateSuggestions, readSuggestions, setSuggestionVote } from '../../shared/document/suggestions.ts'
import type { PersonId, SuggestionId } from '../../shared/id.ts'
import { aCourse, ana, anchorOnWords, ben, lessonA, meet, node, paragraph, replica } from '../document/kit.ts'

// Other words for a passage: made, found, merged, answered. The server's document and those of browsers beside it.

const rita = 'person-rita' as PersonId
const one = 'suggestion-1' as SuggestionId
const two = 'suggestion-2' as SuggestionId
const sentence = 'A refund takes ten days at most.'

function draft(words = sentence) {
  const { doc } = aCourse({ a: [paragraph(words), paragraph('Ask a colleague.')] })
  return doc
}
function suggest(doc: Y.Doc, was: string, proposed: string, id = one, by = rita) {
  addSuggestion(doc, { id, by, at: 1, source: 'reviewer', anchor: anchorOnWords(doc, was), proposed })
}
const accept = (doc: Y.Doc, id = one, more: { text?: string; over?: { now: string } } = {}) =>
  doc.transact(() => takeSuggestion(doc, { id, by: ana, at: 2, ...more }), 'command')
const textIn = (doc: Y.Doc) => new LessonText(lessonFragment(doc, lessonA)).text
const read = (doc: Y.Doc, id = one) => readSuggestions(doc).find((each) => each.id === id)!
const spot = (doc: Y.Doc, id = one) => locateSuggestions(doc, readSuggestions(doc)).get(id)
/** Somebody writes in the draft: `at` words, others. */
function write(doc: Y.Doc, was: string, is: string) {
  const text = new LessonText(lessonFragment(doc, lessonA))
  const at = text.text.indexOf(was)
  const piece = text.pieces.findLast((each) => each.at <= at)!
  const type = piece.type as Y.XmlText
  doc.transact(() => {
    type.insert(at - piece.at + was.length, is)
    type.delete(at - piece.at, was.length)
  })
}

describe('making one', () => {
  test('[S1] a suggestion changes nothing in the text and hangs on its words', () => {
    const doc = draft()
    suggest(doc, 'ten days', '14 days')
    expect(textIn(doc)).toContain(sentence)
    expect(read(doc)).toMatchObject({ by: rita, state: 'open', proposed: '14 days', quote: { exact: 'ten days' } })
    expect(spot(doc)).toMatchObject({ state: 'fits', now: 'ten days' })
  })
  test('[S3] told twice it is made once, and the first words count', () => {
    const doc = draft()
    suggest(doc, 'ten days', '14 days')
    suggest(doc, 'refund', 'repayment')
    expect(readSuggestions(doc)).toHaveLength(1)
    expect(read(doc).proposed).toBe('14 days')
  })
  test('[S4] the same words are no suggestion', () => {
    const doc = draft()
    expect(() => suggest(doc, 'ten days', 'ten days')).toThrow('says these words already')
    expect(readSuggestions(doc)).toEqual([])
  })
  test('[S1] the roots of suggestions are the server’s alone', () => {
    expect([editorRoots('suggestions'), editorRoots('answered'), editorRoots('anchors')]).toEqual([false, false, true])
  })
})

test('[S15] two people upvote at once and both count; a vote told twice is one, and is taken back', () => {
  const doc = draft()
  suggest(doc, 'ten days', '14 days')
  expect([setSuggestionVote(doc, one, ana, true), setSuggestionVote(doc, one, ana, true)]).toEqual([true, false])
  setSuggestionVote(doc, one, ben, true)
  expect(read(doc).votes).toEqual([ana, ben].sort())
  setSuggestionVote(doc, one, ana, false)
  expect(read(doc).votes).toEqual([ben])
})

describe('accepting', () => {
  test('[S6] the words come into the text once, with the names of both', () => {
    const doc = draft()
    suggest(doc, 'ten days', '14 days')
    expect(accept(doc)).toEqual({ status: 'applied' })
    expect(accept(doc)).toEqual({ status: 'already' })
    expect(textIn(doc)).toBe('A refund takes 14 days at most.\nAsk a colleague.')
    expect(read(doc)).toMatchObject({ by: rita, state: 'accepted', answer: { by: ana, after: '14 days' } })
    const range = resolveAnchor(doc, anchorsOf(doc).get(one)!)!
    const text = new LessonText(lessonFragment(doc, lessonA))
    expect(text.text.slice(text.textAt(range.from), text.textAt(range.to))).toBe('14 days')
  })
  test('[S6] edited words name both people, and say that they were edited', () => {
    const doc = draft()
    suggest(doc, 'ten days', '14 days')
    accept(doc, one, { text: 'two weeks' })
    expect(textIn(doc)).toContain('takes two weeks at most')
    expect(read(doc).answer).toMatchObject({ by: ana, after: 'two weeks', edited: true })
  })
  test('[S6] words that shall go leave, and nothing hangs on what is gone', () => {
    const doc = draft()
    suggest(doc, ' at most', '')
    expect(accept(doc)).toEqual({ status: 'applied' })
    expect(textIn(doc)).toContain('A refund takes ten days.')
    expect(anchorsOf(doc).has(one)).toBe(false)
    expect(spot(doc)?.state).toBe('fits')
  })
  test('[S7] what others changed beside it stays', () => {
    const doc = draft()
    suggest(doc, 'A refund takes ten days at most.', 'A refund takes 14 days at most.')
    write(doc, 'refund', 'repayment')
    expect(spot(doc)).toMatchObject({ state: 'changed', now: 'A repayment takes ten days at most.' })
    expect(accept(doc)).toEqual({ status: 'applied' })
    expect(textIn(doc)).toContain('A repayment takes 14 days at most.')
  })
  test('[S7] the same words changed otherwise: nothing happens, and all three are shown', () => {
    const doc = draft()
    suggest(doc, 'takes ten days at', 'takes 14 days at')
    write(doc, 'ten', '30')
    expect(accept(doc)).toEqual({ status: 'conflict', was: 'takes ten days at', now: 'takes 30 days at', proposed: 'takes 14 days at' })
    expect(textIn(doc)).toContain('30 days')
    expect(read(doc).state).toBe('open')
    // A decision counts for what was seen, and not for what came meanwhile.
    write(doc, '30', '31')
    expect(accept(doc, one, { over: { now: 'takes 30 days at' } }).status).toBe('conflict')
    expect(accept(doc, one, { over: { now: 'takes 31 days at' } })).toEqual({ status: 'applied' })
    expect(textIn(doc)).toContain('takes 14 days at')
  })
  test('[S7] words typed over its edge belong to it, words typed beside it do not', () => {
    const doc = draft()
    suggest(doc, 'takes ten days', 'takes 14 days')
    write(doc, 'ten days', 'some weeks')
    write(doc, 'at most', 'as a rule')
    expect(spot(doc)).toMatchObject({ state: 'changed', now: 'takes some weeks' })
    expect(accept(doc)).toMatchObject({ status: 'conflict', now: 'takes some weeks' })
    expect(accept(doc, one, { over: { now: 'takes some weeks' } })).toEqual({ status: 'applied' })
    expect(textIn(doc)).toContain('A refund takes 14 days as a rule.')
  })
  test('[S7] words typed over its end belong to it, though they lie behind a space that stood there', () => {
    const doc = draft('Ask a colleague when you are not sure.')
    suggest(doc, 'Ask a colleague', 'Ask an expert')
    // What an editor makes of `your lead` typed over the last two words: the second space is the one that was there.
    write(doc, 'a colleague', 'your')
    write(doc, 'when', 'lead when')
    expect(textIn(doc)).toContain('Ask your lead when you are not sure.')
    expect(spot(doc)).toMatchObject({ state: 'changed', now: 'Ask your lead' })
    expect(accept(doc)).toMatchObject({ status: 'conflict', now: 'Ask your lead' })
    expect(accept(doc, one, { over: { now: 'Ask your lead' } })).toEqual({ status: 'applied' })
    expect(textIn(doc)).toContain('Ask an expert when you are not sure.')
  })
  test('[S8] what the draft says already closes by itself', () => {
    const doc = draft()
    suggest(doc, 'takes ten days at', 'takes 14 days at')
    write(doc, 'ten', '14')
    expect(spot(doc)?.state).toBe('already')
    expect(accept(doc)).toEqual({ status: 'already' })
    expect(read(doc)).toMatchObject({ state: 'accepted', answer: { after: 'takes 14 days at' } })
  })
  test('[S9] of two on one passage, accepting one shows that the other needs a look', () => {
    const doc = draft()
    suggest(doc, 'takes ten days at', 'takes 14 days at')
    suggest(doc, 'takes ten days at', 'takes two weeks at', two, ben)
    expect([spot(doc)?.state, spot(doc, two)?.state]).toEqual(['fits', 'fits'])
    accept(doc)
    expect([spot(doc)?.state, spot(doc, two)?.state]).toEqual(['fits', 'changed'])
    expect(accept(doc, two).status).toBe('conflict')
    expect(textIn(doc)).toContain('takes 14 days at')
  })
  test('[S10] words that are gone, or in the trash, are no place to write', () => {
    const doc = draft()
    suggest(doc, 'ten days', '14 days')
    write(doc, sentence, 'Nothing is left of it.')
    expect(spot(doc)?.state).toBe('gone')
    expect(accept(doc)).toEqual({ status: 'gone' })
    const other = draft()
    suggest(other, 'ten days', '14 days')
    trashNode(other, node('lesson-a'), { by: ana, at: 3 })
    expect(accept(other)).toEqual({ status: 'gone' })
    expect(read(other).state).toBe('open')
  })
  test('[S10] equal words that stood elsewhere all along are never taken for those that went', () => {
    const { doc } = aCourse({ a: [paragraph(sentence), paragraph(`Remember: ${sentence}`)] })
    suggest(doc, sentence, 'A refund takes 14 days at most.')
    lessonFragment(doc, lessonA).delete(0, 1)
    expect(spot(doc)?.state).toBe('gone')
    expect(accept(doc)).toEqual({ status: 'gone' })
    expect(textIn(doc)).toBe(`Remember: ${sentence}`)
  })
  test('[S10] a guess about where it belongs is never written without a look', () => {
    const doc = draft()
    suggest(doc, 'ten days', '14 days')
    // All its characters go, and nearly the same words come: the server finds those, and says that it guesses.
    write(doc, sentence, `${sentence} `)
    expect(spot(doc)?.state).toBe('gone')
    anchorsOf(doc).set(one, { ...anchorOnWords(doc, 'ten days'), probably: true })
    expect(spot(doc)?.state).toBe('changed')
    expect(accept(doc).status).toBe('conflict')
    expect(accept(doc, one, { over: { now: 'ten days' } })).toEqual({ status: 'applied' })
  })
})

describe('answering otherwise', () => {
  test('[S11] rejecting and withdrawing leave the text, let the place go, and hold', () => {
    const doc = draft()
    suggest(doc, 'ten days', '14 days')
    suggest(doc, 'refund', 'repayment', two)
    expect(closeSuggestion(doc, one, { by: ana, at: 2, state: 'rejected', reason: 'fineAsIs' })).toBe(true)
    expect(closeSuggestion(doc, one, { by: ben, at: 3, state: 'rejected', reason: 'style' })).toBe(false)
    expect(read(doc).answer).toMatchObject({ by: ana, reason: 'fineAsIs' })
    closeSuggestion(doc, two, { by: rita, at: 2, state: 'withdrawn' })
    expect(() => accept(doc)).toThrow('answered this suggestion already')
    expect(() => accept(doc, two)).toThrow('answered this suggestion already')
    expect(anchorsOf(doc).size).toBe(0)
    expect(textIn(doc)).toContain(sentence)
  })
})

describe('two browsers', () => {
  test('[S6] one step of undo takes the words back, they read as undone, and can be accepted again', () => {
    const server = draft()
    suggest(server, 'ten days', '14 days')
    const browser = replica(server, 20)
    const undo = new Y.UndoManager(lessonFragment(browser, lessonA), { trackedOrigins: new Set(['own']) })
    accept(server)
    Y.applyUpdate(browser, Y.encodeStateAsUpdate(server, Y.encodeStateVector(browser)), 'own')
    expect(textIn(browser)).toContain('14 days')
    undo.undo()
    expect(textIn(browser)).toBe(textIn(draft()))
    meet(server, browser)
    expect(textIn(server)).toContain(sentence)
    expect(read(browser).state).toBe('accepted')
    expect([spot(server)?.state, spot(browser)?.state]).toEqual(['undone', 'undone'])
    expect(accept(server)).toEqual({ status: 'applied' })
    expect(textIn(server)).toContain('14 days')
    expect(spot(server)?.state).toBe('fits')
  })
  test('[S7] words typed in another browser while it is accepted are kept', () => {
    const server = draft()
    suggest(server, 'ten days', '14 days')
    const browser = replica(server, 21)
    write(browser, 'at most', 'at the very most')
    accept(server)
    meet(server, browser)
    expect(textIn(server)).toContain('A refund takes 14 days at the very most.')
    expect(textIn(browser)).toBe(textIn(server))
  })
})
