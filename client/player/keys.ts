import { letterKeys } from './reading.ts'

const writing = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog, [popover]'

/** Whether a single letter means a verb now: nobody is writing, no dialog is open, and the reader has not turned it off. */
export const isLetterKey = (event: KeyboardEvent): boolean =>
  letterKeys() &&
  !event.defaultPrevented &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !(event.target instanceof Element && event.target.closest(writing))
