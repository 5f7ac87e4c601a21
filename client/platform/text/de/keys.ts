import type { keys as en } from '../en/keys.ts'
import type { Translation } from '../words.ts'

/** Keys by which programs act for somebody. */
export const keys: Translation<typeof en> = {
  title: 'Schlüssel für Programme',
  about:
    'Mit einem Schlüssel darf ein Programm, was du darfst, oder davon nur lesen. Gib jedem Programm seinen eigenen, und nimm zurück, was nicht mehr gebraucht wird.',
  key: 'Schlüssel',
  name: 'Wofür',
  hint: 'Zum Beispiel: nächtlicher Export.',
  scope: 'Es darf',
  read: 'Nur lesen',
  all: 'Lesen und ändern',
  make: 'Schlüssel anlegen',
  once: 'Kopiere ihn jetzt: Er wird nur dieses eine Mal gezeigt.',
  since: 'Angelegt {date}',
  used: 'benutzt {when}',
  unused: 'nie benutzt',
  takeBack: 'Den Schlüssel {name} zurücknehmen',
}
