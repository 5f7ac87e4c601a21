import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { takeSuggestion } from '../../shared/document/accept-suggestion.ts'
import { type Formatted, formattedLike, markNames } from '../../shared/document/formatted.ts'
import { diffFormatted, marksChanged } from '../../shared/document/formatted-diff.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { mergeFormatted } from '../../shared/document/merge-formatted.ts'
import { markSpecs } from '../../shared/document/schema/marks.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { addSuggestion, formattedIn, locateSuggestions, readSuggestions } from '../../shared/document/suggestions.ts'
import type { PersonId, SuggestionId } from '../../shared/id.ts'
import { aCourse, ana, anchorOnWords, ben, block, lessonA, meet, paragraph, replica, text } from '../document/kit.ts'

// Words that shall look otherwise: bold, linked, code. Written here as **bold**, _italic_ and plain.

const rita = 'person-rita' as PersonId
const one = 'suggestion-1' as SuggestionId
const two = 'suggestion-2' as SuggestionId

/** `**bold**` and `_italic_` as words with their formatting. */
const look = (written: string): Formatted =>
  written
    .split(/(\*\*[^*]+\*\*|_[^_]+_)/)
    .filter(Boolean)
    .map((part) =>
      part.startsWith('**')
        ? { text: part.slice(2, -2), marks: [{ type: 'strong' }] }
        : part.startsWith('_')
          ? { text: part.slice(1, -1), marks: [{ type: 'em' }] }
          : { text: part },
    )
const linked = (words: string, href: string): Formatted => [{ text: words, marks: [{ type: 'link', attrs: { href } }] }]
const written = (words: Formatted) =>
  words
    .map(({ text, marks = [] }) => {
      const names = marks.map(({ type }) => type)
      return names.includes('strong') ? `**${text}**` : names.includes('em') ? `_${text}_` : names.includes('link') ? `[${text}]` : text
    })
    .join('')

const draft = () =>
  aCourse({ a: [paragraph('A refund takes ten days at most.'), paragraph('Ask ', text('a colleague', 'strong'), '.')] }).doc
const says = (doc: Y.Doc, words: string) => written(formattedIn(doc, anchorOnWords(doc, words)) ?? [])
function suggest(doc: Y.Doc, was: string, proposed: Formatted, id = one) {
  const words = proposed.map((each) => each.text).join('')
  addSuggestion(doc, { id, by: rita, at: 1, source: 'reviewer', anchor: anchorOnWords(doc, was), proposed: words, formatted: proposed })
}
const accept = (doc: Y.Doc, id = one, more: Partial<Parameters<typeof takeSuggestion>[1]> = {}) =>
  doc.transact(() => takeSuggestion(doc, { id, by: ana, at: 2, ...more }), 'command')
const spot = (doc: Y.Doc, id = one) => locateSuggestions(doc, readSuggestions(doc)).get(id)
/** Somebody formats words of the draft by hand. */
function format(doc: Y.Doc, words: string, attributes: Record<string, unknown>) {
  const lesson = new LessonText(lessonFragment(doc, lessonA))
  const at = lesson.text.indexOf(words)
  const piece = lesson.pieces.findLast((each) => each.at <= at)!
  doc.transact(() => (piece.type as Y.XmlText).format(at - piece.at, words.length, attributes))
}
function write(doc: Y.Doc, was: string, is: string) {
  const lesson = new LessonText(lessonFragment(doc, lessonA))
  const at = lesson.text.indexOf(was)
  const piece = lesson.pieces.findLast((each) => each.at <= at)!
  doc.transact(() => {
    ;(piece.type as Y.XmlText).insert(at - piece.at + was.length, is)
    ;(piece.type as Y.XmlText).delete(at - piece.at, was.length)
  })
}

describe('[S17] suggesting how words look', () => {
  test('formatting alone is a suggestion; the same formatting is none', () => {
    const doc = draft()
    suggest(doc, 'ten days', look('**ten days**'))
    expect(readSuggestions(doc)[0]).toMatchObject({
      proposed: 'ten days',
      formatted: { was: look('ten days'), proposed: look('**ten days**') },
    })
    expect(spot(doc)?.state).toBe('fits')
    expect(says(doc, 'ten days')).toBe('ten days')
    expect(() => suggest(doc, 'a colleague', look('**a colleague**'), two)).toThrow('says these words already')
  })
  test('plain words for plain words carry nothing besides, and code has no formatting', () => {
    const doc = aCourse({ a: [paragraph('A refund takes ten days.'), block('codeBlock', { id: 'code-1', language: '' }, 'let a = 1')] }).doc
    suggest(doc, 'ten days', look('two weeks'))
    suggest(doc, 'let a', look('**const** a'), two)
    expect(readSuggestions(doc).map((each) => each.formatted)).toEqual([undefined, undefined])
    accept(doc, two)
    expect(new LessonText(lessonFragment(doc, lessonA)).text).toContain('const a = 1')
  })
  test('marks of a newer program are neither told nor touched', () => {
    const doc = aCourse({ a: [paragraph(text('Glowing words', 'glow'), ' here.')] }).doc
    suggest(doc, 'Glowing words', look('**Glowing words**'))
    expect(readSuggestions(doc)[0]!.formatted!.was).toEqual(look('Glowing words'))
    expect(accept(doc)).toEqual({ status: 'applied' })
    const [piece] = new LessonText(lessonFragment(doc, lessonA)).pieces
    expect((piece!.type as Y.XmlText).toDelta()[0]).toEqual({ insert: 'Glowing words', attributes: { glow: {}, strong: {} } })
  })
})

