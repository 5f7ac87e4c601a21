import { Fragment, type Node, Slice } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { dropPoint } from 'prosemirror-transform'
import type { EditorView } from 'prosemirror-view'
import { allowedEmbed } from '../../../shared/document/addresses.ts'
import { newDocumentId } from '../../../shared/id.ts'
import type { Upload } from '../block.ts'
import { nodeType, selectedBlock } from '../nodes.ts'
import { sendFile } from '../uploads.ts'

/** The block that a file becomes. */
const blockFor = (file: File) =>
  file.type.startsWith('image/') && file.type !== 'image/svg+xml'
    ? 'image'
    : file.type.startsWith('video/')
      ? 'video'
      : file.type.startsWith('audio/')
        ? 'audio'
        : 'attachment'

/** Puts blocks at a place, or where they stand in for an empty paragraph there. */
export function putBlocks(view: EditorView, nodes: Node[], at: number): void {
  const block = selectedBlock(view.state)
  const replaces =
    block?.node.type.name === 'paragraph' && block.node.content.size === 0 && block.pos < at && at <= block.pos + block.node.nodeSize
  const place = dropPoint(view.state.doc, at, new Slice(Fragment.from(nodes), 0, 0)) ?? at
  view.dispatch(
    replaces ? view.state.tr.replaceWith(block.pos, block.pos + block.node.nodeSize, nodes) : view.state.tr.insert(place, nodes),
  )
}

function putFiles(view: EditorView, upload: Upload, files: File[], at: number) {
  const made = files.map((file) => ({ file, id: newDocumentId<string>() }))
  putBlocks(
    view,
    made.map(({ file, id }) => nodeType(view.state.schema, blockFor(file)).create({ id })),
    at,
  )
  for (const { file, id } of made) void sendFile(upload, id, file)
}

/** Films and recordings at the best known players; the block itself knows more of them and says what it cannot show. */
const film =
  /^https:\/\/((www\.|m\.)?youtube\.com\/(watch|shorts|live)|youtu\.be\/|vimeo\.com\/\d|(www\.)?loom\.com\/share\/|open\.spotify\.com\/(episode|track|show))/

/** The address, where nothing but one was pasted into an empty paragraph and a known player shows it. */
function pastedPage(view: EditorView, data: DataTransfer | null): string | undefined {
  const text = data?.getData('text/plain').trim() ?? ''
  const block = selectedBlock(view.state)
  const isAlone = block?.node.type.name === 'paragraph' && block.node.content.size === 0
  return isAlone && !/\s/.test(text) && allowedEmbed(text) && film.test(text) ? text : undefined
}

/** Files that are pasted or dropped, and addresses of films. Text that brings a rendering of itself as a picture stays text. */
export const pictures = (upload: Upload) =>
  new Plugin({
    props: {
      handlePaste(view, event) {
        if (!view.editable) return false
        const page = pastedPage(view, event.clipboardData)
        if (page) {
          putBlocks(view, [nodeType(view.state.schema, 'embed').create({ id: newDocumentId(), url: page })], view.state.selection.to)
          return true
        }
        const files = [...(event.clipboardData?.files ?? [])]
        const types = event.clipboardData?.types ?? []
        if (files.length === 0 || types.includes('text/html') || types.includes('text/plain')) return false
        putFiles(view, upload, files, view.state.selection.to)
        return true
      },
      handleDrop(view, event, _slice, movesOwn) {
        const files = movesOwn ? [] : [...(event.dataTransfer?.files ?? [])]
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
        if (!view.editable || files.length === 0 || !at) return false
        event.preventDefault()
        putFiles(view, upload, files, at.pos)
        return true
      },
    },
  })
