import { type EditorState, type Plugin, TextSelection } from 'prosemirror-state'
import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Anchor } from '../../shared/document/anchors.ts'
import type { LessonId } from '../../shared/id.ts'
import { fetched } from '../ui/fetched.tsx'
import { type BankWish, onBankWish } from './bank.ts'
import type { Lent } from './block.ts'
import './editor.css'
import { LessonView } from './lesson-view.ts'
import type { Highlight } from './plugins/highlights.ts'
import type { AskedTool, Links, Tools } from './tools/tools.ts'
import { resumeUploads } from './uploads.ts'

export type { TypingPlace } from './lesson-view.ts'
export type { Highlight } from './plugins/highlights.ts'
export type { BankWish } from './bank.ts'
export type { Lent, Upload } from './block.ts'

/** What the screen may ask of an open lesson. */
export type OpenLesson = Pick<
  LessonView,
  'focus' | 'selectionAnchor' | 'typingPlace' | 'blockAtCaret' | 'showBlock' | 'showHighlight' | 'showRange'
>

type LessonEditorProps = {
  doc: Y.Doc
  lesson: LessonId
  awareness: Awareness
  /** May change the text. Who may not still reads, selects and comments. */
  editable: boolean
  /** Passages that somebody said something about; the active one is drawn stronger. */
  highlights: readonly Highlight[]
  /** A highlight was clicked or reached by key: show what was said there. */
  onActivate: (key: string) => void
  /** The person wants to say something about the selected words. Absent: they may not comment. */
  onComment?: ((anchor: Anchor) => void) | undefined
  /** The person wants to suggest other words for the selected ones. Absent: they may not. */
  onSuggest?: ((anchor: Anchor | null, mark?: string) => void) | undefined
  /** A question is wanted from the group's bank, or is to be kept there. Absent: there is no bank here. */
  onBank?: ((wish: BankWish) => void) | undefined
  /** What the screen around it lends its blocks. */
  lent: Lent
  /** Places of the course that a link may lead to. */
  links?: Links
  /** Origins of changes that the server made for this person: each is one step of theirs to undo. */
  undoOrigins?: readonly unknown[]
  /** ProseMirror plugins of other rooms, read once per lesson. */
  plugins?: readonly Plugin[]
  /** Hears the open lesson, and undefined when it closes. */
  onOpen?: (lesson: OpenLesson | undefined) => void
}

/** Fetched with the lesson on the screen already: it can be read and typed in meanwhile. */
const Around = fetched(async () => (await import('./tools/Around.tsx')).Around)

/** One lesson, written together. */
export function LessonEditor(props: LessonEditorProps) {
  const [wrapper, setWrapper] = createSignal<HTMLElement>()
  const [tools, setTools] = createSignal<Tools>()
  const [asked, setAsked] = createSignal<AskedTool>()
  const [mounting, setMounting] = createSignal(0)
  let box!: HTMLDivElement

  const open = (around: HTMLElement) => {
    // The view calls this once while it is made, before there are tools to hear it.
    const [state, setState] = createSignal<EditorState>(undefined as unknown as EditorState, { equals: false })
    const ask = (tool: AskedTool['tool']) => (now: EditorState) => {
      setAsked({ tool, of: now.selection })
      return true
    }
    const comment = (): boolean => {
      const anchor = lesson.selectionAnchor()
      if (anchor) props.onComment?.(anchor)
      return anchor !== null && props.onComment !== undefined
    }
    const suggest = (mark?: string) => props.onSuggest?.(lesson.selectionAnchor(), mark)
    const lesson = new LessonView(box, props, {
      editable: props.editable,
      plugins: props.plugins ?? [],
      undoOrigins: props.undoOrigins ?? [],
      ...props.lent,
      onActivate: (key) => props.onActivate(key),
      onState: (next) => setState(() => next),
      onOutgrown: () => setMounting((times) => times + 1),
      asks: {
        comment,
        // Without words to link, the key opens the palette, as it does everywhere.
        link: (now) => now.selection instanceof TextSelection && !now.selection.empty && ask('link')(now),
        blockMenu: ask('blockMenu'),
        toolbar: (now) => !now.selection.empty && ask('toolbar')(now),
      },
    })
    setTools({
      lesson,
      state,
      wrapper: around,
      comment: props.onComment && comment,
      suggest: props.onSuggest && suggest,
      links: props.links,
      upload: props.lent.upload,
    })
    void resumeUploads(props.lent.upload)
    props.onOpen?.(lesson)
    onCleanup(() => {
      setTools()
      setAsked()
      props.onOpen?.(undefined)
      lesson.close()
    })
  }

  createEffect(
    on([() => props.doc, () => props.lesson, mounting, wrapper], ([, , , around]) => {
      if (around) open(around)
    }),
  )
  createEffect(() => tools()?.lesson.setEditable(props.editable))
  createEffect(() => {
    const list = props.highlights
    tools()?.lesson.setHighlights(list)
  })

  return (
    <div
      class="lesson-editor"
      ref={(element) => {
        onBankWish(element, (wish) => props.onBank?.(wish))
        setWrapper(element)
      }}
    >
      <div ref={box} />
      <Show when={tools()} keyed>
        {(open) => (
          <Around
            tools={open}
            editable={props.editable}
            mayComment={props.onComment !== undefined}
            asked={asked()}
            onAnswered={() => setAsked()}
            onActivate={(key) => props.onActivate(key)}
          />
        )}
      </Show>
    </div>
  )
}
