import { type Body, type CommentPicture, type Inline, isLinkable } from './comments.ts'
import type { Person } from './people.ts'

// What somebody types becomes the body of a comment.

/**
 * The body of what somebody typed: a paragraph per line, links where an address stands, and a mention wherever
 * `@Name` names one of `people` (the longest name wins). Pictures stand below the words.
 */
export function bodyOf(typed: string, people: readonly Pick<Person, 'id' | 'name'>[], pictures: readonly CommentPicture[] = []): Body {
  const known = [...people].sort((a, b) => b.name.length - a.name.length)
  const words = typed.replace(/\r\n?/g, '\n').trim()
  const lines = words === '' && pictures.length > 0 ? [] : words.split('\n')
  return {
    type: 'doc',
    content: [
      ...lines.map((line) => {
        const content = inlines(line, known)
        return content.length > 0 ? { type: 'paragraph' as const, content } : { type: 'paragraph' as const }
      }),
      ...pictures.map((attrs) => ({ type: 'picture' as const, attrs })),
    ],
  }
}

/** An address as people type it; `www.` stands for https. A closing bracket belongs to it where it opened one. */
const address = /(?:https?:\/\/|www\.(?=[\w-]+\.))(?:[^\s<>"'()]|\([^\s<>"'()]*\))*(?:[^\s<>"'().,;:!?\]]|\([^\s<>"'()]*\))/iy

function inlines(line: string, people: readonly Pick<Person, 'id' | 'name'>[]): Inline[] {
  const out: Inline[] = []
  let from = 0
  const flush = (to: number) => {
    if (to > from) out.push({ type: 'text', text: line.slice(from, to) })
  }
  for (let at = 0; at < line.length;) {
    const found = mentionAt(line, at, people) ?? linkAt(line, at)
    if (!found) {
      at++
      continue
    }
    flush(at)
    out.push(found.inline)
    at = from = at + found.length
  }
  flush(line.length)
  return out
}

function mentionAt(
  line: string,
  at: number,
  people: readonly Pick<Person, 'id' | 'name'>[],
): { inline: Inline; length: number } | undefined {
  if (line[at] !== '@' || /\w/.test(line[at - 1] ?? '')) return
  const person = people.find(({ name }) => line.startsWith(name, at + 1) && !/[\p{L}\p{N}]/u.test(line[at + 1 + name.length] ?? ''))
  if (person) return { inline: { type: 'mention', attrs: { person: person.id, name: person.name } }, length: person.name.length + 1 }
}

function linkAt(line: string, at: number): { inline: Inline; length: number } | undefined {
  const first = line[at]?.toLowerCase()
  if (first !== 'h' && (first !== 'w' || /\w/.test(line[at - 1] ?? ''))) return
  address.lastIndex = at
  const text = address.exec(line)?.[0]
  if (text === undefined) return
  const href = /^www\./i.test(text) ? `https://${text}` : text
  if (isLinkable(href)) return { inline: { type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }, length: text.length }
}
