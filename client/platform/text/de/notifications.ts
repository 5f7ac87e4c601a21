import type { notifications as english } from '../en/notifications.ts'
import type { Translation } from '../words.ts'

export const notifications: Translation<typeof english> = {
  letters: 'E-Mail',
  mine: 'Schreib mir, was für mich bestimmt ist',
  mineAbout:
    'Wenn mich jemand in einem Kommentar erwähnt oder mir dort antwortet, meinen Vorschlag beantwortet, mich um eine Prüfung bittet oder mir eine Aufgabe gibt: ein Brief innerhalb von fünf Minuten.',
}
