import UsersRound from 'lucide-solid/icons/users-round'
import { For, type JSX } from 'solid-js'
import type { SeenGroup } from '../../shared/groups.ts'
import { t } from '../platform/text.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import styles from './Groups.module.css'
import { useGroups } from './state.ts'
import { childrenOf } from './tree.ts'

/** The groups right below one; `first` is the way to make one, for those who may. */
export function GroupsInside(props: { group: SeenGroup; first: JSX.Element }) {
  return (
    <ul class={styles.inside}>
      <For
        each={childrenOf(useGroups().value() ?? [], props.group.id)}
        fallback={
          <li class={styles.whole}>
            <EmptyState icon={UsersRound} title={t('groups.noInside')} text={t('groups.noInsideText')}>
              {props.first}
            </EmptyState>
          </li>
        }
      >
        {(group) => (
          <li>
            <a href={`/groups/${group.id}`} class={styles.group}>
              <UsersRound aria-hidden="true" />
              {group.name}
            </a>
          </li>
        )}
      </For>
    </ul>
  )
}
