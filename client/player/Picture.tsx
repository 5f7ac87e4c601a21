import { attrsOf, type Prose } from '../../shared/document/prose.ts'
import { t } from '../platform/text.ts'
import { StoredPicture } from '../ui/media/StoredPicture.tsx'
import { blockId } from './Inline.tsx'

const word = (node: Prose, name: string) => String(attrsOf(node)[name] ?? '')
const number = (node: Prose, name: string) => {
  const value = attrsOf(node)[name]
  return typeof value === 'number' ? value : undefined
}
/** Where a picture may be shown from: here, or from beside whoever packed the course. Nobody else is asked for one. */
export const shownImage = (src: unknown) => (typeof src === 'string' && /^(\/(?!\/)|data:image\/|blob:)/i.test(src) ? src : undefined)

export function Picture(props: { node: Prose; sizes?: string }) {
  const caption = () => word(props.node, 'caption')
  const alt = () => word(props.node, 'alt')
  return (
    <figure data-block={blockId(props.node)}>
      <StoredPicture
        src={shownImage(attrsOf(props.node)['src'])}
        alt={alt() || (caption() || attrsOf(props.node)['decorative'] ? '' : t('player.image'))}
        width={number(props.node, 'width')}
        height={number(props.node, 'height')}
        crop={attrsOf(props.node)['crop']}
        {...(props.sizes && { sizes: props.sizes })}
      />
      {caption() && <figcaption>{caption()}</figcaption>}
    </figure>
  )
}
