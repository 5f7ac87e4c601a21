import type { Node, Schema } from 'prosemirror-model'
import { type Command, type EditorState, Plugin, PluginKey, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView, type NodeView } from 'prosemirror-view'
import { panelLooks } from '../../../shared/document/schema/boxes.ts'
import { newDocumentId } from '../../../shared/id.ts'
import { t } from '../../platform/text.ts'
import type { Block, Entry } from '../block.ts'
import { insertBlock } from '../commands.ts'
import { emptyParagraph, enclosing, idOf, nodeType } from '../nodes.ts'
import { boxFoot, emptyBox, emptyPart, type GetPos, partView } from './boxes.ts'
import { element, option } from './elements.ts'

// Titled parts: an accordion, tabs, numbered steps or a timeline. While they are written, everything is open but what
// lies behind other tabs; the tab with the caret comes to the front.

type Look = (typeof panelLooks)[number]
const lookOf = (node: Node): Look => panelLooks.find((look) => look === node.attrs.look) ?? 'accordion'

const emptyPanel = (schema: Schema) => emptyPart(schema, 'panel', nodeType(schema, 'panelTitle').create({ id: newDocumentId() }))

/** The block with its look above, its parts, and what can be added below. */
class PanelsView implements NodeView {
  readonly dom = element('div', 'panels-block')
  readonly contentDOM = element('div', 'panels')
  private readonly look = element('select', 'box-look')
  private readonly foot: ReturnType<typeof boxFoot>
  private readonly view: EditorView

  constructor(node: Node, view: EditorView, getPos: GetPos) {
    this.view = view
    this.look.ariaLabel = t('blocks.panelLook')
    for (const look of panelLooks) this.look.add(option(t(`blocks.look.${look}`), look))
    this.look.addEventListener('change', () => {
      const pos = getPos()
      if (pos !== undefined && view.editable) view.dispatch(view.state.tr.setNodeAttribute(pos, 'look', this.look.value))
      view.focus()
    })
    const head = element('div', 'box-head', this.look)
    head.contentEditable = 'false'
    this.foot = boxFoot(view, getPos, wordsFor(lookOf(node)), emptyPanel, 'panel')
    this.dom.append(head, this.contentDOM, this.foot.dom)
    this.update(node)
  }

  update(node: Node) {
    if (node.type.name !== 'panels') return false
    const look = lookOf(node)
    this.dom.dataset.look = look
    this.look.value = look
    this.look.disabled = !this.view.editable
    this.foot.say(wordsFor(look))
    return true
  }

  stopEvent = (event: Event) => event.target === this.look
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}

const wordsFor = (look: Look) => ({ add: t(`blocks.addPanel.${look}`), remove: t(`blocks.removePanel.${look}`) })

/** Which tab of each block is in front, by their ids. */
type Open = { fronts: ReadonlyMap<string, string>; decorations: DecorationSet }
const key = new PluginKey<Open>('front-tabs')

/** The tabs around a position, with the part of each that holds it. */
function tabsAround(doc: Node, pos: number): [panels: string, panel: string][] {
  const $pos = doc.resolve(pos)
  const found: [string, string][] = []
  for (let depth = 1; depth < $pos.depth; depth++) {
    const [around, inside] = [$pos.node(depth), $pos.node(depth + 1)]
    const [panels, panel] = [idOf(around), idOf(inside)]
    if (around.type.name === 'panels' && panels && panel) found.push([panels, panel])
  }
  return found
}

function draw(doc: Node, fronts: ReadonlyMap<string, string>): DecorationSet {
  const decorations: Decoration[] = []
  doc.descendants((node, pos) => {
    if (node.type.name !== 'panels') return !node.isTextblock
    const front = fronts.get(idOf(node) ?? '')
    const at = Math.max(
      0,
      node.children.findIndex((panel) => front !== undefined && idOf(panel) === front),
    )
    node.forEach((panel, offset, index) => {
      if (index === at) decorations.push(Decoration.node(pos + 1 + offset, pos + 1 + offset + panel.nodeSize, { class: 'panel-front' }))
    })
    return true
  })
  return decorations.length > 0 ? DecorationSet.create(doc, decorations) : DecorationSet.empty
}

const frontTabs = () =>
  new Plugin<Open>({
    key,
    state: {
      init: (_, { doc }) => ({ fronts: new Map(), decorations: draw(doc, new Map()) }),
      apply(tr, before) {
        const shown = tr.getMeta(key) as number | undefined
        const at = shown ?? (tr.selectionSet ? tr.selection.head : undefined)
        const around = at === undefined ? [] : tabsAround(tr.doc, Math.min(at, tr.doc.content.size))
        const moved = around.filter(([panels, panel]) => before.fronts.get(panels) !== panel)
        if (moved.length === 0 && !tr.docChanged) return before
        const fronts = moved.length > 0 ? new Map([...before.fronts, ...moved]) : before.fronts
        return { fronts, decorations: draw(tr.doc, fronts) }
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  })

/** Brings the tabs that hold a position to the front, so that it can be seen. */
export function bringToFront(view: EditorView, pos: number): void {
  if (tabsAround(view.state.doc, pos).length > 0) view.dispatch(view.state.tr.setMeta(key, pos).setMeta('addToHistory', false))
}

const inTitle = (state: EditorState) => (state.selection.$from.parent.type.name === 'panelTitle' ? state.selection.$from : null)

/** From a title to what it is the title of. */
const intoPanel: Command = (state, dispatch) => {
  const $from = inTitle(state)
  if (!$from) return false
  const after = $from.after()
  const tr = state.tr
  if ($from.indexAfter(-1) >= $from.node(-1).childCount) tr.insert(after, emptyParagraph(state.schema))
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(after), 1)).scrollIntoView())
  return true
}

/** Delete at the end of a title does not swallow what stands below it. */
const keepTitle: Command = (state) => {
  const $from = inTitle(state)
  return $from !== null && state.selection.empty && $from.parentOffset === $from.parent.content.size
}

/** Backspace at the start of the first line below a title goes to the title; an empty line that is not the only one goes. */
const backToTitle: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const panel = enclosing($from, 'panel')
  if (!empty || $from.parentOffset > 0 || !panel || $from.depth !== panel.depth + 1) return false
  const index = $from.index(panel.depth)
  if (index === 0 || panel.node.child(index - 1).type.name !== 'panelTitle' || $from.parent.type.name !== 'paragraph') return false
  const tr = state.tr
  if ($from.parent.content.size === 0 && panel.node.childCount > index + 1) tr.delete($from.before(), $from.after())
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.before() - 1)).scrollIntoView())
  return true
}

/** Titled parts in four looks. */
export const panels: Block = {
  entries: panelLooks.map((look): Entry => ({
    name: look,
    group: 'layout',
    run: insertBlock((type) => emptyBox(type, { look }, [emptyPanel(type.schema), emptyPanel(type.schema)]), 'panels'),
  })),
  keys: () => ({ Enter: intoPanel, Delete: keepTitle, Backspace: backToTitle }),
  plugins: () => [frontTabs()],
  views: () => ({
    panels: (node, view, getPos) => new PanelsView(node, view, getPos),
    panel: partView('panel', 'panel'),
    panelTitle: partView('panel-title', 'panelTitle'),
  }),
}
