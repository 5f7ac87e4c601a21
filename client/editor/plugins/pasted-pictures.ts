import { Fragment, type Node, Slice } from 'prosemirror-model'
import { newDocumentId } from '../../../shared/id.ts'
import { t } from '../../platform/text.ts'
import { toast } from '../../platform/toast.ts'
import type { Upload } from '../block.ts'
import { sendFile } from '../uploads.ts'

// A pasted page may carry its pictures inside itself. They are kept as files of the course, like those that are dropped.

/** An address of this form passes the schema and is no picture's: it names one that is still to be sent. */
const prefix = '/api/courses/pasted/files/'
const waiting = new Map<string, () => Promise<File>>()

const kindOf = (src: string) => /^data:(image\/(?:png|jpe?g|gif|webp|avif))[;,]/i.exec(src)?.[1]

async function fileFrom(src: string): Promise<File> {
  const blob = await (await fetch(src)).blob()
  return new File([blob], t('editor.picture'), { type: blob.type })
}

/** Base64 without the network: the page may ask nobody but itself. */
function fileOf(src: string, type: string): File {
  const bytes = atob(src.slice(src.indexOf(',') + 1))
  return new File([Uint8Array.from(bytes, (letter) => letter.charCodeAt(0))], t('editor.picture'), { type })
}

/** Gives pictures that lie in the pasted page itself an address to wait at, and counts those that lie on the other computer. */
export function keepPictures(root: ParentNode): void {
  let lost = 0
  for (const image of root.querySelectorAll('img[src]')) {
    const src = image.getAttribute('src') ?? ''
    const type = kindOf(src)
    if (!type && !src.startsWith('blob:')) {
      if (/^(file|cid|data):/i.test(src)) lost++
      continue
    }
    const id = newDocumentId<string>()
    waiting.set(id, type && /;base64,/i.test(src) ? () => Promise.resolve(fileOf(src, type)) : () => fileFrom(src))
    image.setAttribute('src', prefix + id)
  }
  if (lost > 0) toast(t('editor.picturesLost', { count: lost }))
}

/** The slice with waiting pictures empty, each with an id to find it by, and what is to be sent for them. */
export function takeWaiting(slice: Slice): { slice: Slice; send: (upload: Upload) => void } {
  const found: { id: string; file: () => Promise<File> }[] = []
  const look = (content: Fragment): Fragment => Fragment.from(content.content.map((node) => empty(node)))
  const empty = (node: Node): Node => {
    if (node.isText) return node
    const src: unknown = node.attrs.src
    if (node.type.name !== 'image' || typeof src !== 'string' || !src.startsWith(prefix)) return node.copy(look(node.content))
    const id = src.slice(prefix.length)
    const file = waiting.get(id)
    waiting.delete(id)
    if (file) found.push({ id, file })
    return node.type.create({ ...node.attrs, id, src: null, file: null })
  }
  const content = look(slice.content)
  return {
    slice: new Slice(content, slice.openStart, slice.openEnd),
    send: (upload) => {
      for (const { id, file } of found)
        void file().then(
          (each) => sendFile(upload, id, each),
          () => toast(t('editor.picturesLost', { count: 1 })),
        )
    },
  }
}
