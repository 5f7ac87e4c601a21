import type { EditorState } from 'prosemirror-state'
import type { LessonView } from '../lesson-view.ts'

/** What the tools around the text work with. `wrapper` is what they are placed in; `state` is read as it changes. */
export type Tools = {
  lesson: LessonView
  state: () => EditorState
  wrapper: HTMLElement
  comment: (() => boolean) | undefined
  suggest: (() => void) | undefined
}
