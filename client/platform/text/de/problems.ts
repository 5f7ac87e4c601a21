import type { problems as english } from '../en/problems.ts'
import type { Translation } from '../words.ts'

export const problems: Translation<typeof english> = {
  offline: 'Keine Verbindung zum Server. Nichts Geschriebenes geht verloren; sobald du wieder online bist, klappt es.',
  defect: 'Auf unserer Seite ist etwas schiefgegangen. Nichts wurde geändert. Versuche es gleich noch einmal.',
  'publishing.conflict': 'Jemand anderes hat diesen Kurs gerade veröffentlicht. Sieh dir diese Version an, bevor du deine veröffentlichst.',
  'publishing.unchanged': 'Seit der letzten Version hat sich nichts geändert. Es gibt nichts zu veröffentlichen.',
  'publishing.behind': 'Deine letzten Änderungen sind noch nicht beim Server. Warte, bis alles gespeichert ist, und veröffentliche dann.',
  'publishing.faults': 'Der Entwurf kann noch nicht veröffentlicht werden: Einige Stellen sind vorher zu beheben.',
  'play.unpublished': 'Dieser Kurs wurde noch nicht veröffentlicht. Veröffentliche ihn, dann kann man ihn ansehen.',
  'answer.choices': 'Die Frage bietet diese Antworten nicht mehr an. Lade den Kurs neu und antworte noch einmal.',
  'answer.taken': 'Diese Antwort konnte nicht gespeichert werden. Antworte noch einmal.',
}
