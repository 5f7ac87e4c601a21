import Check from 'lucide-solid/icons/check'
import CircleDashed from 'lucide-solid/icons/circle-dashed'
import Clock from 'lucide-solid/icons/clock'
import X from 'lucide-solid/icons/x'
import { type Component, createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { type Answer, type Feedback, offeredBy, shuffled, type Verdict } from '../../shared/assessment.ts'
import { attrsOf, type Prose } from '../../shared/document/prose.ts'
import { hasChoices, kindOf, mayShuffle, type QuestionKind } from '../../shared/document/question.ts'
import { number } from '../platform/format.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { useAsking } from './context.ts'
import { Inline } from './Inline.tsx'
import styles from './Question.module.css'
import { type BodyProps, idOf } from './questions/body.ts'
import { Choices } from './questions/Choices.tsx'
import { Hints } from './questions/Hints.tsx'

// Choices are most of all questions; the others come when a lesson holds one.
const Sorting = lazy(async () => ({ default: (await import('./questions/more.ts')).Sorting }))
const Matching = lazy(async () => ({ default: (await import('./questions/more.ts')).Matching }))
const Blanks = lazy(async () => ({ default: (await import('./questions/more.ts')).Blanks }))
const NumberAnswer = lazy(async () => ({ default: (await import('./questions/more.ts')).NumberAnswer }))
const WordsAnswer = lazy(async () => ({ default: (await import('./questions/more.ts')).WordsAnswer }))
const FileAnswer = lazy(async () => ({ default: (await import('./questions/more.ts')).FileAnswer }))
const Spot = lazy(async () => ({ default: (await import('./questions/more.ts')).Spot }))
const PollResult = lazy(async () => ({ default: (await import('./questions/more.ts')).PollResult }))
const WallResult = lazy(async () => ({ default: (await import('./questions/more.ts')).WallResult }))

const bodies: Record<QuestionKind, Component<BodyProps>> = {
  single: Choices,
  multiple: Choices,
  trueFalse: Choices,
  poll: Choices,
  ordering: Sorting,
  matching: Matching,
  fill: Blanks,
  number: NumberAnswer,
  hotspot: Spot,
  open: WordsAnswer,
  wall: WordsAnswer,
  file: FileAnswer,
  video: FileAnswer,
}

/** A question inside the text: answer, check, see what was right and why, try again. `blocks` draws what else it holds. */
export function Question(props: { node: Prose; blocks: Component<{ of: readonly Prose[] }> }) {
  const asking = useAsking()
  const id = () => idOf(props.node)
  const kind = () => kindOf(attrsOf(props.node)['kind'])
  const [draft, setDraft] = createSignal<Answer>()
  const [again, setAgain] = createSignal<Feedback>()
  const [busy, setBusy] = createSignal(false)
  const [fault, setFault] = createSignal<string>()
  // One id for one answer, so that sending it again after a lost connection is not a second attempt.
  let attempt = ''

  const feedback = createMemo(() => {
    const told = asking.feedbackOn(id())
    return told && told !== again() ? told : undefined
  })
  const shown = createMemo(() => {
    const told = feedback()
    const offered = offeredBy(props.node)
    if (told && told.shown.length === offered.length) return told.shown
    const stays = hasChoices(kind()) && !(mayShuffle(kind()) && attrsOf(props.node)['shuffle'] === true)
    return stays ? offered : shuffled(offered, (one) => one, `${asking.seed} ${again()?.at ?? ''}`)
  })
  const change = (answer: Answer | undefined) => {
    attempt = crypto.randomUUID()
    setFault()
    setDraft(answer)
  }
  const check = async (event: Event) => {
    event.preventDefault()
    const answer = draft()
    if (busy() || feedback() || !answer) return
    setBusy(true)
    try {
      await asking.answer(id(), answer, [...shown()], attempt)
      setFault()
    } catch (error) {
      setFault(t('player.notSent', { reason: wordsOf(error) }))
    } finally {
      setBusy(false)
    }
  }
  const retry = () => {
    setDraft()
    setAgain(feedback())
  }

  return (
    <form class={styles.question} data-block={id()} data-kind={kind()} onSubmit={(event) => void check(event)}>
      <fieldset disabled={busy()}>
        <Asked node={props.node} kind={kind()} blocks={props.blocks} />
        <Suspense>
          {/* Another try begins from nothing; what was told is shown in the same place. */}
          <Show when={{ told: feedback() }} keyed>
            {({ told }) => (
              <Dynamic
                component={bodies[kind()]}
                node={props.node}
                shown={shown()}
                feedback={told}
                onAnswer={change}
                blocks={props.blocks}
              />
            )}
          </Show>
        </Suspense>
      </fieldset>
      <div class={styles.result} role="status">
        <Show when={feedback()}>{(told) => <Told feedback={told()} blocks={props.blocks} />}</Show>
      </div>
      <Suspense>
        <Show when={kind() === 'poll' && feedback()}>{(told) => <PollResult node={props.node} feedback={told()} />}</Show>
        <Show when={kind() === 'wall' && feedback()}>{(told) => <WallResult node={props.node} feedback={told()} />}</Show>
      </Suspense>
      <Hints node={props.node} done={feedback() !== undefined} blocks={props.blocks} />
      <Show when={fault()}>
        <p class={styles.fault} role="alert">
          {fault()}
        </p>
      </Show>
      <div class={styles.actions}>
        <Show
          when={feedback()}
          fallback={
            <Button type="submit" disabled={!draft()} busy={busy()}>
              {t(verbs[kind()] ?? 'player.check')}
            </Button>
          }
        >
          {(told) => <Button onClick={retry}>{t(judgedBySomebody(told().verdict) ? 'player.tryAgain' : 'player.answerAgain')}</Button>}
        </Show>
      </div>
    </form>
  )
}

const judgedBySomebody = (verdict: Verdict) => verdict !== 'taken' && verdict !== 'waiting'
const verbs: Partial<Record<QuestionKind, 'player.vote' | 'player.send' | 'player.post'>> = {
  poll: 'player.vote',
  wall: 'player.post',
  open: 'player.send',
  file: 'player.send',
  video: 'player.send',
}

/** What is asked. The words of a text to complete stand among its gaps, below. */
function Asked(props: { node: Prose; kind: QuestionKind; blocks: Component<{ of: readonly Prose[] }> }) {
  const offered = ['choice', 'sortItem', 'prompt', 'match', 'spotImage']
  const parts = () => (props.node.content ?? []).filter((part) => !offered.includes(part.type))
  return (
    <Show when={props.kind !== 'fill'} fallback={<legend class={styles.lead}>{t('player.fillHint')}</legend>}>
      <legend class={styles.stem}>
        <For each={parts()}>
          {(part) => (
            <Show when={part.type === 'stem'} fallback={<Dynamic component={props.blocks} of={[part]} />}>
              <span class={styles.asked} data-block={idOf(part)} data-text="">
                <Inline of={part.content} />
              </span>
            </Show>
          )}
        </For>
      </legend>
    </Show>
  )
}

const verdicts = {
  right: { icon: Check, words: 'player.right', look: 'good' },
  partly: { icon: CircleDashed, words: 'player.partly', look: 'half' },
  wrong: { icon: X, words: 'player.notQuite', look: 'poor' },
  waiting: { icon: Clock, words: 'player.waiting', look: 'sentOff' },
  taken: { icon: Check, words: 'player.taken', look: 'sentOff' },
} as const

/** How it was judged, for how many points, and why. */
function Told(props: { feedback: Feedback; blocks: Component<{ of: readonly Prose[] }> }) {
  const its = () => verdicts[props.feedback.verdict]
  return (
    <div class={styles[its().look]}>
      <p class={styles.verdict}>
        <Dynamic component={its().icon} aria-hidden="true" />
        {t(its().words)}
        <Show when={judgedBySomebody(props.feedback.verdict) && props.feedback.outOf > 0}>
          <span class={styles.points}>{t('player.points', { points: number(props.feedback.points), count: props.feedback.outOf })}</span>
        </Show>
      </p>
      <Show when={props.feedback.explanation.length > 0}>
        <div class={styles.why}>
          <Dynamic component={props.blocks} of={props.feedback.explanation} />
        </div>
      </Show>
    </div>
  )
}
