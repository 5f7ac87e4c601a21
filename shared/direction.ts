const enough = 1000
const fromRight = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu
const letters = /\p{L}/gu

/**
 * `rtl` where most of the first letters of a text run from right to left, and undefined where they do not.
 *
 * For the way a whole lesson runs: its bullets, tables and boxes. Each paragraph finds its own way, by its first letter.
 */
export function directionOf(text: string): 'rtl' | undefined {
  const first = text.slice(0, enough)
  return (first.match(fromRight)?.length ?? 0) * 2 > (first.match(letters)?.length ?? 0) ? 'rtl' : undefined
}
