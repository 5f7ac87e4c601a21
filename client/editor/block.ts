import type { Schema } from 'prosemirror-model'
import type { InputRule } from 'prosemirror-inputrules'
import type { Command, EditorState, Plugin } from 'prosemirror-state'
import type { EditorView, NodeViewConstructor } from 'prosemirror-view'
import type { Recorder } from '../platform/recorder.ts'

/** A file that the course keeps. `url` is where the pages find it. */
export type UploadedFile = {
  id: string
  url: string
  name: string
  type: string
  bytes?: number
  width?: number | undefined
  height?: number | undefined
}

/** Keeps a file; `onShare` hears how much has arrived, in [0, 1]. Rejects with an Error whose message is for people. */
export type Upload = {
  (file: File, onShare: (share: number) => void, options?: { signal?: AbortSignal; block?: string }): Promise<UploadedFile>
  /** Files for blocks that an earlier visit left on their way. */
  waiting?: () => Promise<{ block: string; file: File }[]>
  /** Makes a file of another course, or a picture from elsewhere, one of this course too; null where it cannot be, or need not. */
  adopt?: (url: string) => Promise<UploadedFile | null>
  /** The block has its file: nothing of it need be remembered. */
  taken?: (block: string) => void
}

/** What the editor is lent by the screen around it. */
export type Lent = {
  upload: Upload
  /** What is said about moments of films and sounds. `comment` is absent for whoever may not; `activate` shows what was said. */
  moments?: { comment?: ((block: string, seconds: number) => void) | undefined; activate: (key: string) => void } | undefined
  /** Absent: nothing can be recorded here. */
  recorder?: (() => Promise<Recorder>) | undefined
  /** Whether a page may be shown in this course, what it is called and where it is shown from. */
  lookAtPage?: ((url: string) => Promise<{ allowed: boolean; title?: string | undefined; frame?: string | undefined }>) | undefined
}

export type EntryName =
  | 'paragraph'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'bulletList'
  | 'orderedList'
  | 'checkList'
  | 'quote'
  | 'callout'
  | 'guide'
  | 'codeBlock'
  | 'divider'
  | 'image'
  | 'gallery'
  | 'video'
  | 'audio'
  | 'attachment'
  | 'embed'
  | 'table'
  | 'columns'
  | 'accordion'
  | 'tabs'
  | 'steps'
  | 'timeline'
  | 'cards'
  | 'button'
  | 'mathsBlock'
  | 'maths'
  | 'single'
  | 'multiple'
  | 'trueFalse'
  | 'ordering'
  | 'matching'
  | 'fill'
  | 'number'
  | 'hotspot'
  | 'poll'
  | 'open'
  | 'fileAnswer'
  | 'videoAnswer'
  | 'wall'
  | 'pool'
  | 'bank'

/** One line of the `/` menu, and of "turn into" where `turns` is set. */
export type Entry = {
  /** Names its words (`block.<name>`, `hint.<name>` and `aliases.<name>`) and its picture in tools/icons.ts. */
  name: EntryName
  group: 'text' | 'list' | 'layout' | 'media' | 'question'
  /** What can be typed at the start of a line to the same end, shown as a hint. */
  shorthand?: string
  /** Does it at the selection; the text of the menu's query is gone already. */
  run: Command
  /** Changes the block at the selection rather than adding one. */
  turns?: boolean
  /** For entries that turn: the selection is in such a block already. */
  isActive?: (state: EditorState) => boolean
}

/** What the editor knows of one kind of block. One file makes one of these; registry.ts lists them. */
export type Block = {
  entries?: Entry[]
  inputRules?: (schema: Schema) => InputRule[]
  /** Keys that matter inside this block; the first block whose command says yes wins. */
  keys?: (schema: Schema) => Record<string, Command>
  /** By node name. */
  views?: (lent: Lent) => Record<string, NodeViewConstructor>
  plugins?: (lent: Lent) => Plugin[]
}

/** Runs a command on a view and gives the focus back to the text. */
export function run(view: EditorView, command: Command): boolean {
  const did = command(view.state, view.dispatch, view)
  view.focus()
  return did
}
