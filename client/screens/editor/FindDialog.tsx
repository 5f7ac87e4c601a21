import CaseSensitive from 'lucide-solid/icons/case-sensitive'
import WholeWord from 'lucide-solid/icons/whole-word'
import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from 'solid-js'
import { findInCourse, type Found, type Match, patternOf, replaceInLesson, replacements } from '../../../shared/document/find.ts'
import { lessonFragment } from '../../../shared/document/layout.ts'
import { lessonsInOrder } from '../../../shared/document/outline.ts'
import { LessonText } from '../../../shared/document/positions.ts'
import type { LessonId } from '../../../shared/id.ts'
import type { Doc } from '../../outline/state.ts'
import { t } from '../../platform/text.ts'
import { toast } from '../../platform/toast.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import styles from './FindDialog.module.css'
import type { Spot } from './going.ts'

type FindDialogProps = {
  doc: Doc
  editable: boolean
  onGo: (spot: Spot) => void
  onClose: () => void
}

/** Rows drawn at once; the rest is counted. */
const most = 200
const restMs = 150

// What was looked for last is there again when the dialog is opened again.
const [words, setWords] = createSignal('')
const [instead, setInstead] = createSignal('')
const [matchCase, setMatchCase] = createSignal(false)
const [wholeWord, setWholeWord] = createSignal(false)

/** Finds words in all lessons, shows where they stand, and puts others in their place: one of them, a lesson's, or all. */
export function FindDialog(props: FindDialogProps) {
  const { doc } = props // one for as long as the dialog is open
  const steps = replacements(
    doc,
    lessonsInOrder(doc).map(({ id }) => id),
  )
  onCleanup(() => steps.close())
  const [replaced, setReplaced] = createSignal<number>()
  const changed = createChanges(doc)
  const texts = createMemo(() => (changed(), new Map<LessonId, LessonText>()))
  const read = (lesson: LessonId) => {
    const text = texts().get(lesson) ?? new LessonText(lessonFragment(doc, lesson))
    texts().set(lesson, text)
    return text
  }
  const pattern = createMemo(() => patternOf({ words: words(), matchCase: matchCase(), wholeWord: wholeWord() }))
  const found = createMemo((): Found[] => {
    const sought = pattern()
    return sought ? findInCourse(doc, sought, read) : []
  })
  const count = () => found().reduce((sum, { inTitle, matches }) => sum + inTitle + matches.length, 0)
  createEffect(on(pattern, () => setReplaced(), { defer: true }))

  const replace = (lessons: readonly LessonId[], only?: number) => {
    const sought = pattern()
    if (!sought) return
    steps.seal()
    setReplaced(lessons.reduce((sum, lesson) => sum + replaceInLesson(doc, lesson, sought, instead(), only), 0))
  }
  const undo = () => {
    if (steps.stepBack()) toast(t('find.undone'))
    setReplaced()
  }
  const go = (lesson: LessonId, match: Match | undefined) => {
    props.onClose()
    props.onGo({ lesson, ...(match && { range: { from: match.from, to: match.to } }) })
  }
  const mayReplace = () => props.editable && count() > 0 && instead() !== words()

  return (
    <Dialog
      open
      size="large"
      onClose={props.onClose}
      title={t('find.title')}
      footer={
        <>
          <p class={styles.count} role="status">
            {replaced() === undefined ? (pattern() ? t('find.count', { count: count() }) : '') : t('find.replaced', { count: replaced()! })}
          </p>
          <Show when={replaced()}>
            <Button onClick={undo}>{t('ui.undo')}</Button>
          </Show>
          <Show when={props.editable}>
            <Button tone="primary" disabled={!mayReplace()} onClick={() => replace(found().map(({ lesson }) => lesson))}>
              {t('find.replaceAll')}
            </Button>
          </Show>
        </>
      }
    >
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          const [first] = found()
          if (first) go(first.lesson, first.matches[0])
        }}
      >
        <div class={styles.field}>
          <TextField label={t('find.words')} value={words()} onInput={setWords} autofocus autocomplete="off" />
          <IconButton label={t('find.matchCase')} pressed={matchCase()} onClick={() => setMatchCase(!matchCase())}>
            <CaseSensitive />
          </IconButton>
          <IconButton label={t('find.wholeWord')} pressed={wholeWord()} onClick={() => setWholeWord(!wholeWord())}>
            <WholeWord />
          </IconButton>
        </div>
        <Show when={props.editable}>
          <TextField
            label={t('find.instead')}
            value={instead()}
            onInput={setInstead}
            autocomplete="off"
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !mayReplace()) return
              event.preventDefault()
              replace(found().map(({ lesson }) => lesson))
            }}
          />
        </Show>
      </form>
      <Lessons found={found()} instead={mayReplace() ? instead() : undefined} onGo={go} onReplace={replace} />
    </Dialog>
  )
}

function Lessons(props: {
  found: readonly Found[]
  /** What would stand there; undefined where nothing can be replaced. */
  instead: string | undefined
  onGo: (lesson: LessonId, match: Match | undefined) => void
  onReplace: (lessons: readonly LessonId[], only?: number) => void
}) {
  // Each lesson with as many rows as are left to draw.
  const shown = createMemo(() => {
    let left = most
    return props.found.flatMap((one) => {
      if (left <= 0) return []
      const rows = one.matches.slice(0, left)
      left -= rows.length
      return [{ ...one, rows }]
    })
  })
  const hidden = () =>
    props.found.reduce((sum, one) => sum + one.matches.length, 0) - shown().reduce((sum, one) => sum + one.rows.length, 0)
  return (
    <div class={styles.lessons}>
      <For each={shown()}>
        {(one) => (
          <section aria-label={one.title || t('outline.untitled')}>
            <div class={styles.head}>
              <h3>{one.title || t('outline.untitled')}</h3>
              <Show when={one.inTitle > 0}>
                <span class={styles.note}>{t('find.inTitle')}</span>
              </Show>
              <Show when={props.instead !== undefined}>
                <Button size="small" tone="quiet" onClick={() => props.onReplace([one.lesson])}>
                  {t('find.replaceLesson', { count: one.inTitle + one.matches.length })}
                </Button>
              </Show>
            </div>
            <ul>
              <For each={one.rows}>
                {(match, at) => (
                  <li class={styles.match}>
                    <button type="button" class={styles.place} dir="auto" onClick={() => props.onGo(one.lesson, match)}>
                      {match.before}
                      <Show when={props.instead !== undefined} fallback={<mark>{match.exact}</mark>}>
                        <del>{match.exact}</del>
                        <ins>{props.instead}</ins>
                      </Show>
                      {match.after}
                    </button>
                    <Show when={props.instead !== undefined}>
                      <Button size="small" tone="quiet" onClick={() => props.onReplace([one.lesson], at())}>
                        {t('find.replaceOne')}
                      </Button>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
      <Show when={hidden() > 0}>
        <p class={styles.note}>{t('find.more', { count: hidden() })}</p>
      </Show>
    </div>
  )
}

/** Counts the moments at which the course changed, once the hands rest. */
function createChanges(doc: Doc): () => number {
  const [changes, setChanges] = createSignal(0)
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = (_update: unknown, _origin: unknown, _doc: unknown, transaction: { local: boolean }) => {
    clearTimeout(timer)
    // What was done here shows at once, though not in the midst of it.
    timer = setTimeout(() => setChanges((count) => count + 1), transaction.local ? 0 : restMs)
  }
  doc.on('update', look)
  onCleanup(() => {
    clearTimeout(timer)
    doc.off('update', look)
  })
  return changes
}