describe('[S18] accepting it', () => {
  test('words and formatting come as one change, which one undo takes back, and it can be accepted again', () => {
    const server = draft()
    suggest(server, 'ten days', look('**14** days'))
    const browser = replica(server, 20)
    const undo = new Y.UndoManager(lessonFragment(browser, lessonA), { trackedOrigins: new Set(['own']) })
    let changes = 0
    server.on('update', () => changes++)
    expect(accept(server)).toEqual({ status: 'applied' })
    expect(changes).toBe(1)
    expect(says(server, 'takes 14 days at')).toBe('takes **14** days at')
    Y.applyUpdate(browser, Y.encodeStateAsUpdate(server, Y.encodeStateVector(browser)), 'own')
    undo.undo()
    expect(says(browser, 'takes ten days at')).toBe('takes ten days at')
    meet(server, browser)
    expect(spot(server)?.state).toBe('undone')
    expect(accept(server)).toEqual({ status: 'applied' })
    expect(says(server, 'takes 14 days at')).toBe('takes **14** days at')
  })
  test('formatting alone that was undone says so, and comes again', () => {
    const doc = draft()
    suggest(doc, 'ten days', look('**ten days**'))
    accept(doc)
    expect([says(doc, 'ten days'), spot(doc)?.state]).toEqual(['**ten days**', 'fits'])
    expect(accept(doc)).toEqual({ status: 'already' })
    format(doc, 'ten days', { strong: null })
    expect(spot(doc)?.state).toBe('undone')
    expect(accept(doc)).toEqual({ status: 'applied' })
    expect(says(doc, 'ten days')).toBe('**ten days**')
  })
  test('a mark that goes, and a link that comes', () => {
    const doc = draft()
    suggest(doc, 'a colleague', look('a colleague'))
    suggest(doc, 'refund', linked('refund', 'https://example.com/refunds'), two)
    accept(doc)
    accept(doc, two)
    expect(says(doc, 'Ask a colleague.')).toBe('Ask a colleague.')
    expect(formattedIn(doc, anchorOnWords(doc, 'refund'))).toEqual(linked('refund', 'https://example.com/refunds'))
  })
  test('what was written and formatted beside it stays', () => {
    const doc = draft()
    suggest(doc, 'A refund takes ten days at most.', look('A refund takes **ten days** at most.'))
    write(doc, 'refund', 'repayment')
    format(doc, 'at most', { em: {} })
    expect(spot(doc)?.state).toBe('changed')
    expect(accept(doc)).toEqual({ status: 'applied' })
    expect(says(doc, 'A repayment takes ten days at most.')).toBe('A repayment takes **ten days** _at most_.')
  })
  test('of two on one passage, the second needs a look, and both fit together', () => {
    const doc = draft()
    suggest(doc, 'takes ten days', look('takes **ten** days'))
    suggest(doc, 'takes ten days', look('takes ten _days_'), two)
    accept(doc)
    expect(spot(doc, two)?.state).toBe('changed')
    expect(accept(doc, two)).toEqual({ status: 'applied' })
    expect(says(doc, 'takes ten days')).toBe('takes **ten** _days_')
  })
  test('a link that leads elsewhere by now: nothing is written, and all three are shown as they look', () => {
    const doc = draft()
    suggest(doc, 'refund', linked('refund', 'https://one.example/'))
    format(doc, 'refund', { link: { href: 'https://two.example/' } })
    const seen = accept(doc)
    expect(seen).toMatchObject({
      status: 'conflict',
      formatted: { was: look('refund'), now: linked('refund', 'https://two.example/'), proposed: linked('refund', 'https://one.example/') },
    })
    // A decision counts for what was seen, and not for what came meanwhile.
    format(doc, 'refund', { link: { href: 'https://three.example/' } })
    const over = { now: 'refund', formatted: linked('refund', 'https://two.example/') }
    expect(accept(doc, one, { over }).status).toBe('conflict')
    expect(accept(doc, one, { over: { now: 'refund', formatted: linked('refund', 'https://three.example/') } })).toEqual({
      status: 'applied',
    })
    expect(formattedIn(doc, anchorOnWords(doc, 'refund'))).toEqual(linked('refund', 'https://one.example/'))
  })
  test('words edited before keep the formatting they were given, and name both people', () => {
    const doc = draft()
    suggest(doc, 'ten days', look('**ten days**'))
    accept(doc, one, { text: 'two weeks', formatted: look('two **weeks**') })
    expect(says(doc, 'takes two weeks at')).toBe('takes two **weeks** at')
    expect(readSuggestions(doc)[0]!.answer).toMatchObject({ edited: true, by: ana, formatted: look('two **weeks**') })
  })
  test('plain words that somebody makes bold while accepting them', () => {
    const doc = draft()
    suggest(doc, 'ten days', look('two weeks'))
    accept(doc, one, { text: 'two weeks', formatted: look('**two weeks**') })
    expect(says(doc, 'takes two weeks at')).toBe('takes **two weeks** at')
    expect(readSuggestions(doc)[0]!.answer).toMatchObject({ edited: true })
  })
  test('bold that another browser puts on at the same time is bold, and both browsers say so', () => {
    const server = draft()
    suggest(server, 'ten days', look('**ten days**'))
    const browser = replica(server, 21)
    format(browser, 'ten days at', { strong: {} })
    accept(server)
    meet(server, browser)
    expect(says(server, 'ten days')).toBe('**ten days**')
    expect(says(browser, 'ten days at most')).toBe(says(server, 'ten days at most'))
  })
})

