import { createEffect, createSignal, on, Show } from 'solid-js'
import type { Anchor } from '../../../shared/document/anchors.ts'
import { replacing } from '../../../shared/document/layout.ts'
import type { LessonId } from '../../../shared/id.ts'
import { type CourseDocument, ownCommand } from '../../collaboration/course-document.ts'
import type { Links } from '../../editor/tools/tools.ts'
import type { BankWish, Highlight, Lent, OpenLesson } from '../../editor/LessonEditor.tsx'
import { t } from '../../platform/text.ts'
import styles from './Editing.module.css'
import { LessonEditor } from './later.tsx'

/** What the server does for this person is theirs to undo, and so is what they replaced in the whole course. */
const undoOrigins = [ownCommand, replacing]

type LessonPaneProps = {
  document: CourseDocument
  lesson: LessonId
  title: string
  editable: boolean
  highlights: readonly Highlight[]
  lent: Lent
  links: Links
  onBank: (wish: BankWish) => void
  onTitle: (title: string) => void
  onActivate: (key: string) => void
  onComment: ((anchor: Anchor) => void) | undefined
  onSuggest: ((anchor: Anchor | null, mark?: string) => void) | undefined
  onOpen: (lesson: OpenLesson | undefined) => void
  /** Begin in the title, because the course is new: its whole placeholder is selected, so that typing replaces it. */
  focusTitle: boolean
}

/** The open lesson: its title, and its text below. */
export function LessonPane(props: LessonPaneProps) {
  const [open, setOpen] = createSignal<OpenLesson>()
  let title!: HTMLTextAreaElement
  createEffect(
    on(
      () => props.focusTitle,
      (wanted) =>
        wanted &&
        requestAnimationFrame(() => {
          title.focus({ preventScroll: true })
          title.select()
        }),
    ),
  )
  return (
    <article class={styles.lesson} aria-label={props.title || t('editor.untitledLesson')}>
      <h1 class={styles.lessonTitle}>
        <span class="visually-hidden">{props.title || t('editor.untitledLesson')}</span>
        <textarea
          ref={title}
          rows={1}
          dir="auto"
          maxlength={200}
          value={props.title}
          readOnly={!props.editable}
          placeholder={t('editor.untitledLesson')}
          aria-label={t('editor.lessonTitle')}
          // Typed and stored at once, so that others see it grow; one line, however long.
          onInput={(event) => props.onTitle(event.currentTarget.value.replaceAll('\n', ' '))}
          onKeyDown={(event) => {
            if (event.isComposing || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return
            if (event.key === 'ArrowDown' && event.currentTarget.selectionEnd < event.currentTarget.value.length) return
            event.preventDefault()
            open()?.focus()
          }}
        />
      </h1>
      <Show when={!props.editable && !props.onSuggest}>
        <p class={styles.readOnly}>{t('editor.readOnly')}</p>
      </Show>
      <LessonEditor
        doc={props.document.doc}
        lesson={props.lesson}
        awareness={props.document.awareness}
        editable={props.editable}
        highlights={props.highlights}
        links={props.links}
        lent={props.lent}
        onBank={(wish) => props.onBank(wish)}
        undoOrigins={undoOrigins}
        onActivate={(key) => props.onActivate(key)}
        onComment={props.onComment}
        onSuggest={props.onSuggest}
        onOpen={(lesson) => {
          setOpen(lesson)
          props.onOpen(lesson)
        }}
      />
    </article>
  )
}
