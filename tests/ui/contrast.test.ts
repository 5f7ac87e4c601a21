import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Theme = 'light' | 'dark'

/** name → [by day, by night], as #rrggbb, of every plain colour in tokens.css. */
const colours = new Map(
  Array.from(
    readFileSync(new URL('../../client/ui/tokens.css', import.meta.url), 'utf8').matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g),
  ).map(([, name, light, dark]) => [name!, { light: light!, dark: dark! }] as const),
)

/** Relative luminance of #rrggbb, in [0, 1]. Source: WCAG 2.2. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(one: string, other: string, theme: Theme): number {
  const [dark, light] = [one, other].map((name) => luminance(colours.get(name)![theme])).sort((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

const papers = ['paper', 'paper-raised', 'paper-sunken', 'paper-hover']
const tints = ['accent', 'ok', 'warn', 'danger', 'thread', 'suggest-add', 'suggest-del', 'flag', 'question']
const people = Array.from({ length: 10 }, (_, n) => `person-${n}`)

const texts: [text: string, on: string][] = [
  ...papers.flatMap((paper) => ['ink', 'ink-soft', 'ink-faint', ...tints].map((text): [string, string] => [text, paper])),
  ...tints.flatMap((tint) => ['ink', 'ink-soft', tint].map((text): [string, string] => [text, `${tint}-soft`])),
  ...people.flatMap((person): [string, string][] => [
    [person, 'paper'],
    [person, 'paper-raised'],
    ['on-person', person],
  ]),
  ['on-tip', 'tip'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
]

for (const theme of ['light', 'dark'] as const) {
  test(`text can be read on every paper and tint, ${theme}`, () => {
    const faint = texts
      .map(([text, on]) => `${text} on ${on}: ${contrast(text, on, theme).toFixed(2)}`)
      .filter((line) => Number(line.split(': ')[1]) < 4.5)
    expect(faint).toEqual([])
  })

  test(`edges of controls and the focus ring stand out, ${theme}`, () => {
    const faint = papers.flatMap((paper) =>
      ['line-strong', 'focus'].map((edge) => `${edge} on ${paper}: ${contrast(edge, paper, theme).toFixed(2)}`),
    )
    expect(faint.filter((line) => Number(line.split(': ')[1]) < 3)).toEqual([])
  })
}
