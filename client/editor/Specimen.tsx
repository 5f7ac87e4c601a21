import { createMemo, createSignal, type JSX, onCleanup } from 'solid-js'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { freezeCourse } from '../../shared/document/freeze.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { addLesson, withIds } from '../../shared/document/write.ts'
import type { Lent } from './block.ts'
import { LessonEditor } from './LessonEditor.tsx'

/** A lesson that nobody keeps, to be looked at while it is written; `published` draws what learners would get of it. */
export function Specimen(props: {
  of: readonly Prose[]
  editable?: boolean
  lent?: Lent
  published?: (content: readonly Prose[]) => JSX.Element
}) {
  const doc = new Y.Doc()
  // eslint-disable-next-line solid/reactivity -- a specimen begins once with what it is given
  const lesson = addLesson(doc, { parent: null, title: '', content: props.of.map(withIds) })
  const [turn, setTurn] = createSignal(0)
  const content = createMemo(() => (turn(), freezeCourse(doc).lessons[0]?.public.content ?? []))
  doc.on('update', () => setTurn((count) => count + 1))
  onCleanup(() => doc.destroy())
  return (
    <>
      <LessonEditor
        doc={doc}
        lesson={lesson}
        awareness={new Awareness(doc)}
        editable={props.editable ?? true}
        highlights={[]}
        onActivate={() => undefined}
        lent={props.lent ?? { upload: () => Promise.reject(new Error('Nothing is kept here.')) }}
      />
      {props.published?.(content())}
    </>
  )
}
