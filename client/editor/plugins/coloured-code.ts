import type { Root, RootContent } from 'hast'
import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'

type Colour = { highlight: (language: string, code: string) => Root; registered: (language: string) => boolean }
type Span = { from: number; to: number; classes: string }

const key = new PluginKey<DecorationSet>('coloured-code')
/** Longer code stays plain: colouring it would hold up the typing. */
const longest = 20_000

let colour: Colour | undefined

/** The colours of a code block, remembered by its node, which changes whenever its text does. */
const known = new WeakMap<Node, Span[]>()

function spansOf(node: Node): Span[] {
  const language = String(node.attrs.language)
  if (!colour || language === '' || !colour.registered(language) || node.content.size > longest) return []
  const before = known.get(node)
  if (before) return before
  const spans: Span[] = []
  let offset = 0
  const walk = (children: RootContent[], classes: string[]) => {
    for (const child of children) {
      if (child.type === 'text') {
        if (classes.length > 0) spans.push({ from: offset, to: offset + child.value.length, classes: classes.join(' ') })
        offset += child.value.length
      } else if (child.type === 'element') {
        const own = child.properties.className
        walk(child.children, [...classes, ...(Array.isArray(own) ? own.map(String) : [])])
      }
    }
  }
  walk(colour.highlight(language, node.textContent).children, [])
  known.set(node, spans)
  return spans
}

function draw(doc: Node): DecorationSet {
  const decorations: Decoration[] = []
  doc.descendants((node, pos) => {
    if (node.type.name === 'codeBlock')
      for (const { from, to, classes } of spansOf(node))
        decorations.push(Decoration.inline(pos + 1 + from, pos + 1 + to, { class: classes }))
    return !node.isTextblock
  })
  return DecorationSet.create(doc, decorations)
}

const holdsCode = (doc: Node) => {
  let found = false
  doc.descendants((node) => {
    found ||= node.type.name === 'codeBlock' && node.attrs.language !== ''
    return !found && !node.isTextblock
  })
  return found
}

/** Colours code blocks. The highlighter is large and most lessons have no code, so it is loaded with the first that has. */
export const colouredCode = () =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, before) => (tr.docChanged || tr.getMeta(key) ? draw(tr.doc) : before),
    },
    props: { decorations: (state) => key.getState(state) },
    view(view) {
      let [loading, closed] = [false, false]
      const load = async (at: EditorView) => {
        loading = true
        const { common, createLowlight } = await import('lowlight')
        colour ??= createLowlight(common)
        if (!closed) at.dispatch(at.state.tr.setMeta(key, true).setMeta('addToHistory', false))
      }
      const look = () => {
        if (!loading && holdsCode(view.state.doc)) void load(view).catch(() => (loading = false)) // offline: the code stays plain and is tried again
      }
      look()
      return {
        update: (_, before) => {
          if (before.doc !== view.state.doc) look()
        },
        destroy: () => {
          closed = true
        },
      }
    },
  })
