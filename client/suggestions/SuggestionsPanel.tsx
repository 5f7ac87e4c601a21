import { type Component, createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import type { Suggestion } from '../../shared/document/suggestions.ts'
import type { LessonId, SuggestionId } from '../../shared/id.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Button } from '../ui/Button.tsx'
import { AllDialog } from './AllDialog.tsx'
import type { Suggestions } from './state.ts'
import { SuggestionCard } from './SuggestionCard.tsx'
import type { WordsFieldProps } from '../ui/words-field.ts'
import styles from './Suggestions.module.css'

type SuggestionsPanelProps = {
  suggestions: Suggestions
  /** The lesson in the middle. */
  lesson: LessonId | null
  /** The suggestion that is open here and strong in the text. */
  active: string | null
  titleOf: (lesson: LessonId) => string | undefined
  onActive: (suggestion: SuggestionId | null) => void
  onGo: (suggestion: Suggestion) => void
  onTurnIntoComment: (suggestion: Suggestion) => void
  /** What people say about one, and how much that is. */
  discussion: (suggestion: Suggestion, copyLink: () => void) => JSX.Element
  saidOf: (suggestion: Suggestion) => number
  /** For words with their formatting. */
  field: Component<WordsFieldProps>
  /** Esc: back into the text. */
  onLeave: () => void
}

/** What people suggest for the draft, beside what they say about it. Nothing where nobody suggested anything. */
export function SuggestionsPanel(props: SuggestionsPanelProps) {
  const [shelf, setShelf] = createSignal<'open' | 'answered'>('open')
  const [everywhere, setEverywhere] = createSignal(false)
  const [answeringAll, setAnsweringAll] = createSignal(false)
  const lessonOf = ({ id, anchor, lesson }: Suggestion) => {
    const spot = props.suggestions.spotOf(id)
    return spot && spot.state !== 'gone' ? spot.lesson : (anchor?.lesson ?? lesson)
  }
  const orderOf = ({ id }: Suggestion) => {
    const spot = props.suggestions.spotOf(id)
    return spot && spot.state !== 'gone' ? spot.from : Infinity
  }
  const isOpen = ({ id, state }: Suggestion) => state === 'open' || props.suggestions.spotOf(id)?.state === 'undone'
  const onShelf = createMemo(() => props.suggestions.all().filter((each) => isOpen(each) === (shelf() === 'open')))
  const answered = () => props.suggestions.all().filter((each) => !isOpen(each)).length
  const isHere = (suggestion: Suggestion) => everywhere() || lessonOf(suggestion) === props.lesson
  const shown = createMemo(() => {
    const here = onShelf().filter(isHere)
    const linked = props.suggestions.all().find((each) => (each.id as string) === props.active)
    const list = linked && !here.includes(linked) ? [...here, linked] : here
    return list.toSorted((a, b) => (shelf() === 'open' ? orderOf(a) - orderOf(b) : (b.answer?.at ?? b.at) - (a.answer?.at ?? a.at)))
  })
  const elsewhere = () => onShelf().filter((each) => !isHere(each)).length
  /** Those that one may answer at once: they still fit, and nothing stands on the same words. */
  const ready = createMemo(() =>
    props.suggestions.open().filter((each) => lessonOf(each) === props.lesson && props.suggestions.spotOf(each.id)?.state === 'fits'),
  )
  const copyLink = async (suggestion: Suggestion) => {
    const url = new URL(location.href)
    url.search = new URLSearchParams({ lesson: lessonOf(suggestion), suggestion: suggestion.id }).toString()
    await navigator.clipboard.writeText(url.href)
    toast(t('suggestions.linkCopied'), { tone: 'ok' })
  }
  return (
    <Show when={props.suggestions.all().length > 0}>
      <section class={styles.panel} aria-label={t('suggestions.panel')}>
        <header class={styles.bar}>
          <p role="status">{t('suggestions.count', { count: shown().length })}</p>
          <Show when={shelf() === 'answered' || answered() > 0}>
            <Button size="small" tone="quiet" onClick={() => setShelf(shelf() === 'open' ? 'answered' : 'open')}>
              {shelf() === 'open' ? t('suggestions.answered', { count: answered() }) : t('suggestions.showOpen')}
            </Button>
          </Show>
          <Show when={shelf() === 'open' && props.suggestions.mayAccept() && ready().length > 1}>
            <Button size="small" tone="quiet" onClick={() => setAnsweringAll(true)}>
              {t('suggestions.all')}
            </Button>
          </Show>
        </header>
        <For each={shown()} fallback={<p class={styles.none}>{t('suggestions.none')}</p>}>
          {(suggestion) => (
            <SuggestionCard
              suggestion={suggestion}
              suggestions={props.suggestions}
              active={props.active === suggestion.id}
              field={props.field}
              place={lessonOf(suggestion) === props.lesson ? undefined : props.titleOf(lessonOf(suggestion))}
              onOpen={() => props.onActive(suggestion.id)}
              onLeave={() => {
                props.onActive(null)
                props.onLeave()
              }}
              onGo={() => props.onGo(suggestion)}
              onCopyLink={() => void copyLink(suggestion)}
              onTurnIntoComment={() => props.onTurnIntoComment(suggestion)}
              said={props.saidOf(suggestion)}
              discussion={props.discussion(suggestion, () => void copyLink(suggestion))}
            />
          )}
        </For>
        <Show when={elsewhere() > 0 && !everywhere()}>
          <button type="button" class={styles.elsewhere} onClick={() => setEverywhere(true)}>
            {t('suggestions.elsewhere', { count: elsewhere() })}
          </button>
        </Show>
        <AllDialog open={answeringAll()} list={ready()} suggestions={props.suggestions} onClose={() => setAnsweringAll(false)} />
      </section>
    </Show>
  )
}
