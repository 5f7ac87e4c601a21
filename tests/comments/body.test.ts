import { describe, expect, test } from 'vitest'
import { Body, bodyOf, mentionsOf, plainText, startThread } from '../../shared/comments.ts'
import { newId, type PersonId } from '../../shared/id.ts'

const ana = { id: 'person-ana' as PersonId, name: 'Ana' }
const anaReyes = { id: 'person-reyes' as PersonId, name: 'Ana Reyes' }

describe('what somebody typed becomes a body', () => {
  test('a line is a paragraph, and an empty line stays one', () => {
    expect(bodyOf('One\n\nTwo', []).content).toMatchObject([
      { content: [{ text: 'One' }] },
      { type: 'paragraph' },
      { content: [{ text: 'Two' }] },
    ])
  })

  test('a mention takes the longest name, and not one inside a word or an address', () => {
    expect(mentionsOf(bodyOf('@Ana Reyes and @Ana, see mail@Ana and @Anabel', [ana, anaReyes]))).toEqual([anaReyes.id, ana.id])
    expect(plainText(bodyOf('@Ana: 🎉', [ana]))).toBe('@Ana: 🎉')
  })

  test('an address becomes a link without the full stop behind it', () => {
    const [paragraph] = bodyOf('See https://example.test/a?b=c. (http://x.test/y)', []).content
    expect(paragraph?.content?.flatMap((inline) => (inline.type === 'text' && inline.marks ? [inline.text] : []))).toEqual([
      'https://example.test/a?b=c',
      'http://x.test/y',
    ])
  })

  test('whatever was typed reads back as it was', () => {
    for (const typed of ['plain', 'a\nb', '@Ana, hi @Ana Reyes!', 'https://a.test https://b.test', 'emoji 👩‍🏫 and @nobody'])
      expect(plainText(bodyOf(typed, [ana, anaReyes]))).toBe(typed)
  })
})

describe('[C6] a body is refused when it', () => {
  const refused = (content: unknown) =>
    expect(Body.safeParse({ type: 'doc', content: [{ type: 'paragraph', content }] }).success).toBe(false)
  test('says nothing', () => {
    refused([])
    refused([{ type: 'text', text: ' \u00a0 ' }])
  })
  test('is longer than 10,000 characters', () => {
    expect(Body.safeParse(bodyOf('x'.repeat(10_000), [])).success).toBe(true)
    expect(Body.safeParse(bodyOf('x'.repeat(10_001), [])).success).toBe(false)
    refused(Array.from({ length: 3 }, () => ({ type: 'text', text: 'x'.repeat(4000) })))
  })
  test('links to a script, to data or to nowhere', () => {
    for (const href of [
      'javascript:alert(1)',
      'JaVaScript:x',
      ' javascript:x',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      '//evil.test',
      '',
    ])
      refused([{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href } }] }])
  })
  test('holds something that is no comment', () => {
    refused([{ type: 'image', attrs: { src: 'x' } }])
    refused([{ type: 'text', text: 'x', marks: [{ type: 'style', attrs: {} }] }])
  })
})

test('[C7] a new thread needs ids of its own kind', () => {
  const good = {
    courseId: newId<never>(),
    threadId: newId<never>(),
    commentId: newId<never>(),
    place: { on: 'course' as const },
    body: bodyOf('Hi', []),
  }
  expect(startThread.takes.safeParse(good).success).toBe(true)
  for (const threadId of ['__proto__', 'constructor', 'a/b', '', 'x'.repeat(36)])
    expect(startThread.takes.safeParse({ ...good, threadId }).success).toBe(false)
})
