import { createSignal } from 'solid-js'
import { recall, remember } from '../platform/memory.ts'

export const textSizes = ['small', 'medium', 'large'] as const
export type TextSize = (typeof textSizes)[number]

const kept = recall('text-size')
const [textSize, show] = createSignal<TextSize>(kept === 'small' || kept === 'large' ? kept : 'medium')

const [letterKeys, allowLetterKeys] = createSignal(recall('letter-keys') !== 'off')

/** Whether J, K and other single letters are verbs on this device. Whoever speaks to the computer may not want them. */
export { letterKeys }

export function setLetterKeys(on: boolean): void {
  allowLetterKeys(on)
  remember('letter-keys', on ? null : 'off')
}

/** How large lessons are read on this device. */
export { textSize }

export function setTextSize(size: TextSize): void {
  show(size)
  remember('text-size', size)
}
