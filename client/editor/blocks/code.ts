import type { Node } from 'prosemirror-model'
import { type Command, TextSelection } from 'prosemirror-state'
import type { EditorView, NodeView } from 'prosemirror-view'
import { t } from '../../platform/text.ts'
import type { Block } from '../block.ts'
import { isIn, textRule, turnIntoText } from '../commands.ts'
import { emptyParagraph, nodeType } from '../nodes.ts'
import { colouredCode } from '../plugins/coloured-code.ts'
import { option } from './elements.ts'

/** Languages offered by name; a document may hold others, which are kept. */
const languages = {
  '': '',
  bash: 'Shell',
  c: 'C',
  cpp: 'C++',
  csharp: 'C#',
  css: 'CSS',
  go: 'Go',
  java: 'Java',
  javascript: 'JavaScript',
  json: 'JSON',
  kotlin: 'Kotlin',
  markdown: 'Markdown',
  php: 'PHP',
  python: 'Python',
  ruby: 'Ruby',
  rust: 'Rust',
  sql: 'SQL',
  swift: 'Swift',
  typescript: 'TypeScript',
  xml: 'HTML, XML',
  yaml: 'YAML',
}

/** Code in its own scroller, with a choice of language at its corner. */
class CodeView implements NodeView {
  readonly dom = document.createElement('div')
  readonly contentDOM = document.createElement('code')
  private readonly select = document.createElement('select')

  constructor(node: Node, view: EditorView, getPos: () => number | undefined) {
    this.dom.className = 'code-block'
    this.select.className = 'code-language'
    this.select.contentEditable = 'false'
    this.select.ariaLabel = t('editor.codeLanguage')
    this.select.disabled = !view.editable
    for (const [value, name] of Object.entries(languages)) this.select.add(option(name || t('editor.plainText'), value))
    this.select.addEventListener('change', () => {
      const pos = getPos()
      if (pos !== undefined) view.dispatch(view.state.tr.setNodeAttribute(pos, 'language', this.select.value))
      view.focus()
    })
    const pre = document.createElement('pre')
    pre.spellcheck = false
    pre.append(this.contentDOM)
    this.dom.append(this.select, pre)
    this.update(node)
  }

  update(node: Node) {
    if (node.type.name !== 'codeBlock') return false
    const language = String(node.attrs.language)
    if (!Object.hasOwn(languages, language) && ![...this.select.options].some(({ value }) => value === language))
      this.select.add(option(language, language))
    this.select.value = language
    return true
  }

  stopEvent = (event: Event) => event.target === this.select
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM.contains(mutation.target)
}

const indent: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.type.spec.code) return false
  dispatch?.(state.tr.insertText('  '))
  return true
}

/** Enter on the second empty line at the end leaves the block for a new paragraph. */
const leaveByEnter: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const { parent } = $from
  if (!empty || !parent.type.spec.code || $from.parentOffset < parent.content.size || !parent.textContent.endsWith('\n\n')) return false
  const tr = state.tr.delete($from.pos - 2, $from.pos)
  const after = tr.mapping.map($from.after())
  tr.insert(after, emptyParagraph(state.schema))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  return true
}

/** A piece of code, coloured by its language. */
export const code: Block = {
  entries: [
    {
      name: 'codeBlock',
      group: 'media',
      shorthand: '```',
      turns: true,
      run: turnIntoText('codeBlock'),
      isActive: (state) => isIn(state, 'codeBlock'),
    },
  ],
  inputRules: (schema) => [textRule(/^```([\w+#-]*)\s$/, nodeType(schema, 'codeBlock'), (match) => ({ language: match[1] ?? '' }))],
  keys: () => ({ Enter: leaveByEnter, Tab: indent, 'Mod-Alt-c': turnIntoText('codeBlock') }),
  views: () => ({ codeBlock: (node, view, getPos) => new CodeView(node, view, getPos) }),
  plugins: () => [colouredCode()],
}
