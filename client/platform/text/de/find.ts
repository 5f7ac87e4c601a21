import type { find as english } from '../en/find.ts'
import type { Translation } from '../words.ts'

export const find: Translation<typeof english> = {
  title: 'Im Kurs suchen',
  words: 'Suchen',
  instead: 'Ersetzen durch',
  matchCase: 'Großschreibung beachten',
  wholeWord: 'Nur ganze Wörter',
  count: { one: '{count} Stelle', other: '{count} Stellen' },
  replaced: { one: '{count} Stelle ersetzt', other: '{count} Stellen ersetzt' },
  undone: 'Die alten Wörter sind zurück.',
  replaceAll: 'Alle ersetzen',
  replaceLesson: { one: 'Hier {count} ersetzen', other: 'Hier {count} ersetzen' },
  replaceOne: 'Ersetzen',
  inTitle: 'auch im Titel',
  more: { one: '{count} weitere Stelle ist nicht aufgeführt.', other: '{count} weitere Stellen sind nicht aufgeführt.' },
  menu: 'Suchen und ersetzen',
}
