import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'

/**
 * Marks the outermost block that holds the caret with the class `here`.
 *
 * The stylesheet lets the browser skip blocks out of sight (`content-visibility: auto`), and a block made a moment ago
 * counts as out of sight until the next frame: Chromium puts the caret before what is typed into it by then.
 */
export const here = () =>
  new Plugin({
    props: {
      decorations({ doc, selection: { $head } }) {
        return $head.depth === 0 ? null : DecorationSet.create(doc, [Decoration.node($head.before(1), $head.after(1), { class: 'here' })])
      },
    },
  })
