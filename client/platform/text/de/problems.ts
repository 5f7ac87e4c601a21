import type { problems as english } from '../en/problems.ts'
import type { Translation } from '../words.ts'

export const problems: Translation<typeof english> = {
  offline: 'Keine Verbindung zum Server. Nichts Geschriebenes geht verloren; sobald du wieder online bist, klappt es.',
  defect: 'Auf unserer Seite ist etwas schiefgegangen. Nichts wurde geändert. Versuche es gleich noch einmal.',
}
