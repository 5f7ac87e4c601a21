import { Show } from 'solid-js'
import { cropOf, cropStyles } from '../../../shared/document/crop.ts'
import { srcsetOf } from '../../../shared/file-addresses.ts'
import styles from './Media.module.css'

type PictureProps = {
  src: string | undefined
  alt: string
  width: number | undefined
  height: number | undefined
  /** As the document writes it. */
  crop?: unknown
  /** How wide it is shown at most, as CSS says it. */
  sizes?: string
}

/** The width of a reading column, or of the screen. */
const usual = '(max-width: 720px) 100vw, 720px'

/** A picture at the size of the screen it is on, cut as its author cut it. */
export function StoredPicture(props: PictureProps) {
  const cut = () => cropStyles(cropOf(props.crop), props.width, props.height)
  const picture = () => (
    <img
      src={props.src}
      srcset={srcsetOf(props.src, props.width)}
      sizes={srcsetOf(props.src, props.width) && (props.sizes ?? usual)}
      alt={props.alt}
      width={props.width}
      height={props.height}
      loading="lazy"
      decoding="async"
      style={cut()?.picture ?? {}}
    />
  )
  return (
    <Show when={cut()} fallback={picture()}>
      {(its) => (
        <div class={styles.cut} style={its().frame}>
          {picture()}
        </div>
      )}
    </Show>
  )
}
