import type { Formatted } from '../../shared/document/formatted.ts'

/** What a field for words with their formatting is given: the editor makes one, and lends it to rooms beneath it. */
export type WordsFieldProps = {
  label: string
  hint?: string
  /** The words to begin with. */
  words: Formatted
  /** Where the caret stands first; all words are selected without it. */
  caret?: number | undefined
  /** A mark to put on all words, or to take off them, right away. */
  mark?: string | undefined
  maxLength: number
  onInput: (words: Formatted) => void
  /** Ctrl+Enter. */
  onSend: () => void
  /** Esc, where it means more here than around. */
  onLeave?: () => void
}
