import { Show } from 'solid-js'
import { t } from '../../platform/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'

/** Says that what is typed here becomes a suggestion, and for those who may write how to write again. */
export function SuggestingNote(props: { mayWrite: boolean; onWrite: () => void }) {
  return (
    <Banner
      action={
        <Show when={props.mayWrite}>
          <Button size="small" onClick={() => props.onWrite()}>
            {t('suggestions.writeAgain')}
          </Button>
        </Show>
      }
    >
      {t(props.mayWrite ? 'suggestions.modeOn' : 'suggestions.modeAlways')}
    </Banner>
  )
}
