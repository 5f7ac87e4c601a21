import { Show } from 'solid-js'
import { newDocumentId } from '../../../shared/id.ts'
import { t } from '../../platform/text.ts'
import { Button } from '../../ui/Button.tsx'
import { nodeType } from '../nodes.ts'
import { sendFile } from '../uploads.ts'
import { chooseFiles, Line } from './Arriving.tsx'
import type { Stage } from './media-view.ts'

/** Above pictures side by side: their common caption, and more of them. The pictures are blocks of their own, below. */
export function GalleryStage(props: { stage: Stage }) {
  const isEmpty = () => props.stage.node().childCount === 0
  function add(files: File[]) {
    const made = files.filter(({ type }) => type.startsWith('image/')).map((file) => ({ file, id: newDocumentId<string>() }))
    const image = nodeType(props.stage.view.state.schema, 'image')
    if (made.length > 0) props.stage.append(...made.map(({ id }) => image.create({ id })))
    for (const { file, id } of made) void sendFile(props.stage.lent.upload, id, file)
  }
  const drop = (event: DragEvent) => {
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length === 0 || !props.stage.editable()) return
    event.preventDefault()
    event.stopPropagation()
    add(files)
  }
  return (
    <div classList={{ 'media-empty': isEmpty(), 'media-tools': !isEmpty() }} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <Show when={isEmpty()}>
        <p>{t('media.empty.gallery')}</p>
      </Show>
      <Show when={!isEmpty() && (props.stage.editable() || props.stage.node().attrs['caption'])}>
        <Line stage={props.stage} attr="caption" label={t('media.galleryCaption')} />
      </Show>
      <Show when={props.stage.editable()}>
        <Button
          size={isEmpty() ? 'medium' : 'small'}
          tone={isEmpty() ? 'plain' : 'quiet'}
          onClick={() => chooseFiles('image/*', true, add)}
        >
          {t('media.choose.gallery')}
        </Button>
      </Show>
    </div>
  )
}
