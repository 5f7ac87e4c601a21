import { createMemo, For, Match, Show, Switch, useContext } from 'solid-js'
import { attrsOf, type Prose, textOfBlock } from '../../shared/document/prose.ts'
import { showTime } from '../../shared/timed-text.ts'
import { t } from '../platform/text.ts'
import { EmbeddedPage } from '../ui/media/EmbeddedPage.tsx'
import { FileCard } from '../ui/media/FileCard.tsx'
import { Film, languageName } from '../ui/media/Film.tsx'
import { FramesContext } from './frames.ts'
import { blockId, Inline } from './Inline.tsx'
import styles from './Media.module.css'
import { Picture, shownImage } from './Picture.tsx'

// Film, sound, pictures, files and pages as learners meet them: the same parts that the author sees.

const word = (node: Prose, name: string) => String(attrsOf(node)[name] ?? '')
const number = (node: Prose, name: string) => {
  const value = attrsOf(node)[name]
  return typeof value === 'number' ? value : undefined
}
const parts = (node: Prose, type: string) => (node.content ?? []).filter((part) => part.type === type)
/** Film and sound from here, or as whoever packed the course put them beside it. */
const shownFile = (src: string) => (/^(\/(?!\/)|blob:|[\w-]+\/)/.test(src) ? src : '')

/** Pictures in a row, as many side by side as there is room for. */
function Gallery(props: { node: Prose }) {
  const caption = () => word(props.node, 'caption')
  return (
    <figure class={styles.gallery} data-block={blockId(props.node)}>
      <div class={styles.row}>
        <For each={parts(props.node, 'image')}>{(picture) => <Picture node={picture} sizes="(max-width: 720px) 50vw, 360px" />}</For>
      </div>
      {caption() && <figcaption>{caption()}</figcaption>}
    </figure>
  )
}

/** Film or sound with its captions, its chapters, and all that is said to be read. */
function Sayable(props: { node: Prose; kind: 'video' | 'audio' }) {
  const tracks = createMemo(() =>
    parts(props.node, 'captions').map((track) => ({
      language: word(track, 'language'),
      cues: parts(track, 'cue').map((cue) => ({ start: number(cue, 'start') ?? 0, end: number(cue, 'end') ?? 0, text: textOfBlock(cue) })),
    })),
  )
  const chapters = () =>
    parts(props.node, 'chapter')
      .map((chapter) => ({ at: number(chapter, 'at') ?? 0, title: textOfBlock(chapter) }))
      .toSorted((a, b) => a.at - b.at)
  const caption = () => word(props.node, 'caption')
  return (
    <figure data-block={blockId(props.node)}>
      <Film
        kind={props.kind}
        src={shownFile(word(props.node, 'src'))}
        title={caption() || t(props.kind === 'video' ? 'media.film' : 'media.sound')}
        poster={shownImage(attrsOf(props.node)['poster'])}
        width={number(props.node, 'width')}
        height={number(props.node, 'height')}
        start={number(props.node, 'start')}
        end={number(props.node, 'end')}
        tracks={tracks()}
        chapters={chapters()}
      />
      {caption() && <figcaption>{caption()}</figcaption>}
      <For each={parts(props.node, 'captions')}>{(track) => <Transcript track={track} />}</For>
    </figure>
  )
}

/** What is said, as text: for who would rather read, and to mark a sentence that is out of date. */
function Transcript(props: { track: Prose }) {
  const language = () => word(props.track, 'language')
  return (
    <Show when={props.track.content?.length}>
      <details class={styles.transcript}>
        <summary>{t('media.transcript', { language: languageName(language() || 'en') })}</summary>
        <For each={parts(props.track, 'cue')}>
          {(cue) => (
            <div class={styles.said}>
              <span class={styles.time} aria-hidden="true">
                {showTime(number(cue, 'start') ?? 0)}
              </span>
              <p lang={language() || undefined} data-block={blockId(cue)} data-text="">
                <Inline of={cue.content} />
              </p>
            </div>
          )}
        </For>
      </details>
    </Show>
  )
}

function Attachment(props: { node: Prose }) {
  return (
    <div class={styles.file} data-block={blockId(props.node)}>
      <FileCard
        src={shownFile(word(props.node, 'src'))}
        name={word(props.node, 'name') || t('media.file')}
        bytes={number(props.node, 'bytes') ?? 0}
      />
    </div>
  )
}

function Embed(props: { node: Prose }) {
  const frameOf = useContext(FramesContext)
  const url = () => word(props.node, 'url')
  const caption = () => word(props.node, 'caption')
  return (
    <figure data-block={blockId(props.node)}>
      <EmbeddedPage url={url()} title={word(props.node, 'title')} frame={frameOf(url())} />
      {caption() && <figcaption>{caption()}</figcaption>}
    </figure>
  )
}

/** Whichever of these a node is. */
export function Media(props: { node: Prose }) {
  return (
    <Switch fallback={<Sayable node={props.node} kind={props.node.type === 'audio' ? 'audio' : 'video'} />}>
      <Match when={props.node.type === 'gallery'}>
        <Gallery node={props.node} />
      </Match>
      <Match when={props.node.type === 'attachment'}>
        <Attachment node={props.node} />
      </Match>
      <Match when={props.node.type === 'embed'}>
        <Embed node={props.node} />
      </Match>
    </Switch>
  )
}
