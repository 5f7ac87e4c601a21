import type { FrozenLesson, Run } from './document/freeze.ts'
import { textBlocksIn, textOfBlock } from './document/prose.ts'
import type { PersonId } from './id.ts'

// Who wrote what: the author of visible text is whoever owns the client id of its characters.

/** Words by one hand. `accepted`: somebody else put them in, as the answer to a suggestion. Null: the program itself. */
export type WrittenRun = { by: PersonId | null; accepted?: PersonId; text: string }
export type WrittenBlock = { block: string; runs: WrittenRun[] }

/** What the server wrote for people, under its own client id: characters from `clock` on. */
export type WrittenFor = { clock: number; length: number; by: PersonId; accepted: PersonId | null }

export type Owners = {
  owners: ReadonlyMap<number, PersonId>
  /** The server's own client id, and for whom it wrote; in the order of their clocks. */
  serverClient: number
  written: readonly WrittenFor[]
}

/** Of each text block of a lesson, who wrote which words of it. */
export function writtenIn(lesson: Pick<FrozenLesson, 'public' | 'ids'>, who: Owners): WrittenBlock[] {
  return [...textBlocksIn(lesson.public)].flatMap((block) => {
    const id = String(block.attrs?.['id'])
    const runs = lesson.ids[id as keyof typeof lesson.ids]
    return runs ? [{ block: id, runs: runsOf(textOfBlock(block), runs, who) }] : []
  })
}

function runsOf(text: string, ids: readonly Run[], who: Owners): WrittenRun[] {
  const runs: WrittenRun[] = []
  let at = 0
  for (const [client, clock, length] of ids)
    for (const part of handsOf(client, clock, length, who)) {
      const words = text.slice(at, (at += part.length))
      const last = runs.at(-1)
      if (last && last.by === part.by && last.accepted === part.accepted) last.text += words
      else runs.push({ by: part.by, ...(part.accepted && { accepted: part.accepted }), text: words })
    }
  return runs
}

type Hand = { by: PersonId | null; accepted?: PersonId | undefined; length: number }

/** Whose hands wrote some characters. */
export function handsOf(client: number, clock: number, length: number, { owners, serverClient, written }: Owners): Hand[] {
  if (client !== serverClient) return [{ by: owners.get(client) ?? null, length }]
  const hands: Hand[] = []
  const end = clock + length
  for (let at = clock; at < end;) {
    const part = written.find((one) => at >= one.clock && at < one.clock + one.length)
    const next = written.find((one) => one.clock > at)
    const until = Math.min(end, part ? part.clock + part.length : (next?.clock ?? end))
    hands.push({ by: part?.by ?? null, ...(part?.accepted && { accepted: part.accepted }), length: until - at })
    at = until
  }
  return hands
}

/** Who wrote what of a lesson came after a moment, told by `clockAt`: how much of each client was there already. */
export function authorsSince(
  lesson: Pick<FrozenLesson, 'ids'>,
  clockAt: ReadonlyMap<number, number>,
  who: Owners,
): Map<string, Set<PersonId>> {
  const authors = new Map<string, Set<PersonId>>()
  for (const [block, runs] of Object.entries(lesson.ids))
    for (const [client, clock, length] of runs) {
      const from = Math.max(clock, clockAt.get(client) ?? 0)
      if (from >= clock + length) continue
      for (const { by } of handsOf(client, from, clock + length - from, who))
        if (by) authors.set(block, (authors.get(block) ?? new Set()).add(by))
    }
  return authors
}
