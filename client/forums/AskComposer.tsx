import { createSignal, For, on, createEffect, onMount, Show } from 'solid-js'
import type { Topic, TopicPassage } from '../../shared/forums.ts'
import { type CourseId, type LessonId, newId, type TopicId } from '../../shared/id.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Button } from '../ui/Button.tsx'
import { TextArea, TextField } from '../ui/Field.tsx'
import styles from './AskComposer.module.css'
import { keepWords, recallWords } from './drafts.ts'
import { askQuestion, findSimilar, meToo } from './state.ts'

type AskComposerProps = {
  courseId: CourseId
  lesson: LessonId | null
  /** The words it is about, as they read in the published version. */
  passage: TopicPassage | null
  onAsked: (topic: Topic) => void
  /** Somebody chose a question that was asked before. */
  onFound: (topic: Topic) => void
  onLeave: () => void
}

const restMs = 300
const shortest = 5

/** A question on its way: while its title is typed, questions like it are shown, so that one question is asked once. */
export function AskComposer(props: AskComposerProps) {
  const draft = `${props.courseId}/ask`
  const [title, setTitle] = createSignal(recallWords(`${draft}/title`))
  const [body, setBody] = createSignal(recallWords(`${draft}/body`))
  const [tooShort, setTooShort] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const similar = createSimilar(() => props.courseId, title)
  // One id for all attempts, so that a question sent again after a lost answer is asked once.
  let topicId = newId<TopicId>()
  let box!: HTMLFormElement
  onMount(() => {
    box.scrollIntoView({ block: 'nearest' })
    box.querySelector('input')?.focus()
  })
  const write = (name: 'title' | 'body', words: string) => {
    const set = name === 'title' ? setTitle : setBody
    set(words)
    keepWords(`${draft}/${name}`, words)
    setTooShort(false)
  }

  async function send() {
    if (busy()) return
    if (title().trim().length < shortest) return setTooShort(true)
    setBusy(true)
    try {
      const topic = await askQuestion({
        courseId: props.courseId,
        topicId,
        title: title().trim(),
        body: body().trim(),
        lesson: props.lesson ?? undefined,
        passage: props.passage ?? undefined,
      })
      write('title', '')
      write('body', '')
      topicId = newId<TopicId>()
      toast(t('forums.asked'), { tone: 'ok' })
      props.onAsked(topic)
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      ref={box}
      class={styles.ask}
      aria-label={t('forums.ask')}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
        if (event.key !== 'Escape') return
        event.stopPropagation()
        props.onLeave()
      }}
    >
      <Show when={props.passage}>{(passage) => <blockquote class={styles.quote}>{passage().quote}</blockquote>}</Show>
      <TextField
        label={t('forums.question')}
        value={title()}
        onInput={(words) => write('title', words)}
        maxlength={200}
        error={tooShort() ? t('forums.tooShort') : undefined}
      />
      <Show when={similar().length > 0}>
        <section class={styles.similar} aria-label={t('forums.similar')} aria-live="polite">
          <h4>{t('forums.similar')}</h4>
          <p>{t('forums.similarHint')}</p>
          <ul>
            <For each={similar()}>{(topic) => <Like topic={topic} onFound={props.onFound} />}</For>
          </ul>
        </section>
      </Show>
      <TextArea label={t('forums.details')} optional value={body()} onInput={(words) => write('body', words)} maxlength={10_000} />
      <div class={styles.foot}>
        <Button size="small" tone="quiet" onClick={() => props.onLeave()}>
          {t('ui.cancel')}
        </Button>
        <Button size="small" tone="primary" type="submit" busy={busy()}>
          {t('forums.send')}
        </Button>
      </div>
    </form>
  )
}

function Like(props: { topic: Topic; onFound: (topic: Topic) => void }) {
  const join = () => meToo(props.topic).then(props.onFound).catch(showProblem)
  return (
    <li class={styles.like}>
      <button type="button" class={styles.found} onClick={() => props.onFound(props.topic)}>
        <span>{props.topic.title}</span>
        <span class={styles.fact}>
          {props.topic.answers > 0 ? t('forums.answers', { count: props.topic.answers }) : t('forums.noAnswers')}
        </span>
      </button>
      <Show when={!props.topic.mine && !props.topic.voted}>
        <Button size="small" onClick={() => void join()}>
          {t('forums.meTooShort')}
        </Button>
      </Show>
    </li>
  )
}

/** Questions like what is being typed, asked for when the hands rest. */
function createSimilar(courseId: () => CourseId, title: () => string) {
  const [similar, setSimilar] = createSignal<Topic[]>([])
  createEffect(
    on(title, (now) => {
      if (now.trim().length < shortest) return setSimilar([])
      setTimeout(() => {
        if (title() === now) void findSimilar(courseId(), now).then((found) => title() === now && setSimilar(found))
      }, restMs)
    }),
  )
  return similar
}
