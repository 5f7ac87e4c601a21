import { Plugin } from 'prosemirror-state'
import { t } from '../../platform/text.ts'
import type { Block } from '../block.ts'
import { insertBlock } from '../commands.ts'
import { boxFoot, emptyBox, emptyPart, fillHollow, keepParts, leaveByEnter, partView } from './boxes.ts'
import { element } from './elements.ts'

/** Blocks side by side; below one another where the page is narrow. */
export const columns: Block = {
  entries: [
    {
      name: 'columns',
      group: 'layout',
      run: insertBlock((type) => emptyBox(type, {}, [emptyPart(type.schema, 'column'), emptyPart(type.schema, 'column')]), 'columns'),
    },
  ],
  // For all boxes: they come one after another, and the keys are the same.
  keys: () => ({ Backspace: keepParts, Enter: leaveByEnter }),
  plugins: () => [new Plugin({ props: { handleDOMEvents: { mousedown: fillHollow } } })],
  views: () => ({
    columns: (_node, view, getPos) => {
      const dom = element('div', 'columns-block')
      const contentDOM = element('div', 'columns')
      const words = { add: t('blocks.addColumn'), remove: t('blocks.removeColumn') }
      const foot = boxFoot(view, getPos, words, (schema) => emptyPart(schema, 'column'), 'column')
      dom.append(contentDOM, foot.dom)
      return { dom, contentDOM, ignoreMutation: (mutation) => !contentDOM.contains(mutation.target) }
    },
    column: partView('column', 'column'),
  }),
}
