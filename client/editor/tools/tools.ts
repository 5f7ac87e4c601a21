import type { EditorState, Selection } from 'prosemirror-state'
import type { Person } from '../../../shared/people.ts'
import type { Upload } from '../block.ts'
import type { LessonView } from '../lesson-view.ts'

/** A place that a link may lead to; `about` says more of it where its name is not enough. */
export type Target = { kind: 'lesson' | 'course' | 'person'; title: string; href: string; about?: string }

/** Where a link may lead on this site. */
export type Links = {
  /** Lessons whose title holds what was typed. */
  find: (typed: string) => readonly Target[]
  /** What lies outside of the course, fetched when somebody looks for it. */
  elsewhere: () => Promise<Elsewhere>
  /** What an address of the course is called now; undefined for others, and for what is gone. */
  titleOf: (href: string) => string | undefined
  open: (href: string) => void
}

export type Elsewhere = {
  /** Other courses and people that what was typed may mean. */
  find: (typed: string) => Promise<readonly Target[]>
  /** People who can see the course. */
  people: (typed: string) => Promise<readonly Person[]>
  /** What another course is called; null for one that this person may not see. */
  titleOf: (course: string) => Promise<string | null>
}

/** What the tools around the text work with. `wrapper` is what they are placed in; `state` is read as it changes. */
export type Tools = {
  lesson: LessonView
  state: () => EditorState
  wrapper: HTMLElement
  comment: (() => boolean) | undefined
  /** `mark`: what the words shall look like. */
  suggest: ((mark?: string) => void) | undefined
  links: Links | undefined
  upload: Upload
}

/** A tool that a key asked for, and the selection it was asked for. It waits where the tools are still on their way. */
export type AskedTool = { tool: 'link' | 'blockMenu' | 'toolbar'; of: Selection }

/** Whether that is still what is selected: what was asked of other words is asked no more. */
export const isOfNow = ({ of }: AskedTool, state: EditorState) => of.eq(state.selection)
