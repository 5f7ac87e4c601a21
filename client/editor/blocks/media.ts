import { newDocumentId } from '../../../shared/id.ts'
import type { Block, Entry, EntryName } from '../block.ts'
import { insertBlock } from '../commands.ts'
import { MediaView } from '../media/media-view.ts'
import { momentKeys, momentViews } from '../media/moments.ts'

const entry = (name: EntryName): Entry => ({
  name,
  group: 'media',
  run: insertBlock((type) => type.create({ id: newDocumentId() }), name),
})

/** Pictures in a row, film, sound, files and other people's pages. */
export const media: Block = {
  entries: [entry('gallery'), entry('video'), entry('audio'), entry('attachment'), entry('embed')],
  keys: momentKeys,
  views: (lent) => ({
    ...Object.fromEntries(
      ['gallery', 'video', 'audio', 'attachment', 'embed'].map((name) => [
        name,
        (
          node: ConstructorParameters<typeof MediaView>[0],
          view: ConstructorParameters<typeof MediaView>[1],
          getPos: () => number | undefined,
        ) => new MediaView(node, view, getPos, lent),
      ]),
    ),
    ...momentViews,
  }),
}
