import { type Body, plainText } from '../../shared/comments.ts'
import { csvOf } from '../../shared/csv.ts'
import type { Thread } from '../../shared/document/threads.ts'
import type { PersonId } from '../../shared/id.ts'
import { t } from '../platform/text.ts'
import type { Places } from './places.ts'
import { aboutWords } from './words.ts'

/** The threads as a table, a row a comment, in the order they come in. */
export function threadsAsCsv(threads: readonly Thread[], places: Places, nameOf: (id: PersonId) => string): string {
  const head = (['lesson', 'about', 'state', 'mustFix', 'to', 'due', 'person', 'when', 'words', 'votes'] as const).map((name) =>
    t(`comments.csv_${name}`),
  )
  const rows = threads.flatMap((thread) => {
    const place = places.of(thread)
    const lesson = place.lesson ?? thread.lesson
    const its = [
      (lesson && places.titleOf(lesson)) ?? '',
      aboutWords(thread, place.about),
      t(place.detached ? 'comments.state_detached' : thread.resolved ? 'comments.csv_resolved' : 'comments.csv_open'),
      thread.mustFix ? t('comments.yes') : '',
      thread.to ? nameOf(thread.to) : '',
      thread.due ?? '',
    ]
    return thread.comments.map(({ by, at, body, votes }) => [
      ...its,
      nameOf(by),
      new Date(at).toISOString(),
      // Bodies enter the document by commands alone, which have checked them.
      body ? plainText(body as Body) : t('comments.removed'),
      votes.length,
    ])
  })
  return csvOf([head, ...rows])
}

/** Hands a file to the person. */
export function save(name: string, text: string, type = 'text/csv;charset=utf-8') {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}
