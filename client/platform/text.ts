import { createSignal } from 'solid-js'
import { recall, remember } from './memory.ts'
import type { English } from './text/en/index.ts'
import { say, type Plural, type Variables } from './text/words.ts'

/** Languages a person may choose, by their own names. */
export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

/** Every sentence there is: `room.what`. */
export type TextKey = { [Room in keyof English]: `${Room}.${keyof English[Room] & string}` }[keyof English]

/** The sentences of a language: those of the first screens, and all of them. */
type Source = { shell: () => Promise<Partial<English>>; whole: () => Promise<English> }

const whole = async () => (await import('./text/en/index.ts')).en
const pseudo = async () => (await import('./text/pseudo.ts')).pseudo(await whole())
// A translation has the same keys and may have other plural forms, which `say` reads alike.
const sources: Record<Language | 'pseudo', Source> = {
  en: { shell: async () => (await import('./text/shell-en.ts')).shell, whole },
  de: {
    shell: async () => (await import('./text/shell-de.ts')).shell as Partial<English>,
    whole: async () => ({ ...(await import('./text/de/index.ts')).de, ...(await import('./text/shell-de.ts')).shell }) as English,
  },
  pseudo: { shell: pseudo, whole: pseudo },
}

const [current, setCurrent] = createSignal<{ language: Language | 'pseudo'; rooms: Partial<English>; isWhole: boolean }>()

/** The language on the screen, as a BCP 47 tag. */
export const language = (): string => {
  const now = current()?.language
  return now === undefined || now === 'pseudo' ? 'en' : now
}

/** The choice on the screen, `pseudo` included. */
export const chosenLanguage = (): Language | 'pseudo' => current()?.language ?? 'en'

/** Shows everything in `chosen` and keeps the choice on this device. */
export async function setLanguage(chosen: Language | 'pseudo'): Promise<void> {
  await show(chosen, current()?.isWhole ?? false)
  remember('language', chosen)
}

/** Loads the language this person chose before, or the first of their browser's that we speak. Call before rendering. */
export async function startText(): Promise<void> {
  const known = (tag: string | null | undefined): tag is Language | 'pseudo' =>
    tag === 'pseudo' || Object.keys(languages).includes(tag ?? '')
  const wishes = [recall('language'), ...navigator.languages.map((tag) => tag.split('-')[0])]
  await show(wishes.find(known) ?? 'en', false)
}

/** Fetches the sentences of the screens inside courses too; those screens wait for it. */
export async function wholeText(): Promise<void> {
  if (!current()?.isWhole) await show(chosenLanguage(), true)
}

async function show(chosen: Language | 'pseudo', isWhole: boolean) {
  const rooms = await (isWhole ? sources[chosen].whole() : sources[chosen].shell())
  setCurrent({ language: chosen, rooms, isWhole })
  document.documentElement.lang = language()
}

/** The sentence `room.what` in the person's language. Read inside JSX or a memo, it follows a change of language. */
export function t(key: TextKey, variables: Variables = {}): string {
  return textOf(key, variables) ?? key
}

/** As `t`, for keys known only at run time: undefined where there is no such sentence. */
export function textOf(key: string, variables: Variables = {}): string | undefined {
  const dot = key.indexOf('.')
  const rooms: Record<string, Record<string, string | Plural>> | undefined = current()?.rooms
  const words = rooms?.[key.slice(0, dot)]?.[key.slice(dot + 1)]
  return words === undefined ? undefined : say(words, variables, language())
}
