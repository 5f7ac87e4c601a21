import TrashIcon from 'lucide-solid/icons/trash'
import { For, Show } from 'solid-js'
import type { PersonId } from '../../shared/id.ts'
import { ago } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import type { Face } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { Popover } from '../ui/Popover.tsx'
import styles from './OutlinePanel.module.css'
import type { Outline } from './state.ts'

/** Lessons and sections that were thrown away, and the way back. Their text is all there. */
export function Trash(props: { outline: Outline; editable: boolean; personOf: (id: PersonId) => Face | undefined }) {
  return (
    <Popover
      label={t('outline.trash', { count: props.outline.trashed().length })}
      placement="top-start"
      trigger={(opener) => (
        <Button {...opener} tone="quiet" size="small" class={styles.trash!}>
          <TrashIcon size={16} />
          {t('outline.trash', { count: props.outline.trashed().length })}
        </Button>
      )}
    >
      {() => (
        <ul class={styles.trashed}>
          <For each={props.outline.trashed()} fallback={<li>{t('outline.trashEmpty')}</li>}>
            {(node) => (
              <li>
                <span>
                  <strong>{node.title || t('outline.untitled')}</strong>
                  <Show when={node.trashed}>
                    {(trashed) => (
                      <small>{t('outline.trashedBy', { name: props.personOf(trashed().by)?.name ?? '…', when: ago(trashed().at) })}</small>
                    )}
                  </Show>
                </span>
                <Show when={props.editable}>
                  <Button
                    size="small"
                    aria-label={t('outline.restoreTitle', { title: node.title || t('outline.untitled') })}
                    onClick={() => props.outline.restore(node.id)}
                  >
                    {t('outline.restore')}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      )}
    </Popover>
  )
}
