import { Show } from 'solid-js'
import { showTime } from '../../../shared/timed-text.ts'
import { createAsked } from '../../platform/asked.ts'
import { ago } from '../../platform/format.ts'
import { t } from '../../platform/text.ts'
import { Button } from '../../ui/Button.tsx'
import type { Recorder } from '../../platform/recorder.ts'
import { uploadOf } from '../uploads.ts'

/**
 * A recording that was broken off is offered in every block that could show it: the one it was made for may be gone.
 * It is looked for anew whenever `times`, how often the recorder was closed, grows.
 */
export function Unfinished(props: {
  recorder: () => Promise<Recorder>
  kind: 'video' | 'audio'
  times: number
  onGoOn: (id: string) => void
}) {
  const all = createAsked(
    () => `${props.kind} ${props.times}`,
    async () => (await props.recorder()).unfinished(),
  )
  const newest = () => all.value()?.find(({ kind, place }) => (kind === 'voice') === (props.kind === 'audio') && !uploadOf(place))
  return (
    <Show when={newest()}>
      {(left) => (
        <div class="media-unfinished" role="status">
          <strong>{t('recording.unfinished')}</strong>
          <span>{t('recording.unfinishedAbout', { time: showTime(left().seconds), ago: ago(left().at) })}</span>
          <Button tone="primary" onClick={() => props.onGoOn(left().id)}>
            {t('recording.look')}
          </Button>
        </div>
      )}
    </Show>
  )
}
