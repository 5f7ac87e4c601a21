import { createEffect, onCleanup } from 'solid-js'
import { fileAt } from '../../../shared/file-addresses.ts'
import type { UploadedFile } from '../block.ts'
import { pasting } from '../plugins/pasting.ts'
import type { Tools } from './tools.ts'

/** Attributes that name a stored file. */
const addresses = ['src', 'poster'] as const

/**
 * Text that is copied from another course shows that course's files. They become files of this one too, so that who reads
 * here sees them, whatever becomes of the other course. Looked for when a lesson is opened and when something was pasted.
 */
export function keepFiles({ lesson: { view }, state, upload }: Tools, editable: () => boolean): void {
  const asked = new Map<string, Promise<UploadedFile | null>>()
  let isNew = true

  const putAddress = (url: string, { url: kept }: UploadedFile) => {
    if (view.isDestroyed) return
    const { tr } = view.state
    tr.doc.descendants((node, pos) => {
      for (const name of addresses) if (node.attrs[name] === url) tr.setNodeAttribute(pos, name, kept)
    })
    // Nobody did this, so nobody's undo takes it back.
    if (tr.docChanged) view.dispatch(tr.setMeta('addToHistory', false))
  }
  const look = () => {
    view.state.doc.descendants((node) => {
      for (const name of addresses) {
        const url: unknown = node.attrs[name]
        if (typeof url !== 'string' || !fileAt(url) || asked.has(url)) continue
        const answer = upload.adopt?.(url) ?? Promise.resolve(null)
        asked.set(url, answer)
        void answer.then((file) => file && putAddress(url, file))
      }
    })
  }
  // Heard before the text takes it in.
  const arrive = () => (isNew = true)
  for (const event of ['paste', 'drop'] as const) view.dom.addEventListener(event, arrive, true)
  onCleanup(() => {
    for (const event of ['paste', 'drop'] as const) view.dom.removeEventListener(event, arrive, true)
  })
  createEffect(() => {
    state()
    if (!editable() || !(isNew || pasting() !== undefined)) return
    isNew = false
    look()
  })
}
