import { Fragment, type Node, Slice } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { dropPoint } from 'prosemirror-transform'
import type { EditorView } from 'prosemirror-view'
import { newDocumentId } from '../../../shared/id.ts'
import { t } from '../../platform/text.ts'
import type { Upload } from '../block.ts'
import { idOf, nodeType, selectedBlock } from '../nodes.ts'

/** A picture on its way, known on this device only. `share` of it has arrived, in [0, 1]. */
type Sending = { share: number; preview: string; failed: string | null; done: boolean }

const sending = new Map<string, Sending>()
const watchers = new Set<() => void>()
const tell = () => {
  for (const watch of watchers) watch()
}

/** What this device knows about the picture with that id while its file travels. */
export const uploadOf = (id: string | null): Sending | null => (id === null ? null : (sending.get(id) ?? null))
export function watchUploads(watch: () => void): () => void {
  watchers.add(watch)
  return () => watchers.delete(watch)
}

function placeOf(doc: Node, id: string): number | null {
  let place: number | null = null
  doc.descendants((node, pos) => {
    if (idOf(node) === id) place = pos
    return place === null
  })
  return place
}

/** Sends a file for the picture with that id and fills the picture in, wherever it has moved to by then. */
export async function sendPicture(view: EditorView, upload: Upload, id: string, file: File): Promise<void> {
  const state: Sending = { share: 0, preview: URL.createObjectURL(file), failed: null, done: false }
  sending.set(id, state)
  tell()
  try {
    const kept = await upload(file, (share) => {
      state.share = share
      tell()
    })
    if (!kept.type.startsWith('image/')) throw new Error(t('editor.noPicture'))
    state.done = true
    const pos = placeOf(view.state.doc, id)
    if (pos === null || view.isDestroyed) return
    const tr = view.state.tr
    for (const [name, value] of Object.entries({ file: kept.id, src: kept.url, width: kept.width ?? null, height: kept.height ?? null }))
      tr.setNodeAttribute(pos, name, value)
    view.dispatch(tr)
  } catch (error) {
    state.failed = error instanceof Error ? error.message : t('editor.uploadFailed')
  } finally {
    tell()
    // A failed one stays known, so that its picture says why and asks again.
    if (state.done) sending.delete(id)
    URL.revokeObjectURL(state.preview)
  }
}

const picturesIn = (data: DataTransfer | null): File[] => [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'))

function put(view: EditorView, upload: Upload, files: File[], at: number) {
  const made = files.map((file) => ({ file, id: newDocumentId<string>() }))
  const nodes = made.map(({ id }) => nodeType(view.state.schema, 'image').create({ id }))
  const block = selectedBlock(view.state)
  const replaces =
    block?.node.type.name === 'paragraph' && block.node.content.size === 0 && block.pos < at && at <= block.pos + block.node.nodeSize
  const place = dropPoint(view.state.doc, at, new Slice(Fragment.from(nodes), 0, 0)) ?? at
  view.dispatch(
    replaces ? view.state.tr.replaceWith(block.pos, block.pos + block.node.nodeSize, nodes) : view.state.tr.insert(place, nodes),
  )
  for (const { file, id } of made) void sendPicture(view, upload, id, file)
}

/** Pictures that are pasted or dropped as files. Text that brings a rendering of itself as a picture stays text. */
export const pictures = (upload: Upload) =>
  new Plugin({
    props: {
      handlePaste(view, event) {
        const files = picturesIn(event.clipboardData)
        if (
          !view.editable ||
          files.length === 0 ||
          event.clipboardData?.types.includes('text/html') ||
          event.clipboardData?.types.includes('text/plain')
        )
          return false
        put(view, upload, files, view.state.selection.to)
        return true
      },
      handleDrop(view, event, _slice, movesOwn) {
        const files = movesOwn ? [] : picturesIn(event.dataTransfer)
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
        if (!view.editable || files.length === 0 || !at) return false
        event.preventDefault()
        put(view, upload, files, at.pos)
        return true
      },
    },
  })
