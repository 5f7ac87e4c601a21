import { For } from 'solid-js'
import { keyLists } from '../../platform/keys.ts'
import { t } from '../../platform/text.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import styles from './Shortcuts.module.css'

/** The keys that do something on this screen. */
export default function Shortcuts(props: { onClose: () => void }) {
  return (
    <Dialog open onClose={props.onClose} title={t('frame.shortcuts')} about={t('frame.shortcutsAbout')}>
      <For each={keyLists()}>
        {(list) => (
          <section class={styles.list}>
            <h3>{list.heading()}</h3>
            <dl>
              <For each={list.keys()}>
                {(line) => (
                  <div class={styles.line}>
                    <dt>{line.does}</dt>
                    <dd>
                      <Kbd keys={line.keys} />
                    </dd>
                  </div>
                )}
              </For>
            </dl>
          </section>
        )}
      </For>
    </Dialog>
  )
}
