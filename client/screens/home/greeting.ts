import { t } from '../../platform/text.ts'

/** A word to begin with, by the hour of the day (0 to 23) and the person's first name. */
export function greeting(hour: number, name: string): string {
  const first = name.trim().split(/\s+/)[0] ?? name
  if (hour >= 5 && hour < 12) return t('home.morning', { name: first })
  if (hour >= 12 && hour < 18) return t('home.afternoon', { name: first })
  return t('home.evening', { name: first })
}
