import type { Mark, Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { t } from '../../platform/text.ts'
import { type MathsFault, setMaths } from '../../ui/maths.ts'
import { element } from '../blocks/elements.ts'
import { highlightRanges } from './highlights.ts'

// Formulas are TeX: text in the document that everybody can write, comment on and merge like any other. Here it is set
// for the eye, and lies open as text while the caret is in it.

/** A formula in the text: `open` while it is written. */
type Formula = { from: number; to: number; tex: string; display: boolean; open: boolean }

const isMaths = (mark: Mark) => mark.type.name === 'maths'

/** Every formula of a lesson. Text that carries the mark piece by piece is one. */
function formulasIn(doc: Node): Omit<Formula, 'open'>[] {
  const found: Omit<Formula, 'open'>[] = []
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    if (node.type.name === 'mathsBlock')
      found.push({ from: pos + 1, to: pos + 1 + node.content.size, tex: node.textContent, display: true })
    else
      node.forEach((child, offset) => {
        if (!child.isText || !child.marks.some(isMaths)) return
        const from = pos + 1 + offset
        const last = found.at(-1)
        if (last && last.to === from && !last.display) {
          last.to += child.nodeSize
          last.tex += child.text ?? ''
        } else found.push({ from, to: from + child.nodeSize, tex: child.text ?? '', display: false })
      })
    return false
  })
  return found
}

/** The caret is in a formula, or touches it and would write into it. */
function isOpen({ from, to }: Omit<Formula, 'open'>, { selection, storedMarks }: EditorState): boolean {
  if (selection.from < from || selection.to > to) return false
  if (!selection.empty || (selection.from > from && selection.to < to)) return true
  if (selection.from === from) return selection.$from.parentOffset === 0
  return storedMarks === null || storedMarks.some(isMaths)
}

/** A formula as it is read, with what is wrong beside it; its source until it is set. */
export class FormulaBox {
  readonly dom = element('span', 'formula')
  private readonly set = element('span', 'formula-set')
  private readonly fault = element('span', 'formula-fault')
  private readonly display: boolean
  private said: string | undefined

  constructor(display: boolean) {
    this.display = display
    this.dom.contentEditable = 'false'
    if (display) this.dom.classList.add('formula-display')
    this.dom.append(this.set, this.fault)
    this.fault.hidden = true
  }

  say(tex: string) {
    if (this.said === tex) return
    // What stood there stays until the new formula is set: nothing flickers while somebody types.
    if (this.said === undefined) this.set.textContent = tex
    this.said = tex
    if (!tex.trim()) return this.told(tex, null)
    setMaths(this.set, tex, this.display).then(
      (wrong) => this.said === tex && this.told(tex, wrong),
      () => this.said === tex && (this.set.textContent = tex), // without the setter the source stands there
    )
  }

  private told(tex: string, wrong: MathsFault | null) {
    this.set.classList.toggle('formula-wrong', wrong !== null)
    this.fault.hidden = wrong === null
    if (wrong || !tex.trim()) this.set.textContent = tex
    if (wrong) this.fault.textContent = t('blocks.mathsFault', { near: wrong.near })
  }
}

/** A formula within a sentence. Drawn again only when it says something else. */
const inSentence =
  ({ tex }: Formula, className: string) =>
  (view: EditorView, getPos: () => number | undefined) => {
    const box = new FormulaBox(false)
    if (className) box.dom.classList.add(...className.split(' '))
    box.say(tex)
    box.dom.addEventListener('mousedown', (event) => {
      const at = getPos()
      if (!view.editable || at === undefined) return
      event.preventDefault()
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)).setStoredMarks(null))
      view.focus()
    })
    return box.dom
  }

function draw(state: EditorState, editable: boolean): DecorationSet {
  const decorations: Decoration[] = []
  const said = [...highlightRanges(state).values()]
  for (const each of formulasIn(state.doc)) {
    const open = editable && isOpen(each, state)
    if (each.display) {
      const isEmpty = each.tex.trim() === ''
      decorations.push(Decoration.node(each.from - 1, each.to + 1, { class: open || isEmpty ? 'maths-open' : 'maths-closed' }))
      continue
    }
    const isSaid = !open && said.some(({ from, to }) => from < each.to && to > each.from)
    const className = [open ? 'formula-beside' : '', isSaid ? 'highlight highlight-thread' : ''].filter(Boolean).join(' ')
    decorations.push(
      Decoration.inline(each.from, each.to, { class: open ? 'maths-source' : 'maths-hidden' }),
      Decoration.widget(each.to, inSentence({ ...each, open }, className), {
        side: open ? 1 : -1,
        key: `${className}:${each.tex}`,
        ignoreSelection: true,
        marks: [],
      }),
    )
  }
  return decorations.length > 0 ? DecorationSet.create(state.doc, decorations) : DecorationSet.empty
}

const key = new PluginKey<DecorationSet>('formulas')

/** Draws formulas; a lesson without one is looked through when its text changes, and costs nothing else. */
export const formulas = () => {
  let view: EditorView | undefined
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_, state) => draw(state, false),
      apply(tr, before, old, state) {
        const isTouched = tr.selectionSet || tr.storedMarksSet || highlightRanges(old) !== highlightRanges(state)
        return tr.docChanged || (before !== DecorationSet.empty && isTouched) ? draw(state, view?.editable ?? true) : before
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view(its) {
      view = its
      return {}
    },
  })
}
