import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Check from 'lucide-solid/icons/check'
import X from 'lucide-solid/icons/x'
import { createSignal, For, onMount, Show } from 'solid-js'
import { textOfBlock } from '../../../shared/document/prose.ts'
import type { BlockId } from '../../../shared/id.ts'
import { t } from '../../platform/text.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Inline } from '../Inline.tsx'
import styles from '../Question.module.css'
import { type BodyProps, idOf, partsOf } from './body.ts'

/** Put things in order: by buttons, by Alt with the arrow keys, or by dragging. */
export function Sorting(props: BodyProps) {
  const [order, setOrder] = createSignal<readonly BlockId[]>(props.shown) // eslint-disable-line solid/reactivity -- how it begins
  const [said, setSaid] = createSignal('')
  const [dragged, setDragged] = createSignal<BlockId>()
  let list!: HTMLOListElement
  onMount(() => props.feedback || props.onAnswer({ by: 'order', order: [...order()] }))

  const seen = () => (props.feedback?.answer.by === 'order' ? props.feedback.answer.order : order())
  const right = () => (props.feedback?.solution?.by === 'order' ? props.feedback.solution.right : undefined)
  const itemOf = (id: BlockId) => partsOf(props.node, 'sortItem').find((item) => idOf(item) === id)
  const wordsOf = (id: BlockId) => textOfBlock(itemOf(id) ?? { type: '' })
  const isInPlace = (id: BlockId, place: number) => wordsOf(right()?.[place] ?? id) === wordsOf(id)

  const place = (id: BlockId, to: number) => {
    const others = order().filter((one) => one !== id)
    const place = Math.max(0, Math.min(others.length, to))
    const next = [...others.slice(0, place), id, ...others.slice(place)]
    setOrder(next)
    setSaid(t('player.sortMoved', { what: wordsOf(id), place: place + 1, count: next.length }))
    props.onAnswer({ by: 'order', order: next })
  }
  /** Moves it by one; the button that was pressed keeps the focus, for the next press. */
  const move = (id: BlockId, step: 1 | -1, by: 'up' | 'down') => {
    place(id, order().indexOf(id) + step)
    list.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"] [data-move=${by}]`)?.focus()
  }
  return (
    <>
      <p class={styles.hint}>{t('player.sortHint')}</p>
      <ol class={styles.sorting} ref={list}>
        <For each={seen()}>
          {(id, index) => (
            <li
              class={styles.item}
              classList={{
                [styles.right!]: right() !== undefined && isInPlace(id, index()),
                [styles.wrong!]: right() !== undefined && !isInPlace(id, index()),
                [styles.dragged!]: dragged() === id,
              }}
              data-item={id}
              draggable={props.feedback ? undefined : 'true'}
              onDragStart={(event) => {
                setDragged(id)
                if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
              }}
              onDragOver={(event) => {
                const moving = dragged()
                if (!moving) return
                event.preventDefault()
                if (moving !== id) place(moving, index())
              }}
              onDrop={(event) => event.preventDefault()}
              onDragEnd={() => setDragged()}
              onKeyDown={(event) => {
                if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || props.feedback) return
                event.preventDefault()
                move(id, event.key === 'ArrowUp' ? -1 : 1, event.key === 'ArrowUp' ? 'up' : 'down')
              }}
            >
              <span class={styles.itemText} data-block={id} data-text="">
                <Inline of={itemOf(id)?.content} />
              </span>
              <Show
                when={right() === undefined && !props.feedback}
                fallback={
                  <span class={styles.mark}>
                    <Show when={isInPlace(id, index())} fallback={<X aria-hidden="true" />}>
                      <Check aria-hidden="true" />
                    </Show>
                    {isInPlace(id, index()) ? t('player.inPlace') : t('player.notInPlace')}
                  </span>
                }
              >
                <span class={styles.moves}>
                  <IconButton
                    label={t('player.sortUp', { what: wordsOf(id) })}
                    aria-disabled={index() === 0}
                    data-move="up"
                    onClick={() => move(id, -1, 'up')}
                  >
                    <ArrowUp />
                  </IconButton>
                  <IconButton
                    label={t('player.sortDown', { what: wordsOf(id) })}
                    aria-disabled={index() === order().length - 1}
                    data-move="down"
                    onClick={() => move(id, 1, 'down')}
                  >
                    <ArrowDown />
                  </IconButton>
                </span>
              </Show>
            </li>
          )}
        </For>
      </ol>
      <p class="visually-hidden" role="status">
        {said()}
      </p>
      <Show when={props.feedback && props.feedback.verdict !== 'right' && right()}>
        {(solution) => (
          <div class={styles.solution}>
            <p>{t('player.rightOrder')}</p>
            <ol>
              <For each={solution()}>
                {(id) => (
                  <li>
                    <Inline of={itemOf(id)?.content} />
                  </li>
                )}
              </For>
            </ol>
          </div>
        )}
      </Show>
    </>
  )
}
