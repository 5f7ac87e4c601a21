import ChevronRight from 'lucide-solid/icons/chevron-right'
import { For, Show } from 'solid-js'
import type { GroupId } from '../../shared/id.ts'
import { t } from '../platform/text.ts'
import styles from './Groups.module.css'
import { useGroups } from './state.ts'
import { pathTo } from './tree.ts'

/** The groups above this one, from the top. Those a person only sees as the way to their own are names, not links. */
export function GroupPath(props: { groupId: GroupId }) {
  const above = () => pathTo(useGroups().value() ?? [], props.groupId).slice(0, -1)
  return (
    <Show when={above().length}>
      <nav class={styles.path} aria-label={t('groups.path')}>
        <ol>
          <For each={above()}>
            {(group) => (
              <li>
                <Show when={group.roles.length} fallback={group.name}>
                  <a href={`/groups/${group.id}`}>{group.name}</a>
                </Show>
                <ChevronRight aria-hidden="true" />
              </li>
            )}
          </For>
        </ol>
      </nav>
    </Show>
  )
}
