import ExternalLink from 'lucide-solid/icons/external-link'
import { createEffect, createSignal, on, Show } from 'solid-js'
import { framedPage, sandboxOf } from '../../../shared/embed-providers.ts'
import { t } from '../../platform/text.ts'
import { Button } from '../Button.tsx'
import styles from './Media.module.css'

/** Somebody else's page: nothing of it is loaded before it is asked for, and beside it there is always a link. */
export function EmbeddedPage(props: {
  url: string
  title: string
  /** Where it is shown from; nothing where it is only linked. */
  frame: string | undefined
}) {
  const page = () => framedPage(props.url)
  const name = () => page()?.provider ?? page()?.host ?? ''
  const [state, setState] = createSignal<'waiting' | 'asking' | 'shown' | 'refused'>('waiting')
  createEffect(on([() => props.url, () => props.frame], () => setState('waiting')))
  const load = async (frame: string) => {
    setState('asking')
    const answer = await fetch(frame, { method: 'HEAD' }).catch(() => undefined)
    setState(answer?.ok ? 'shown' : 'refused')
  }
  return (
    <Show when={page()}>
      {(its) => (
        <div class={styles.embed}>
          <Show
            when={state() === 'shown' && props.frame}
            fallback={
              <div class={styles.consent}>
                <p class={styles.embedTitle}>{props.title || its().host}</p>
                <p class={styles.quiet} role={state() === 'refused' ? 'alert' : undefined}>
                  {props.frame && state() !== 'refused' ? t('media.consent', { name: name() }) : t('media.notShown', { name: name() })}
                </p>
                <Show when={state() !== 'refused' && props.frame}>
                  {(frame) => (
                    <Button tone="primary" busy={state() === 'asking'} onClick={() => void load(frame())}>
                      {t('media.load', { name: name() })}
                    </Button>
                  )}
                </Show>
              </div>
            }
          >
            {(frame) => (
              <iframe
                class={styles.frame}
                style={{ 'aspect-ratio': its().shape }}
                src={frame()}
                title={props.title || its().host}
                sandbox={sandboxOf(its())}
                allow="fullscreen; encrypted-media; picture-in-picture"
                referrerpolicy="strict-origin-when-cross-origin"
                loading="lazy"
              />
            )}
          </Show>
          <a class={styles.outside} href={props.url} target="_blank" rel="noopener noreferrer">
            <ExternalLink aria-hidden="true" size={14} /> {t('media.openOutside', { host: its().host })}
          </a>
        </div>
      )}
    </Show>
  )
}
