import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createCourse } from '../../shared/courses.ts'
import { anchorOn } from '../../shared/document/anchors.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { trashNode } from '../../shared/document/outline.ts'
import { LessonText } from '../../shared/document/positions.ts'
import type { Anchor } from '../../shared/document/quote.ts'
import { addLesson } from '../../shared/document/write.ts'
import { type CourseId, type LessonId, newId, type NodeId, type SuggestionId } from '../../shared/id.ts'
import { getMe, type Me } from '../../shared/people.ts'
import { publishCourse } from '../../shared/publishing.ts'
import {
  acceptSuggestion,
  listSuggesters,
  listSuggestions,
  makeSuggestion,
  maxSuggested,
  rejectSuggestion,
  voteForSuggestion,
  withdrawSuggestion,
} from '../../shared/suggestions.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { outcome } from '../kit/outcome.ts'

// Suggestions over HTTP, from the wrong side too.

let server: Awaited<ReturnType<typeof startServer>>
let courseId: CourseId
let other: CourseId
let lesson: LessonId
const people: Record<string, Asker> = {}
const known: Record<string, Me> = {}
const sentence = 'A refund takes ten days at most.'

beforeAll(async () => {
  server = await startServer({ demo: true })
  await server.services.people.create({ name: 'Otto', email: 'otto@demo.test', password: 'colloquy-demo' })
  for (const name of ['ana', 'rita', 'leo', 'lena', 'omar', 'otto', 'carl']) {
    people[name] = await server.signIn(`${name}@demo.test`)
    known[name] = await people[name].ask(getMe)
  }
  other = (await as('ana').ask(createCourse, { groupId: known['ana']!.roles[0]!.groupId, title: 'Another course' })).id
})
afterAll(() => server.close())
beforeEach(async () => {
  courseId = (await as('ana').ask(createCourse, { groupId: known['ana']!.roles[0]!.groupId, title: 'Handling refunds' })).id
  const block = (id: string, text: string) => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] })
  const made = await server.services.collaboration.command(courseId, { by: known['ana']!.id, name: 'test' }, (doc) =>
    addLesson(doc, { parent: null, title: 'The policy', content: [block('para1', sentence), block('para2', 'Ask a colleague.')] }),
  )
  lesson = made.value
})

const as = (name: string) => people[name]!
const text = () => server.services.collaboration.read(courseId, (doc) => new LessonText(lessonFragment(doc, lesson)).text)
const anchor = (words: string): Promise<Anchor> =>
  server.services.collaboration.read(courseId, (doc) => {
    const text = new LessonText(lessonFragment(doc, lesson))
    const from = text.text.indexOf(words)
    return anchorOn(text, lesson, from, from + words.length)
  })
const suggest = async (who: string, was = 'ten days', proposed = '14 days') => {
  const suggestionId = newId<SuggestionId>()
  await as(who).ask(makeSuggestion, { courseId, suggestionId, anchor: await anchor(was), proposed })
  return suggestionId
}
const accept = (who: string, suggestionId: SuggestionId, more: { text?: string; commandId?: string } = {}) =>
  as(who).ask(acceptSuggestion, { courseId, suggestionId, commandId: newId(), ...more })
const find = async (id: SuggestionId) => (await as('ana').ask(listSuggestions, { courseId })).items.find((each) => each.id === id)

test('[S1] [S6] a reviewer suggests, an editor accepts, and the list names both', async () => {
  const id = await suggest('rita')
  expect(await text()).toContain(sentence)
  expect(await accept('ana', id)).toMatchObject({ outcome: 'applied' })
  expect(await text()).toContain('A refund takes 14 days at most.')
  expect(await find(id)).toMatchObject({
    by: known['rita']!.id,
    source: 'reviewer',
    was: 'ten days',
    state: 'accepted',
    answeredBy: known['ana']!.id,
    after: '14 days',
    edited: false,
  })
  expect((await as('rita').ask(listSuggesters, { courseId })).items.map(({ id }) => id).sort()).toEqual(
    [known['ana']!.id, known['rita']!.id].sort(),
  )
})

