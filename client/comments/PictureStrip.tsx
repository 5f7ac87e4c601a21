import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import { type CommentPicture, maxAltLength } from '../../shared/comments.ts'
import { t } from '../platform/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import type { Pictures } from './pictures.ts'
import styles from './Pictures.module.css'

type PictureStripProps = {
  chosen: readonly CommentPicture[]
  pictures: Pictures
  onAlt: (picture: CommentPicture, alt: string) => void
  onRemove: (picture: CommentPicture) => void
}

/** The pictures that a comment will show, each with a line to say what is on it. */
export function PictureStrip(props: PictureStripProps) {
  return (
    <Show when={props.chosen.length > 0}>
      <ul class={styles.strip} aria-label={t('comments.pictures')}>
        {/* By its place, so that the line one types in stays the same while what it says changes. */}
        <For each={props.chosen.map(({ picture }) => picture)}>
          {(id, at) => {
            const its = () => props.chosen[at()]
            return (
              <Show when={its()}>
                {(picture) => (
                  <li class={styles.chosen}>
                    <img class={styles.thumb} src={props.pictures.srcOf(id)} alt="" />
                    <div class={styles.about}>
                      <input
                        class={styles.alt}
                        type="text"
                        value={picture().alt}
                        maxlength={maxAltLength}
                        aria-label={t('comments.alt')}
                        placeholder={t('comments.alt')}
                        onInput={(event) => props.onAlt(picture(), event.currentTarget.value)}
                      />
                      <Show when={props.pictures.isOnTheWay(id)}>
                        <span class={styles.state} role="status">
                          {t('comments.pictureOnItsWay')}
                        </span>
                      </Show>
                    </div>
                    <IconButton label={t('comments.pictureRemove')} size="small" onClick={() => props.onRemove(picture())}>
                      <X size={14} />
                    </IconButton>
                  </li>
                )}
              </Show>
            )
          }}
        </For>
      </ul>
    </Show>
  )
}
