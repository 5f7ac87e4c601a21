import { createEffect, onCleanup } from 'solid-js'
import * as Y from 'yjs'
import type { CourseDocument } from './course-document.ts'

const patienceMs = 400

/** Calls `hear` when this person undid or redid something and the server has it. Call where the screen is set up. */
export function createUndone(document: CourseDocument, hear: () => void) {
  createEffect(() => {
    const { doc } = document
    let waiting: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      if (document.status().face === 'saved') hear()
      else waiting = setTimeout(look, patienceMs)
    }
    const onTransaction = ({ origin }: Y.Transaction) => {
      if (!(origin instanceof Y.UndoManager)) return
      clearTimeout(waiting)
      waiting = setTimeout(look, patienceMs)
    }
    doc.on('afterTransaction', onTransaction)
    onCleanup(() => {
      clearTimeout(waiting)
      doc.off('afterTransaction', onTransaction)
    })
  })
}
