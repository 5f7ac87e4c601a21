/** The longest part of `list` whose places rise, in n log n steps. */
export function longestRise<T extends { place: number }>(list: readonly T[]): T[] {
  const ends: number[] = []
  const before: number[] = []
  list.forEach(({ place }, i) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (list[ends[middle]!]!.place < place) low = middle + 1
      else high = middle
    }
    before[i] = low > 0 ? ends[low - 1]! : -1
    ends[low] = i
  })
  const rise: T[] = []
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i]!) rise.unshift(list[i]!)
  return rise
}
