import { day, hour, minute, type Time } from '../../shared/time.ts'
import { language } from './text.ts'

// Dates, numbers and lists as the person's language writes them, in the way of their region where the browser tells it.

const region = () => navigator.languages.find((tag) => tag.startsWith(`${language()}-`)) ?? language()

// A format costs far more to make than to use, and a margin uses hundreds.
const made = new Map<string, unknown>()
function once<Format>(name: string, make: (tag: string) => Format): Format {
  const key = `${name} ${region()}`
  if (!made.has(key)) made.set(key, make(region()))
  return made.get(key) as Format // made by the very same `make`
}

/** `21 Nov 2026` */
export const date = (at: Time) => once('date', (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium' })).format(at)

/** `21 Nov 2026, 14:05` */
export const dateTime = (at: Time) =>
  once('dateTime', (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' })).format(at)

/** `5 minutes ago`, `yesterday`; from a month on the date. `at` and `now` in milliseconds. */
export function ago(at: Time, now: Time = Date.now()): string {
  const words = once('ago', (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }))
  const gone = Math.max(0, now - at)
  if (gone < minute) return words.format(0, 'second')
  if (gone < hour) return words.format(-Math.floor(gone / minute), 'minute')
  if (gone < day) return words.format(-Math.floor(gone / hour), 'hour')
  if (gone < 30 * day) return words.format(-Math.floor(gone / day), 'day')
  return date(at)
}

export const number = (value: number) => new Intl.NumberFormat(region()).format(value)

/** `share` in [0, 1] as whole per cent. */
export const percent = (share: number) => new Intl.NumberFormat(region(), { style: 'percent' }).format(share)

/** `Ana, Ben and Mia` */
export const list = (words: readonly string[]) => new Intl.ListFormat(region(), { type: 'conjunction' }).format(words)

/** `12 min` */
export const minutes = (count: number) =>
  once('minutes', (tag) => new Intl.NumberFormat(tag, { style: 'unit', unit: 'minute', unitDisplay: 'short' })).format(count)

/** `1.4 MB`; `count` in bytes. */
export function bytes(count: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const power = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3))
  return new Intl.NumberFormat(region(), { style: 'unit', unit: units[power]!, unitDisplay: 'short', maximumFractionDigits: 1 }).format(
    count / 1000 ** power,
  )
}
