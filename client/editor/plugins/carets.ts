import { Plugin, PluginKey, type EditorState } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { isRemote } from './fresh-ids.ts'

/** What others see of a person; the server stamps it, and a client only says where the caret is. */
type Shown = { user?: { name?: unknown; colour?: unknown }; cursor?: { anchor: unknown; head: unknown } | null }
type Binding = { doc: Y.Doc; type: Y.XmlFragment; binding: { mapping: Map<Y.AbstractType<unknown>, unknown> } }

const key = new PluginKey<DecorationSet>('carets')
/** At most ten places a second leave this device. */
const placeEveryMs = 100

const bindingOf = (state: EditorState) => ySyncPluginKey.getState(state) as Binding | undefined

function caretOf(clientId: number, name: string, colour: number): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.dataset.client = String(clientId)
  caret.style.setProperty('--person', `var(--person-${colour})`)
  const label = document.createElement('span')
  label.className = 'caret-name'
  label.textContent = name
  // Word joiners keep the line from breaking at the caret.
  caret.append('\u2060', label, '\u2060')
  return caret
}

/**
 * Draws where the others are. The key of a caret holds its place, so that it is built anew when it moves: the label is
 * shown again, and fades by its own animation when its person rests.
 */
function draw(state: EditorState, awareness: Awareness): DecorationSet {
  const bound = bindingOf(state)
  if (!bound || bound.binding.mapping.size === 0) return DecorationSet.empty
  const position = (json: unknown) =>
    relativePositionToAbsolutePosition(bound.doc, bound.type, Y.createRelativePositionFromJSON(json), bound.binding.mapping as never)
  const most = state.doc.content.size
  const decorations: Decoration[] = []
  for (const [clientId, shown] of awareness.getStates() as Map<number, Shown>) {
    if (clientId === awareness.clientID || !shown.cursor) continue
    const [anchor, head] = [position(shown.cursor.anchor), position(shown.cursor.head)]
    if (anchor === null || head === null || Math.max(anchor, head) > most) continue
    const name = typeof shown.user?.name === 'string' ? shown.user.name : ''
    const colour = typeof shown.user?.colour === 'number' ? shown.user.colour % 10 : 0
    decorations.push(
      Decoration.widget(head, () => caretOf(clientId, name, colour), {
        side: 10,
        key: `${clientId} ${JSON.stringify(shown.cursor.head)}`,
        ignoreSelection: true,
      }),
    )
    if (anchor !== head)
      decorations.push(
        Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
          class: 'selection-of',
          style: `--person: var(--person-${colour})`,
        }),
      )
  }
  return DecorationSet.create(state.doc, decorations)
}

/** Tells the others where this person's caret is, as a relative position, while the text has the focus. */
function tellPlace(view: EditorView, awareness: Awareness) {
  const bound = bindingOf(view.state)
  if (!bound) return
  const { anchor, head } = view.state.selection
  const relative = (pos: number) =>
    absolutePositionToRelativePosition(pos, bound.type, bound.binding.mapping as never) as Y.RelativePosition
  const cursor = view.hasFocus() ? { anchor: relative(anchor), head: relative(head) } : null
  const before = awareness.getLocalState()?.cursor as { anchor: unknown; head: unknown } | null | undefined
  if (JSON.stringify(before ?? null) !== JSON.stringify(cursor)) awareness.setLocalStateField('cursor', cursor)
}

/** Carets of the others with their names, and word of one's own. A state field `cursor`, as y-prosemirror's own clients read it. */
export const carets = (awareness: Awareness) =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, before, _old, after) => (isRemote(tr) || tr.getMeta(key) ? draw(after, awareness) : before.map(tr.mapping, tr.doc)),
    },
    props: { decorations: (state) => key.getState(state) },
    view(view) {
      let telling: ReturnType<typeof setTimeout> | undefined
      const tell = () => {
        telling ??= setTimeout(() => {
          telling = undefined
          tellPlace(view, awareness)
        }, placeEveryMs)
      }
      const redraw = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }) => {
        if ([...added, ...updated, ...removed].some((id) => id !== awareness.clientID))
          view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false))
      }
      awareness.on('change', redraw)
      view.dom.addEventListener('focusin', tell)
      view.dom.addEventListener('focusout', tell)
      return {
        update: (_, before) => {
          if (!before.selection.eq(view.state.selection) || before.doc !== view.state.doc) tell()
        },
        destroy() {
          clearTimeout(telling)
          awareness.off('change', redraw)
          view.dom.removeEventListener('focusin', tell)
          view.dom.removeEventListener('focusout', tell)
          awareness.setLocalStateField('cursor', null)
        },
      }
    },
  })
