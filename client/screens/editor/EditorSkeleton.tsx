import { Skeleton } from '../../ui/Skeleton.tsx'
import styles from './Editing.module.css'

/** The three zones before there is anything to show in them. */
export function EditorSkeleton() {
  return (
    <div class={styles.screen}>
      <header class={styles.bar}>
        <Skeleton lines={1} />
      </header>
      <div class={styles.zones}>
        <aside class={styles.outline}>
          <Skeleton lines={6} />
        </aside>
        <main class={styles.middle}>
          <div class={styles.skeleton}>
            <Skeleton height="2.5rem" />
            <Skeleton lines={9} />
          </div>
        </main>
        <aside class={styles.margin}>
          <Skeleton lines={4} />
        </aside>
      </div>
    </div>
  )
}
