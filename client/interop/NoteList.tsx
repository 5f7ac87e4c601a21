import ChevronRight from 'lucide-solid/icons/chevron-right'
import { For, Show } from 'solid-js'
import type { ImportNote, ImportOutline } from '../../shared/interop.ts'
import { t } from '../platform/text.ts'
import styles from './ImportDialog.module.css'

/** What could not be taken over as it was, by kind, each with the place it stands at. */
export function NoteList(props: { outline: ImportOutline; /** Nothing has been imported yet. */ ahead?: boolean }) {
  const kinds = () => [...new Set(props.outline.notes.map((note) => note.kind))]
  const notesOf = (kind: ImportNote['kind']) => props.outline.notes.filter((note) => note.kind === kind)
  const untold = () => props.outline.noted - props.outline.notes.length
  return (
    <Show
      when={props.outline.noted > 0}
      fallback={<p class={styles.soft}>{props.ahead ? t('interop.nothingToLose') : t('interop.nothingLost')}</p>}
    >
      <section>
        <h3>{t('interop.noted', { count: props.outline.noted })}</h3>
        <For each={kinds()}>
          {(kind) => (
            <details class={styles.notes}>
              <summary>
                <ChevronRight size={16} aria-hidden="true" />
                <span>{t(`interop.note.${kind}`)}</span>
                <span class={styles.count}>{notesOf(kind).length.toLocaleString()}</span>
              </summary>
              <ul>
                <For each={notesOf(kind)}>{(note) => <NoteLine note={note} />}</For>
              </ul>
            </details>
          )}
        </For>
        <Show when={untold() > 0}>
          <p class={styles.soft}>{t('interop.more', { count: untold() })}</p>
        </Show>
      </section>
    </Show>
  )
}

function NoteLine(props: { note: ImportNote }) {
  const place = () =>
    props.note.line === undefined ? props.note.file : t('interop.place', { file: props.note.file, line: props.note.line })
  return (
    <li>
      <code>{props.note.what}</code>
      <span class={styles.soft}>{place()}</span>
    </li>
  )
}
