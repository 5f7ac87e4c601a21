import { Show } from 'solid-js'
import type { Voice } from '../../shared/forums.ts'
import { ago, dateTime } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Badge } from '../ui/Badge.tsx'
import styles from './By.module.css'

/** Who wrote something and when; authors of the course and experts are marked. */
export function By(props: { voice: Voice; at: number; editedAt?: number | undefined; hidden?: boolean }) {
  return (
    <span class={styles.by}>
      <Avatar person={props.voice} size="small" named />
      <span class={styles.name}>{props.voice.name}</span>
      <Show when={props.voice.badge}>
        {(badge) => <Badge tone={badge() === 'author' ? 'accent' : 'ok'}>{t(`forums.${badge()}`)}</Badge>}
      </Show>
      <time class={styles.when} datetime={new Date(props.at).toISOString()} data-tip={dateTime(props.at)}>
        {ago(props.at)}
      </time>
      <Show when={props.editedAt}>
        <span class={styles.when}>· {t('forums.edited')}</span>
      </Show>
      <Show when={props.hidden}>
        <Badge tone="warn">{t('forums.hidden')}</Badge>
      </Show>
    </span>
  )
}
