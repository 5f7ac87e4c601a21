import type { EditorState } from 'prosemirror-state'
import type { LessonView } from '../lesson-view.ts'

/** Where a link may lead within the course. */
export type Links = {
  /** Lessons whose title holds what was typed. */
  find: (typed: string) => readonly { title: string; href: string }[]
  /** What an address of the course is called now; undefined for others, and for what is gone. */
  titleOf: (href: string) => string | undefined
  open: (href: string) => void
}

/** What the tools around the text work with. `wrapper` is what they are placed in; `state` is read as it changes. */
export type Tools = {
  lesson: LessonView
  state: () => EditorState
  wrapper: HTMLElement
  comment: (() => boolean) | undefined
  suggest: (() => void) | undefined
  links: Links | undefined
}
