import type { play as english } from '../en/play.ts'
import type { Translation } from '../words.ts'

export const play: Translation<typeof english> = {
  continue: 'Weiterlernen',
  changed: 'Geändert, seit du fertig warst',
  new: 'Neu für dich',
  done: 'Abgeschlossen',
  progress: '{done} von {lessons} Lektionen · noch {minutes}',
  begin: 'Beginnen',
  goOn: 'Weiter',
  again: 'Änderungen ansehen',
  open: 'Öffnen',
  changedLessons: {
    one: '{count} von {lessons} Lektionen geändert · {minutes}',
    other: '{count} von {lessons} Lektionen geändert · {minutes}',
  },
  lessons: { one: '{count} Lektion · {minutes}', other: '{count} Lektionen · {minutes}' },
  finished: 'In Version {version} abgeschlossen',
  emptyTitle: 'Noch nichts zu lernen',
  emptyText: 'Kurse, die für deine Gruppen veröffentlicht werden, erscheinen hier.',
  failed: 'Deine Kurse wurden nicht geladen.',
  progressOf: 'Fortschritt in {title}',
}
