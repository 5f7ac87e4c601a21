const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** How well `text` answers what was typed: 0 not at all, and more the earlier each word is found. Accents and case do not count. */
function matchOf(typed: string, text: string): number {
  const inside = plain(text)
  let score = 1
  for (const word of plain(typed).split(/\s+/).filter(Boolean)) {
    const at = inside.indexOf(word)
    if (at < 0) return 0
    const startsWord = at === 0 || /[^\p{L}\p{N}]/u.test(inside[at - 1] ?? '')
    score += (at === 0 ? 3 : startsWord ? 2 : 1) + word.length / inside.length
  }
  return score
}

/** The things that answer what was typed, best first; all of them, in their order, when nothing was. */
export function matching<Thing>(typed: string, things: readonly Thing[], textOf: (thing: Thing) => string): Thing[] {
  return things
    .map((thing, at) => ({ thing, at, score: matchOf(typed, textOf(thing)) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score || one.at - other.at)
    .map(({ thing }) => thing)
}
