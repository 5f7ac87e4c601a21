import { describe, expect, test } from 'vitest'
import { bodyOf } from '../../shared/comment-typing.ts'
import { Body, type CommentPictureId, maxPictures, mentionsOf, plainText, startThread, typedOf } from '../../shared/comments.ts'
import { newId, type PersonId } from '../../shared/id.ts'

const ana = { id: 'person-ana' as PersonId, name: 'Ana' }
const anaReyes = { id: 'person-reyes' as PersonId, name: 'Ana Reyes' }

const linksOf = (typed: string) =>
  bodyOf(typed, []).content.flatMap((part) =>
    part.type === 'paragraph'
      ? (part.content ?? []).flatMap((each) => (each.type === 'text' && each.marks ? [each.marks[0]!.attrs.href] : []))
      : [],
  )
const picture = (alt: string) => ({ picture: newId<CommentPictureId>(), alt, width: 40, height: 30 })

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
    expect(linksOf('See https://example.test/a?b=c. (http://x.test/y)')).toEqual(['https://example.test/a?b=c', 'http://x.test/y'])
  })

  test('[C6] a bracket belongs to an address that opened it, and www. stands for https', () => {
    expect(linksOf('https://x.test/wiki/Foo_(bar), and (https://x.test/foo(1)).')).toEqual([
      'https://x.test/wiki/Foo_(bar)',
      'https://x.test/foo(1)',
    ])
    expect(linksOf('www.example.test/a, awww.no or www.nothing')).toEqual(['https://www.example.test/a'])
    expect(linksOf('javascript:alert(1) data:text/html,x')).toEqual([])
  })

  test('[C6] pictures stand below the words, count as something said, and read as what they show', () => {
    const body = bodyOf('Look', [], [picture('a chart')])
    expect(body.content.map(({ type }) => type)).toEqual(['paragraph', 'picture'])
    expect([plainText(body), typedOf(body)]).toEqual(['Look\n🖼 a chart', 'Look'])
    expect(Body.safeParse(bodyOf('', [], [picture('')])).success).toBe(true)
    expect(Body.safeParse(bodyOf('', [])).success).toBe(false)
    expect(
      Body.safeParse(
        bodyOf(
          'Look',
          [],
          Array.from({ length: maxPictures + 1 }, () => picture('')),
        ),
      ).success,
    ).toBe(false)
    expect(Body.safeParse({ type: 'doc', content: [{ type: 'picture', attrs: { ...picture(''), picture: '../x' } }] }).success).toBe(false)
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
