import type { FlagState } from './flags.ts'

/** A flag waits for an author in these states. */
export const openStates = ['new', 'seen'] as const satisfies readonly FlagState[]
/** Whether a flag waits for an author. */
export const isOpen = (state: FlagState) => (openStates as readonly FlagState[]).includes(state)
