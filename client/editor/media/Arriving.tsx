import { createEffect, type JSX, Match, Show, Switch } from 'solid-js'
import { mediaKind } from '../../../shared/files.ts'
import { percent } from '../../platform/format.ts'
import { t, type TextKey } from '../../platform/text.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/Progress.tsx'
import type { UploadedFile } from '../block.ts'
import { refuseUpload, sendFile, takeUpload } from '../uploads.ts'
import type { Stage } from './media-view.ts'

type Kind = 'video' | 'audio' | 'attachment'
const accepts: Record<Kind, string> = { video: 'video/*', audio: 'audio/*', attachment: '' }

/** A film of a recorder that heard only sound is sound, and the other way round a browser plays both. */
const fits = (kind: Kind, type: string) => kind === 'attachment' || ['film', 'sound'].includes(mediaKind(type))

/** Asks for a file from this device. */
export function chooseFiles(accept: string, several: boolean, chosen: (files: File[]) => void): void {
  const input = document.createElement('input')
  Object.assign(input, { type: 'file', accept, multiple: several })
  input.addEventListener('change', () => chosen([...(input.files ?? [])]))
  input.click()
}

export const choose = (stage: Stage, kind: Kind) =>
  chooseFiles(accepts[kind], false, ([file]) => {
    const id = stage.id()
    if (file && id) void sendFile(stage.lent.upload, id, file)
  })

/** What a block shows until its file is there: what to do, how far it is, or what went wrong. `arrived` gets the file. */
export function Arriving(props: { stage: Stage; kind: Kind; arrived: (file: UploadedFile) => void; more?: JSX.Element }) {
  const sending = () => props.stage.sending()
  createEffect(() => {
    const id = props.stage.id()
    const result = sending()?.result
    if (!id || !result || !props.stage.editable()) return
    if (!fits(props.kind, result.type)) return refuseUpload(id, t(`media.wrong.${props.kind}` as TextKey))
    // Not in the midst of what made this run: the document may just be changing.
    queueMicrotask(() => {
      const taken = takeUpload(props.stage.lent.upload, id)
      if (taken) props.arrived(taken)
    })
  })
  const drop = (event: DragEvent) => {
    const [file] = [...(event.dataTransfer?.files ?? [])]
    const id = props.stage.id()
    if (!file || !id || !props.stage.editable()) return
    event.preventDefault()
    event.stopPropagation()
    void sendFile(props.stage.lent.upload, id, file)
  }
  return (
    <div class="media-empty" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <Switch
        fallback={
          <>
            <p>{t(`media.empty.${props.kind}` as TextKey)}</p>
            <div class="media-verbs">
              <Button disabled={!props.stage.editable()} onClick={() => choose(props.stage, props.kind)}>
                {t(`media.choose.${props.kind}` as TextKey)}
              </Button>
              {props.more}
            </div>
          </>
        }
      >
        <Match when={sending()?.failed}>
          {(why) => (
            <>
              <p role="alert" class="media-fault">
                {why()}
              </p>
              <div class="media-verbs">
                <Button tone="primary" onClick={() => sending()?.retry()}>
                  {t('media.retry')}
                </Button>
                <Button onClick={() => choose(props.stage, props.kind)}>{t(`media.choose.${props.kind}` as TextKey)}</Button>
                <Button tone="quiet" onClick={() => sending()?.cancel()}>
                  {t('media.cancel')}
                </Button>
              </div>
            </>
          )}
        </Match>
        <Match when={sending()}>{(now) => <OnItsWay name={now().name} share={now().share} cancel={now().cancel} />}</Match>
      </Switch>
    </div>
  )
}

function OnItsWay(props: { name: string; share: number; cancel: () => void }) {
  return (
    <>
      <p>{t('media.sending', { name: props.name })}</p>
      <div class="media-progress">
        <ProgressBar label={t('media.sending', { name: props.name })} value={Math.round(props.share * 100)} max={100} />
      </div>
      <p class="media-quiet">{t('media.sent', { share: percent(props.share) })}</p>
      <Show when={props.cancel}>
        <Button tone="quiet" onClick={() => props.cancel()}>
          {t('media.cancel')}
        </Button>
      </Show>
    </>
  )
}

/** One line that writes an attribute when it is left. */
export function Line(props: { stage: Stage; attr: string; label: string; missing?: boolean }) {
  return (
    <input
      class="media-line"
      classList={{ 'media-missing': props.missing ?? false }}
      aria-label={props.label}
      placeholder={props.label}
      value={String(props.stage.node().attrs[props.attr] ?? '')}
      readOnly={!props.stage.editable()}
      onChange={(event) => props.stage.set({ [props.attr]: event.currentTarget.value.trim() })}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.currentTarget.blur()
        props.stage.focusText()
      }}
    />
  )
}
