import { createSignal } from 'solid-js'
import { recall, remember } from './memory.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const kept = recall('theme')
const [theme, show] = createSignal<Theme>(kept === 'light' || kept === 'dark' ? kept : 'system')

/** What this person chose; `system` follows the device. public/theme.js applies it before the first paint. */
export { theme }

/** Shows `chosen` and keeps it on this device. */
export function setTheme(chosen: Theme): void {
  show(chosen)
  remember('theme', chosen === 'system' ? null : chosen)
  if (chosen === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = chosen
}
