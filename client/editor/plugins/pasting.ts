import { createSignal } from 'solid-js'

/** How much of a large paste is in, in [0, 1]; undefined while there is none. */
export const [pasting, setPasting] = createSignal<number>()

/** From so many characters on a paste is taken in portions. */
export const largeFrom = 150_000
