import type { Plural, Words } from './words.ts'

// A language nobody speaks: accented and a third longer than English, so that a look at any screen shows which words
// escaped the dictionary and which boxes are too small for German.

const accented: Record<string, string> = {
  a: 'á', c: 'ç', e: 'é', g: 'ğ', i: 'í', l: 'ł', n: 'ñ', o: 'ö', r: 'ř', s: 'š', u: 'ü', y: 'ý', z: 'ž',
  A: 'Å', C: 'Ç', D: 'Ð', E: 'É', I: 'Î', L: 'Ł', N: 'Ñ', O: 'Ø', R: 'Ř', S: 'Š', U: 'Ü', Y: 'Ý', Z: 'Ž',
} // prettier-ignore

/** The dictionary of `english` in the pseudo-language. */
export function pseudo<Rooms extends Record<string, Words>>(english: Rooms): Rooms {
  const rooms = Object.entries(english).map(([room, words]) => [
    room,
    Object.fromEntries(Object.entries(words).map(([key, value]) => [key, disguise(value)])),
  ])
  return Object.fromEntries(rooms) as Rooms // the same keys with other sentences
}

function disguise(value: string | Plural): string | Plural {
  if (typeof value !== 'string') return Object.fromEntries(Object.entries(value).map(([form, text]) => [form, stretch(text)])) as Plural
  return stretch(value)
}

function stretch(text: string): string {
  const parts = text
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? part : part.replace(/[a-zA-Z]/g, (letter) => accented[letter] ?? letter)))
  return `[${parts.join('')}${'·'.repeat(Math.ceil(text.length / 3))}]`
}
