import { createEffect, onCleanup } from 'solid-js'
import { fileAt } from '../../../shared/file-addresses.ts'
import type { UploadedFile } from '../block.ts'
import { pasting } from '../plugins/pasting.ts'
import type { Tools } from './tools.ts'

/** Attributes that name a stored file. */
const addresses = ['src', 'poster'] as const

/** A picture that somebody else's server would have to be asked for, by everybody who looks. */
const isElsewhere = (url: string) => /^https:/i.test(url)

/**
 * Text that is copied from another course shows that course's files, and a pasted page the pictures of its site. They
 * become files of this course too, so that who reads here sees them, whatever becomes of where they came from, and asks
 * nobody else. Looked for when a lesson is opened and when something was pasted.
 */
export function keepFiles({ lesson: { view }, state, upload }: Tools, editable: () => boolean): void {
  const asked = new Map<string, Promise<UploadedFile | null>>()
  let isNew = true

  const putAddress = (url: string, kept: UploadedFile) => {
    if (view.isDestroyed) return
    const { tr } = view.state
    tr.doc.descendants((node, pos) => {
      for (const name of addresses) if (node.attrs[name] === url) tr.setNodeAttribute(pos, name, kept.url)
      if (!isElsewhere(url) || node.attrs.src !== url) return
      const its = { file: kept.id, width: kept.width ?? null, height: kept.height ?? null }
      for (const [name, value] of Object.entries(its)) tr.setNodeAttribute(pos, name, value)
    })
    // Nobody did this, so nobody's undo takes it back.
    if (tr.docChanged) view.dispatch(tr.setMeta('addToHistory', false))
  }
  const look = () => {
    view.state.doc.descendants((node) => {
      for (const name of addresses) {
        const url: unknown = node.attrs[name]
        if (typeof url !== 'string' || !(fileAt(url) || isElsewhere(url)) || asked.has(url)) continue
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
