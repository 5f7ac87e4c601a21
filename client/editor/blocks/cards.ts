import type { Schema } from 'prosemirror-model'
import { newDocumentId } from '../../../shared/id.ts'
import { t } from '../../platform/text.ts'
import type { Block } from '../block.ts'
import { insertBlock } from '../commands.ts'
import { nodeType } from '../nodes.ts'
import { boxFoot, emptyBox, emptyPart, partView } from './boxes.ts'
import { element } from './elements.ts'

const emptyCard = (schema: Schema) =>
  nodeType(schema, 'card').create({ id: newDocumentId() }, [emptyPart(schema, 'side'), emptyPart(schema, 'side')])

/** Cards that learners turn over. While they are written both sides lie open. */
export const cards: Block = {
  entries: [
    {
      name: 'cards',
      group: 'layout',
      run: insertBlock((type) => emptyBox(type, {}, [emptyCard(type.schema), emptyCard(type.schema)]), 'cards'),
    },
  ],
  views: () => ({
    cards: (_node, view, getPos) => {
      const dom = element('div', 'cards-block')
      const contentDOM = element('div', 'cards')
      const foot = boxFoot(view, getPos, { add: t('blocks.addCard'), remove: t('blocks.removeCard') }, emptyCard, 'card')
      dom.append(contentDOM, foot.dom)
      return { dom, contentDOM, ignoreMutation: (mutation) => !contentDOM.contains(mutation.target) }
    },
    card: partView('card', 'card'),
    side: partView('side', 'side', (dom) => Object.assign(dom.dataset, { front: t('blocks.front'), back: t('blocks.back') })),
  }),
}
