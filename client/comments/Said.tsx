import { For, Match, Switch } from 'solid-js'
import { type Body, type Inline, isLinkable } from '../../shared/comments.ts'
import type { PersonId } from '../../shared/id.ts'
import type { Pictures } from './pictures.ts'
import { SaidPicture } from './SaidPicture.tsx'
import styles from './Said.module.css'

/** What a comment says. A mention shows the person's name of today. */
export function Said(props: { body: Body; pictures: Pictures; nameOf: (id: PersonId) => string | undefined }) {
  return (
    <div class={styles.said}>
      <For each={props.body.content}>
        {(part) =>
          part.type === 'picture' ? (
            <SaidPicture picture={part.attrs} pictures={props.pictures} />
          ) : (
            <p dir="auto">
              <For each={part.content}>{(inline) => <Piece inline={inline} nameOf={props.nameOf} />}</For>
            </p>
          )
        }
      </For>
    </div>
  )
}

function Piece(props: { inline: Inline; nameOf: (id: PersonId) => string | undefined }) {
  const link = () => (props.inline.type === 'text' ? props.inline.marks?.[0]?.attrs.href : undefined)
  return (
    <Switch>
      <Match when={props.inline.type === 'hardBreak'}>
        <br />
      </Match>
      <Match when={props.inline.type === 'mention' && props.inline}>
        {(mention) => <span class={styles.mention}>@{props.nameOf(mention().attrs.person) ?? mention().attrs.name}</span>}
      </Match>
      <Match when={props.inline.type === 'text' && isLinkable(link() ?? '') && props.inline}>
        {(text) => (
          <a href={link()} target="_blank" rel="noopener noreferrer nofollow">
            {text().text}
          </a>
        )}
      </Match>
      <Match when={props.inline.type === 'text' && props.inline}>{(text) => text().text}</Match>
    </Switch>
  )
}
