import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Presence } from '../../shared/collaboration.ts'
import type { Person } from '../../shared/people.ts'

// Who is in the draft and where, read off what everybody's browser says and the server stamped.

/** Somebody in the draft, one entry a browser tab. `lesson` is null for who is elsewhere, or wants to be left alone. */
export type Present = { client: number; id: string; name: string; colour: number; lesson: string | null; mine: boolean }

/** Everybody, oneself first. `mine` is the client id of this tab. */
export function peopleIn(awareness: Awareness, mine: number, me: Person): Present[] {
  const present: Present[] = []
  for (const [client, state] of awareness.getStates()) {
    const { user, lesson } = state as Partial<Presence>
    if (client !== mine && !user) continue
    const person = client === mine ? me : { id: user?.id ?? '', name: user?.name ?? '', colour: user?.colour ?? 0 }
    present.push({ client, id: person.id, name: person.name, colour: person.colour, lesson: lesson ?? null, mine: client === mine })
  }
  return present.sort((a, b) => Number(b.mine) - Number(a.mine) || a.client - b.client)
}

/** A person with several tabs is there once, where they last said they are. */
export function eachOnce(people: readonly Present[]): Present[] {
  const found = new Map<string, Present>()
  for (const person of people) {
    const before = found.get(person.id)
    if (!before || (!before.mine && (person.mine || (!before.lesson && person.lesson)))) found.set(person.id, person)
  }
  return [...found.values()]
}

/** The block that the caret of a tab stands in; null without a caret, or when its place is not here yet. */
export function blockOfCaret(doc: Y.Doc, awareness: Awareness, client: number): string | null {
  const { cursor } = (awareness.getStates().get(client) ?? {}) as { cursor?: { head?: unknown } | null }
  if (!cursor?.head) return null
  try {
    const at = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(cursor.head), doc)
    return at && blockAt(at.type, at.index)
  } catch {
    // What others say of their caret is theirs: a position that is none is no place.
    return null
  }
}

function blockAt(type: Y.AbstractType<unknown>, index: number): string | null {
  const child: unknown = type instanceof Y.XmlFragment ? type.get(Math.min(index, type.length - 1)) : undefined
  for (let at: unknown = child ?? type; at instanceof Y.AbstractType; at = at._item?.parent) {
    const id: unknown = at instanceof Y.XmlElement ? at.getAttribute('id') : undefined
    if (typeof id === 'string') return id
  }
  return null
}
