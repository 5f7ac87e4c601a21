import Flag from 'lucide-solid/icons/flag'
import MessageSquare from 'lucide-solid/icons/message-square'
import Pencil from 'lucide-solid/icons/pencil-line'
import type { EditorView } from 'prosemirror-view'
import { createEffect, createSignal, For, onCleanup, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { t } from '../../platform/text.ts'
import type { Tools } from './tools.ts'
import { type Highlight, highlightRanges, highlightsOf } from '../plugins/highlights.ts'

const icons = { thread: MessageSquare, flag: Flag, suggest: Pencil }

/** What people said about one block: `top` in pixels from the top of the editor. */
type Dot = { top: number; keys: string[]; kind: Highlight['kind']; quote: string; active: boolean }

/** The height of a place on the screen; of what lies behind a tab, that of the tabs. */
function heightOf(view: EditorView, pos: number): number {
  const { node } = view.domAtPos(pos)
  const element = node instanceof Element ? node : node.parentElement
  if (!element || element.checkVisibility()) return view.coordsAtPos(pos).top
  return element.closest('.panels')?.getBoundingClientRect().top ?? view.coordsAtPos(pos).top
}

function dotsOf({ lesson, wrapper, state }: Tools): Dot[] {
  const now = state()
  const ranges = highlightRanges(now)
  const blocks = new Map<number, Dot>()
  const top = wrapper.getBoundingClientRect().top
  for (const { key, kind, active } of highlightsOf(now)) {
    const range = ranges.get(key)
    if (!range || range.from > now.doc.content.size) continue
    const $from = now.doc.resolve(range.from)
    const block = $from.depth > 0 ? $from.before() : range.from
    const before = blocks.get(block)
    if (before) {
      before.keys.push(key)
      before.active ||= active ?? false
      continue
    }
    const quote = now.doc.textBetween(range.from, Math.min(range.to, range.from + 80), ' ')
    blocks.set(block, { top: heightOf(lesson.view, range.from) - top, keys: [key], kind, quote, active: active ?? false })
  }
  return [...blocks.values()].sort((a, b) => a.top - b.top)
}

/** A small sign in the margin beside each block that somebody said something about: the way to it by keyboard. */
export function MarginDots(props: { tools: Tools; onActivate: (key: string) => void }) {
  const [dots, setDots] = createSignal<Dot[]>([])
  let asked = 0
  const measure = () => {
    cancelAnimationFrame(asked)
    asked = requestAnimationFrame(() => setDots(props.tools.lesson.view.isDestroyed ? [] : dotsOf(props.tools)))
  }
  createEffect(() => {
    props.tools.state()
    measure()
  })
  const sizes = new ResizeObserver(measure)
  sizes.observe(props.tools.lesson.view.dom)
  onCleanup(() => {
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
      <For each={dots()}>
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