describe('[S18] merging three versions', () => {
  const merge = (base: string, mine: string, theirs: string) => {
    const done = mergeFormatted(look(base), look(mine), look(theirs))
    return 'conflict' in done ? 'conflict' : written(done.words)
  }
  test.each([
    ['ten days', 'ten days', '**ten days**', '**ten days**'],
    ['ten days', 'ten working days', '**ten days**', '**ten working days**'],
    ['ten days', 'ten days or so', '**ten days**', '**ten days** or so'],
    ['ten dasy left', 'ten days left', '**ten dasy** left', '**ten days** left'],
    ['ten days', '14 days', '**14** days', '**14** days'],
    ['**ten** days', 'ten days', '**ten** weeks', 'ten weeks'],
    ['**ten** days', '**ten** days', 'ten days', 'ten days'],
    ['ten days', 'quite another word', '**ten days**', 'conflict'],
    ['ten days', '14 days', '30 days', 'conflict'],
    ['ten days', 'ten days', '', ''],
  ])('%j, by now %j, proposed %j: %j', (base, mine, theirs, merged) => expect(merge(base, mine, theirs)).toBe(merged))

  test('one of the two changed nothing: the other counts, whatever it is', () => {
    const some = ['', 'a', '**a**', 'a b', '**a** b', 'a **b**', '_a_ **b** c', '🙂 **ok**', 'x **y** z\n_u_']
    for (const base of some)
      for (const other of some) {
        expect(merge(base, base, other)).toBe(written(look(other)))
        expect(merge(base, other, base)).toBe(written(look(other)))
      }
  })
})

test('[S17] a difference tells what stays and looks otherwise', () => {
  const runs = diffFormatted(look('Ask a **colleague** now'), look('Ask **an expert** _now_'))
  expect(runs.map(({ op, text }) => `${op} ${text}`)).toContain('format now')
  expect(marksChanged(runs.find(({ op }) => op === 'format')!)).toEqual({ gained: [{ type: 'em' }], lost: [] })
})

test('[S17] every mark of a lesson is known, in the order of the schema', () => expect([...markNames]).toEqual(Object.keys(markSpecs)))

test('[S17] other words look as those they came from', () => {
  expect(written(formattedLike('two weeks at most', look('**ten days** at most')))).toBe('**two weeks** at most')
  expect(written(formattedLike('now', []))).toBe('now')
})

test('[S9] suggestions of two people on one sentence keep their own formatting', () => {
  const doc = draft()
  suggest(doc, 'ten days', look('**ten days**'))
  addSuggestion(doc, { id: two, by: ben, at: 2, source: 'author', anchor: anchorOnWords(doc, 'ten days'), proposed: '14 days' })
  accept(doc)
  expect(spot(doc, two)?.state).toBe('fits')
  expect(accept(doc, two)).toEqual({ status: 'applied' })
  expect(says(doc, 'takes 14 days at')).toBe('takes **14 days** at')
})
