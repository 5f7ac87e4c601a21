import type { Thread } from '../../shared/document/threads.ts'
import { t } from '../platform/text.ts'

/** A moment as players show it: 1:05, 1:00:05. */
export function clock(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** What a thread is about, in words: those it was begun on, else what its block says by now. */
export function aboutWords({ on, quote, seconds }: Pick<Thread, 'on' | 'quote' | 'seconds'>, about?: string): string {
  if (quote !== undefined) return quote
  if (on === 'course') return t('comments.onCourse')
  if (on === 'lesson') return t('comments.onLesson')
  if (on === 'suggestion') return t('comments.onSuggestion')
  if (on === 'moment') return t('comments.onMoment', { time: clock(seconds ?? 0) })
  return about || t('comments.onBlock')
}
