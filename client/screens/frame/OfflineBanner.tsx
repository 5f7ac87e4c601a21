import { createSignal, onCleanup, Show } from 'solid-js'
import { t } from '../../platform/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import styles from './OfflineBanner.module.css'

/** Says that the net is gone, for as long as it is. */
export function OfflineBanner() {
  const [online, setOnline] = createSignal(navigator.onLine)
  const look = () => setOnline(navigator.onLine)
  for (const change of ['online', 'offline']) {
    window.addEventListener(change, look)
    onCleanup(() => window.removeEventListener(change, look))
  }
  return (
    <Show when={!online()}>
      <div class={styles.flush}>
        <Banner tone="warn">{t('frame.offline')}</Banner>
      </div>
    </Show>
  )
}
