import type { ui as english } from '../en/ui.ts'
import type { Translation } from '../words.ts'

export const ui: Translation<typeof english> = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  edit: 'Bearbeiten',
  copy: 'Kopieren',
  copied: 'Kopiert',
  undo: 'Rückgängig',
  retry: 'Noch einmal versuchen',
  loading: 'Wird geladen',
  showMore: 'Mehr zeigen',
  optional: 'optional',
  notifications: 'Meldungen',
  dismiss: 'Ausblenden',
  wordsGone: 'Entfernt:',
  wordsNew: 'Neu:',
  morePeople: { one: '{count} weitere Person', other: '{count} weitere Personen' },
  emojiFind: 'Zeichen suchen',
  emojiNone: 'Kein Zeichen heißt so.',
  emojiRemove: 'Kein Zeichen',
  theme: 'Farben',
  themeSystem: 'Wie das Gerät',
  themeLight: 'Hell',
  themeDark: 'Dunkel',
  language: 'Sprache',
}