test('[S3] [S6] everything told twice does its work once', async () => {
  const suggestionId = newId<SuggestionId>()
  const made = { courseId, suggestionId, anchor: await anchor('ten days'), proposed: '14 days' }
  await as('rita').ask(makeSuggestion, made)
  await as('rita').ask(makeSuggestion, made)
  const commandId = newId()
  await Promise.all([accept('ana', suggestionId, { commandId }), accept('ana', suggestionId, { commandId })])
  expect(await accept('lena', suggestionId)).toMatchObject({ outcome: 'already' })
  expect(await text()).toContain('A refund takes 14 days at most.')
  expect(await find(suggestionId)).toMatchObject({ answeredBy: known['ana']!.id })
  expect((await as('ana').ask(listSuggestions, { courseId })).items).toHaveLength(1)
})

test('[S11] rejecting needs a reason, which the proposer reads', async () => {
  const id = await suggest('rita')
  const bare = await as('ana').fetch(`/api/courses/${courseId}/suggestions/${id}/reject`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  expect(bare.status).toBe(422)
  expect(await outcome(as('ana').ask(rejectSuggestion, { courseId, suggestionId: id, reason: 'other' }))).toMatch(/^invalid/)
  await as('ana').ask(rejectSuggestion, { courseId, suggestionId: id, reason: 'other', note: 'The law says ten.' })
  const { items } = await as('rita').ask(listSuggestions, { courseId, state: 'rejected' })
  expect(items).toMatchObject([{ id, rejected: 'other', note: 'The law says ten.', answeredBy: known['ana']!.id }])
  expect(await outcome(accept('ana', id))).toBe('conflict suggestion.answered')
  expect(await text()).toContain(sentence)
})

describe('[S2] the matrix', () => {
  const verbs = (name: string, id: SuggestionId): Record<string, () => Promise<unknown>> => ({
    make: () => suggest(name, 'refund', 'repayment'),
    list: () => as(name).ask(listSuggestions, { courseId }),
    names: () => as(name).ask(listSuggesters, { courseId }),
    vote: () => as(name).ask(voteForSuggestion, { courseId, suggestionId: id }),
    withdraw: () => as(name).ask(withdrawSuggestion, { courseId, suggestionId: id }),
    accept: () => accept(name, id),
    reject: async () =>
      as(name).ask(rejectSuggestion, { courseId, suggestionId: await suggest('ana', 'colleague', 'friend'), reason: 'style' }),
  })
  const results = async (name: string) => {
    const id = await suggest('ana')
    const found: Record<string, string> = {}
    for (const [verb, run] of Object.entries(verbs(name, id))) found[verb] = await outcome(run())
    return found
  }
  const all = (word: string) => ({ make: word, list: word, names: word, vote: word, withdraw: word, accept: word, reject: word })

  test.each(['lena', 'omar'])('%s, who runs the branch, does all but take back another’s', async (name) => {
    expect(await results(name)).toEqual({ ...all('yes'), withdraw: 'forbidden suggestion.withdraw' })
  })
  test('a reviewer suggests and does not answer, not even themselves', async () => {
    expect(await results('rita')).toEqual({
      ...all('yes'),
      withdraw: 'forbidden suggestion.withdraw',
      accept: 'forbidden course.accept',
      reject: 'forbidden course.accept',
    })
    const own = await suggest('rita')
    expect(await outcome(accept('rita', own))).toBe('forbidden course.accept')
    expect(await outcome(as('rita').ask(withdrawSuggestion, { courseId, suggestionId: own }))).toBe('yes')
    expect(await find(own)).toMatchObject({ state: 'withdrawn' })
    expect(await text()).toContain(sentence)
  })
  test('learners, coaches and strangers find no draft to suggest for', async () => {
    for (const name of ['leo', 'carl', 'otto']) expect(await results(name)).toEqual(all('unknown course.unknown'))
    await as('ana').ask(publishCourse, { courseId })
    expect(await results('leo')).toEqual({
      ...all('forbidden course.suggest'),
      accept: 'forbidden course.accept',
      reject: 'forbidden course.accept',
    })
    expect(await results('otto')).toEqual(all('unknown course.unknown'))
    expect(await outcome(server.guest().ask(listSuggestions, { courseId }))).toBe('signedOut auth.signedOut')
  })
})

describe('bad input changes nothing', () => {
  const raw = async (change: object) => {
    const body = { suggestionId: newId(), anchor: await anchor('ten days'), proposed: '14 days', ...change }
    const answer = await as('rita').fetch(`/api/courses/${courseId}/suggestions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return answer.status
  }
  const count = async () => (await as('ana').ask(listSuggestions, { courseId })).items.length

  test('[S3] [S4] forged ids, no words, too many words, the same words', async () => {
    const place = await anchor('ten days')
    expect(await raw({ suggestionId: '__proto__' })).toBe(422)
    expect(await raw({ suggestionId: 'meta' })).toBe(422)
    expect(await raw({ anchor: { ...place, quote: { ...place.quote, exact: '' } } })).toBe(422)
    expect(await raw({ proposed: 'x'.repeat(maxSuggested + 1) })).toBe(422)
    expect(await raw({ proposed: 'ten days' })).toBe(422)
    expect(await raw({ anchor: 'here' })).toBe(422)
    expect(await count()).toBe(0)
  })
  test('[S17] formatting of other words, marks no lesson has, and links that run something', async () => {
    const formatted = (marks: unknown[], text = '14 days') => ({ proposed: '14 days', formatted: [{ text, marks }] })
    expect(await raw(formatted([{ type: 'strong' }], 'other words'))).toBe(422)
    expect(await raw(formatted([{ type: 'script' }]))).toBe(422)
    expect(await raw(formatted([{ type: '__proto__' }]))).toBe(422)
    expect(await raw(formatted([{ type: 'strong', attrs: { onclick: 'alert(1)' } }]))).toBe(422)
    expect(await raw(formatted([{ type: 'link', attrs: { href: 'javascript:alert(1)' } }]))).toBe(422)
    expect(await raw(formatted([{ type: 'link', attrs: { href: 'https://x.example', target: 'top' } }]))).toBe(422)
    expect(await raw(formatted([{ type: 'link' }]))).toBe(422)
    expect(await count()).toBe(0)
    expect(await raw(formatted([{ type: 'strong' }, { type: 'link', attrs: { href: 'https://x.example/' } }]))).toBe(200)
    const { items } = await as('ana').ask(listSuggestions, { courseId })
    expect(items[0]?.formatted?.was).toEqual([{ text: 'ten days' }])
    expect(items[0]?.formatted?.proposed[0]?.marks?.map(({ type }) => type)).toEqual(['link', 'strong'])
  })
  test('[S4] who and when are the server’s, whatever is sent with it', async () => {
    expect(await raw({ by: known['ana']!.id, at: 1, source: 'author', state: 'accepted' })).toBeLessThan(500)
    for (const each of (await as('ana').ask(listSuggestions, { courseId })).items)
      expect(each).toMatchObject({ by: known['rita']!.id, source: 'reviewer', state: 'open' })
  })
  test('[S5] words that stand nowhere, or run over two blocks, or lie in the trash', async () => {
    const place = await anchor('ten days')
    const nowhere = { ...place, start: 'AAAA', quote: { exact: 'words that nobody ever wrote', prefix: '', suffix: '' } }
    expect(await raw({ anchor: nowhere })).toBe(409)
    expect(await raw({ anchor: await anchor('at most.\nAsk a') })).toBe(422)
    await server.services.collaboration.command(courseId, { by: known['ana']!.id, name: 'test' }, (doc) =>
      trashNode(doc, lesson as string as NodeId, { by: known['ana']!.id, at: 1 }),
    )
    expect(await raw({ anchor: place })).toBe(409)
    expect(await count()).toBe(0)
  })
  test('[S3] somebody else’s id, and an id of another course', async () => {
    const id = await suggest('ana')
    const forged = { courseId, suggestionId: id, anchor: await anchor('refund'), proposed: 'repayment' }
    expect(await outcome(as('rita').ask(makeSuggestion, forged))).toBe('conflict suggestion.taken')
    for (const attempt of [
      as('ana').ask(acceptSuggestion, { courseId: other, suggestionId: id, commandId: newId() }),
      as('ana').ask(rejectSuggestion, { courseId: other, suggestionId: id, reason: 'style' }),
      as('ana').ask(withdrawSuggestion, { courseId: other, suggestionId: id }),
      accept('ana', newId<SuggestionId>()),
    ])
      expect(await outcome(attempt)).toBe('unknown suggestion.unknown')
    expect(await find(id)).toMatchObject({ by: known['ana']!.id, state: 'open', proposed: '14 days' })
  })
  test('[S5] line breaks in a sentence read as spaces', async () => {
    const id = await suggest('rita', 'ten days', 'fourteen\n  days')
    expect(await find(id)).toMatchObject({ proposed: 'fourteen days' })
  })
})
