import { createEffect, createSignal, on, Show } from 'solid-js'
import { framedPage } from '../../../shared/embed-providers.ts'
import { t } from '../../platform/text.ts'
import { Button } from '../../ui/Button.tsx'
import { EmbeddedPage } from '../../ui/media/EmbeddedPage.tsx'
import { Line } from './Arriving.tsx'
import type { Stage } from './media-view.ts'

type Looked = { allowed: boolean; title?: string | undefined; frame?: string | undefined }

/** Somebody else's page: its address, whether it may be shown, and its title. */
export function EmbedStage(props: { stage: Stage }) {
  const its = (name: string) => String(props.stage.node().attrs[name] ?? '')
  const [draft, setDraft] = createSignal('')
  const [bad, setBad] = createSignal(false)
  const [looked, setLooked] = createSignal<Looked>()
  const page = () => framedPage(its('url'))

  createEffect(
    on(
      () => its('url'),
      (url) => {
        setLooked()
        const { lookAtPage } = props.stage.lent
        if (!page() || !lookAtPage || !props.stage.editable()) return
        lookAtPage(url).then(
          (found) => {
            if (its('url') !== url) return
            setLooked(found)
            if (found.title && !its('title')) props.stage.set({ title: found.title })
          },
          () => {}, // offline: the link is there
        )
      },
    ),
  )
  function show(event: SubmitEvent) {
    event.preventDefault()
    const address = complete(draft())
    setBad(!framedPage(address))
    if (!bad()) props.stage.set({ url: address })
  }
  return (
    <Show
      when={page()}
      fallback={
        <form class="media-empty" onSubmit={show}>
          <label class="media-label">
            {t('media.embedAddress')}
            <input
              class="media-address"
              type="text"
              inputmode="url"
              dir="ltr"
              value={draft()}
              disabled={!props.stage.editable()}
              aria-invalid={bad() || undefined}
              onInput={(event) => setDraft(event.currentTarget.value)}
            />
          </label>
          <Show when={bad()}>
            <p role="alert" class="media-fault">
              {t('media.embedBad')}
            </p>
          </Show>
          <Button type="submit" disabled={!props.stage.editable()}>
            {t('media.embedShow')}
          </Button>
        </form>
      }
    >
      {(shown) => (
        <>
          <EmbeddedPage url={its('url')} title={its('title')} frame={looked()?.frame} />
          <Show when={props.stage.editable()}>
            <Show when={looked()?.allowed === false}>
              <p class="media-fault">{t('media.embedDenied', { host: shown().host })}</p>
            </Show>
            <Line stage={props.stage} attr="title" label={t('media.embedTitle')} missing={its('title') === ''} />
            <div class="media-tools">
              <Line stage={props.stage} attr="caption" label={t('media.caption')} />
              <Button
                size="small"
                tone="quiet"
                onClick={() => {
                  setDraft(its('url'))
                  props.stage.set({ url: null, title: null })
                }}
              >
                {t('media.embedChange')}
              </Button>
            </div>
          </Show>
        </>
      )}
    </Show>
  )
}

/** People copy addresses without their beginning. */
const complete = (typed: string) => (/^[\w-]+(\.[\w-]+)+(\/|$|\?)/.test(typed.trim()) ? `https://${typed.trim()}` : typed.trim())
