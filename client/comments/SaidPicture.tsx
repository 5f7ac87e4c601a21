import { createSignal, onCleanup, Show } from 'solid-js'
import type { CommentPicture } from '../../shared/comments.ts'
import { t } from '../platform/text.ts'
import type { Pictures } from './pictures.ts'
import styles from './Pictures.module.css'

const [firstPauseMs, longestPauseMs] = [2000, 60_000]

/** A picture of a comment, which a click shows whole. While it is on its way from somebody's device it is asked for again. */
export function SaidPicture(props: { picture: CommentPicture; pictures: Pictures }) {
  const [tries, setTries] = createSignal(0)
  const [isMissing, setMissing] = createSignal(false)
  let waiting: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(waiting))
  const src = () => props.pictures.srcOf(props.picture.picture)
  const name = () => props.picture.alt || t('comments.picture')
  const missed = () => {
    setMissing(true)
    clearTimeout(waiting)
    waiting = setTimeout(() => setTries((now) => now + 1), Math.min(longestPauseMs, firstPauseMs * 2 ** tries()))
  }
  return (
    <p class={styles.figure}>
      <Show when={isMissing()}>
        <span class={styles.missing} role="img" aria-label={name()}>
          {t('comments.pictureComing')}
        </span>
      </Show>
      <a
        href={src()}
        target="_blank"
        rel="noopener noreferrer"
        hidden={isMissing()}
        aria-label={t('comments.pictureOpen', { name: name() })}
      >
        <img
          class={styles.picture}
          // Another address for each try: a browser does not ask twice for what it did not get.
          src={tries() > 0 && src().startsWith('/') ? `${src()}?${tries()}` : src()}
          alt={props.picture.alt}
          width={props.picture.width}
          height={props.picture.height}
          onLoad={() => setMissing(false)}
          onError={missed}
        />
      </a>
    </p>
  )
}
