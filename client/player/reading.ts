import { createSignal } from 'solid-js'
import { recall, remember } from '../platform/memory.ts'

export const textSizes = ['small', 'medium', 'large'] as const
export type TextSize = (typeof textSizes)[number]

const kept = recall('text-size')
const [textSize, show] = createSignal<TextSize>(kept === 'small' || kept === 'large' ? kept : 'medium')

/** How large lessons are read on this device. */
export { textSize }

export function setTextSize(size: TextSize): void {
  show(size)
  remember('text-size', size)
}
