import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { t } from '../../platform/text.ts'

const levelOf = (level: unknown) => (level === 1 || level === 3 ? level : 2)

/** How many children a part has when its one line is all that it holds. */
const inParts: Record<string, number | undefined> = { column: 1, side: 1, panel: 2 }

/** Says what an empty line is for: the line with the caret, empty headings, and the one line of an empty lesson. */
export const placeholder = () =>
  new Plugin({
    props: {
      // A lesson that was just added holds no line yet; it gets one with the first click or key.
      attributes: ({ doc }): Record<string, string> =>
        doc.childCount === 0 ? { class: 'is-empty', 'data-placeholder': t('editor.emptyLesson') } : {},
      decorations(state) {
        const { doc, selection } = state
        const decorations: Decoration[] = []
        const hint = (pos: number, size: number, words: string, kind = '') =>
          decorations.push(Decoration.node(pos, pos + size, { class: `is-empty ${kind}`, 'data-placeholder': words }))
        const alone = doc.childCount === 1
        doc.descendants((node, pos) => {
          if (!node.isTextblock || node.content.size > 0) return !node.isTextblock
          const here = selection.empty && selection.from === pos + 1
          const $pos = doc.resolve(pos)
          const direct = $pos.depth === 0
          const within = inParts[$pos.parent.type.name]
          if (node.type.name === 'heading') hint(pos, node.nodeSize, t(`editor.block.heading${levelOf(node.attrs.level)}`))
          else if (node.type.name === 'mathsBlock') hint(pos, node.nodeSize, t('blocks.mathsExample'))
          else if (node.type.name === 'panelTitle') hint(pos, node.nodeSize, t('blocks.title'))
          else if (node.type.name === 'paragraph' && within !== undefined && $pos.parent.childCount <= within && !here)
            hint(pos, node.nodeSize, t('blocks.writeHere'))
          else if (node.type.name === 'paragraph' && within !== undefined && here)
            hint(pos, node.nodeSize, t('editor.emptyLine'), 'is-line')
          else if (node.type.name === 'paragraph' && direct && alone) hint(pos, node.nodeSize, t('editor.emptyLesson'))
          else if (node.type.name === 'paragraph' && direct && here) hint(pos, node.nodeSize, t('editor.emptyLine'), 'is-line')
          return false
        })
        return DecorationSet.create(doc, decorations)
      },
    },
  })
