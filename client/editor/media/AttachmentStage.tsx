import { Show } from 'solid-js'
import { allowedFile } from '../../../shared/document/addresses.ts'
import { t } from '../../platform/text.ts'
import { Button } from '../../ui/Button.tsx'
import { FileCard } from '../../ui/media/FileCard.tsx'
import { Arriving, choose, Line } from './Arriving.tsx'
import type { Stage } from './media-view.ts'

/** A file to save, and what it is called. */
export function AttachmentStage(props: { stage: Stage }) {
  const its = (name: string): unknown => props.stage.node().attrs[name]
  const src = () => (allowedFile(its('src')) ? String(its('src')) : null)
  return (
    <Show
      when={src() && !props.stage.sending()}
      fallback={
        <Arriving
          stage={props.stage}
          kind="attachment"
          arrived={(file) => props.stage.set({ file: file.id, src: file.url, name: file.name, bytes: file.bytes ?? null, type: file.type })}
        />
      }
    >
      <FileCard src={src() ?? ''} name={String(its('name') ?? '') || t('media.file')} bytes={Number(its('bytes') ?? 0)} />
      <Show when={props.stage.editable()}>
        <div class="media-tools">
          <Line stage={props.stage} attr="name" label={t('media.file')} />
          <Button size="small" tone="quiet" onClick={() => choose(props.stage, 'attachment')}>
            {t('media.replace')}
          </Button>
        </div>
      </Show>
    </Show>
  )
}
