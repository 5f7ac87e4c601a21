import type { home as english } from '../en/home.ts'
import type { Translation } from '../words.ts'

export const home: Translation<typeof english> = {
  title: 'Start',
  morning: 'Guten Morgen, {name}',
  afternoon: 'Guten Tag, {name}',
  evening: 'Guten Abend, {name}',
  writing: 'Kurse, die du schreibst und prüfst',
  writeFirst: 'Schreib deinen ersten Kurs',
  writeFirstText:
    'Er beginnt mit einer leeren Lektion. Lade andere ein, wann du willst: Ihr schreibt gemeinsam, und öffentlich wird nichts, bevor du veröffentlichst.',
}
