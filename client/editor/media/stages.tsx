import { render } from 'solid-js/web'
import { AttachmentStage } from './AttachmentStage.tsx'
import { EmbedStage } from './EmbedStage.tsx'
import { GalleryStage } from './GalleryStage.tsx'
import type { Stage } from './media-view.ts'
import { SayableStage } from './SayableStage.tsx'

/** Draws the upper part of a media block; answers how to take it away. */
export function mountStage(box: HTMLElement, kind: string, stage: Stage): () => void {
  return render(() => {
    switch (kind) {
      case 'gallery':
        return <GalleryStage stage={stage} />
      case 'attachment':
        return <AttachmentStage stage={stage} />
      case 'embed':
        return <EmbedStage stage={stage} />
      default:
        return <SayableStage stage={stage} kind={kind === 'audio' ? 'audio' : 'video'} />
    }
  }, box)
}
