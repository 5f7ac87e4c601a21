import { For, Show } from 'solid-js'
import type { SignIn } from '../../shared/auth.ts'
import { ago } from '../platform/format.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import type { createSignIns } from './access.ts'
import styles from './Access.module.css'
import { browserName } from './browser-name.ts'

/** The browsers one is signed in with, each of which can be signed out from here. */
export function SignIns(props: { signIns: ReturnType<typeof createSignIns> }) {
  return (
    <Show when={props.signIns.all()} fallback={props.signIns.fault() ? <p>{wordsOf(props.signIns.fault())}</p> : <Skeleton lines={2} />}>
      {(all) => (
        <ul class={styles.list}>
          <For each={all()}>
            {(one) => (
              <li class={styles.line}>
                <span class={styles.what}>
                  <strong>{nameOf(one)}</strong>
                  <span class={styles.facts}>
                    {t('auth.lastSeen', { when: ago(one.lastSeen) })}
                    <Show when={one.address}>{(address) => <> · {address()}</>}</Show>
                  </span>
                </span>
                <Show
                  when={one.current}
                  fallback={
                    <Button size="small" onClick={() => void props.signIns.end(one.id).catch(showProblem)}>
                      {t('auth.endSignIn')}
                    </Button>
                  }
                >
                  <Badge tone="ok">{t('auth.thisBrowser')}</Badge>
                </Show>
              </li>
            )}
          </For>
        </ul>
      )}
    </Show>
  )
}

function nameOf({ browser }: SignIn): string {
  const named = browser ? browserName(browser) : undefined
  if (!named) return t('auth.someBrowser')
  return named.system ? t('auth.browserOn', { browser: named.browser, system: named.system }) : named.browser
}
