import Flag from 'lucide-solid/icons/flag'
import MessageSquare from 'lucide-solid/icons/message-square'
import Pencil from 'lucide-solid/icons/pencil-line'
import type { EditorView } from 'prosemirror-view'
import { createEffect, createMemo, For, on, onCleanup, Show } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { Dynamic } from 'solid-js/web'
import { t } from '../../platform/text.ts'
import { idOf } from '../nodes.ts'
import type { Tools } from './tools.ts'
import { type Highlight, highlightRanges, highlightsOf, lookOfHighlights } from '../plugins/highlights.ts'

const icons = { thread: MessageSquare, flag: Flag, suggest: Pencil }

/** What people said about one block: `top` in pixels from the top of the editor. */
type Dot = { id: string; top: number; keys: string[]; kind: Highlight['kind']; quote: string; active: boolean }

/** The height of a block on the screen; of what lies behind a tab, that of the tabs. Its own box is known without laying out what is in it. */
function heightOf(view: EditorView, block: number): number {
  const node = view.nodeDOM(block)
  const element = node instanceof Element ? node : node?.parentElement
  const seen = !element || element.checkVisibility() ? element : element.closest('.panels')
  return seen?.getBoundingClientRect().top ?? 0
}

function dotsOf({ lesson, wrapper, state }: Tools): Dot[] {
  const now = state()
  const ranges = highlightRanges(now)
  const blocks = new Map<number, Dot>()
  const top = wrapper.getBoundingClientRect().top
  for (const { key, kind, active, block: whole } of highlightsOf(now)) {
    const range = ranges.get(key)
    if (!range || range.from > now.doc.content.size) continue
    const $from = now.doc.resolve(range.from)
    // One on a whole block begins before it: an answer, and not the question around it.
    const block = whole || !$from.depth ? range.from : $from.before()
    const before = blocks.get(block)
    if (before) {
      before.keys.push(key)
      before.active ||= active ?? false
      continue
    }
    const quote = now.doc.textBetween(range.from, Math.min(range.to, range.from + 80), ' ')
    blocks.set(block, {
      id: idOf(now.doc.nodeAt(block) ?? $from.parent) ?? String(block),
      top: heightOf(lesson.view, block) - top,
      keys: [key],
      kind,
      quote,
      active: active ?? false,
    })
  }
  return [...blocks.values()].sort((a, b) => a.top - b.top)
}

/** Measuring lays the page out; while somebody types it waits for a moment between two keys. */
const restMs = 60

/** A small sign in the margin beside each block that somebody said something about: the way to it by keyboard. */
export function MarginDots(props: { tools: Tools; onActivate: (key: string) => void }) {
  // Dots stay the same from one look to the next: a key that moves nothing draws nothing.
  const [dots, setDots] = createStore<Dot[]>([])
  let asked = 0
  let resting: ReturnType<typeof setTimeout> | undefined
  const measure = () => {
    cancelAnimationFrame(asked)
    asked = requestAnimationFrame(() =>
      setDots(reconcile(props.tools.lesson.view.isDestroyed ? [] : dotsOf(props.tools), { key: 'id', merge: true })),
    )
  }
  // Letters beside a highlight move no dot, unless they make a line more; that is heard as a change of the size.
  const look = createMemo(() => lookOfHighlights(props.tools.state()))
  createEffect(
    on(look, () => {
      clearTimeout(resting)
      resting = setTimeout(measure, restMs)
    }),
  )
  const sizes = new ResizeObserver(measure)
  sizes.observe(props.tools.lesson.view.dom)
  onCleanup(() => {
    clearTimeout(resting)
    cancelAnimationFrame(asked)
    sizes.disconnect()
  })
  const next = new Map<string, number>()
  const activate = ({ keys }: Dot) => {
    const at = next.get(keys.join()) ?? 0
    next.set(keys.join(), (at + 1) % keys.length)
    const key = keys[at]
    if (key) props.onActivate(key)
  }
  return (
    <div class="margin-dots">
      <For each={dots}>
        {(dot) => (
          <button
            type="button"
            class={`margin-dot margin-dot-${dot.kind}`}
            classList={{ 'margin-dot-active': dot.active }}
            style={{ top: `${dot.top}px` }}
            aria-label={t('editor.saidHere', { count: dot.keys.length, quote: dot.quote })}
            onClick={() => activate(dot)}
          >
            <Dynamic component={icons[dot.kind]} size={16} aria-hidden="true" />
            <Show when={dot.keys.length > 1}>{dot.keys.length}</Show>
          </button>
        )}
      </For>
    </div>
  )
}
