import { type Component, createSignal, For, useContext } from 'solid-js'
import { type Prose, textBlocksIn, textOfBlock } from '../../shared/document/prose.ts'
import { recall, remember } from '../platform/memory.ts'
import { t } from '../platform/text.ts'
import styles from './Checklist.module.css'
import { AskingContext } from './context.ts'
import { blockId } from './Inline.tsx'

type ListProps = { node: Prose; blocks: Component<{ of: readonly Prose[] | undefined }> }

/** A list to tick off. What is ticked is remembered on this device, for each person apart. */
export function Checklist(props: ListProps) {
  return (
    <ul class={styles.list} data-block={blockId(props.node)} role="list">
      <For each={props.node.content}>{(item) => <Item node={item} blocks={props.blocks} />}</For>
    </ul>
  )
}

function Item(props: ListProps) {
  const person = useContext(AskingContext)?.seed ?? ''
  const key = () => `ticked.${person}.${blockId(props.node)}`
  const [ticked, setTicked] = createSignal(recall(key()) !== null) // eslint-disable-line solid/reactivity -- published prose never changes
  const tick = (on: boolean) => {
    setTicked(on)
    remember(key(), on ? '1' : null)
  }
  /** Its first line names it; what stands below that is said on its own. */
  const name = () => {
    const [first] = textBlocksIn(props.node)
    return (first && textOfBlock(first)) || t('player.checkItem')
  }
  return (
    <li class={styles.item} classList={{ [styles.done!]: ticked() }} data-block={blockId(props.node)}>
      <input type="checkbox" aria-label={name()} checked={ticked()} onChange={(event) => tick(event.currentTarget.checked)} />
      <div>{props.blocks({ of: props.node.content })}</div>
    </li>
  )
}
