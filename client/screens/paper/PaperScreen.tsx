import ArrowLeft from 'lucide-solid/icons/arrow-left'
import { For, Show } from 'solid-js'
import { nodesIn } from '../../../shared/document/prose.ts'
import { BlockId, type CourseId, type NodeId } from '../../../shared/id.ts'
import { createAsked } from '../../platform/asked.ts'
import { date } from '../../platform/format.ts'
import { wordsOf } from '../../platform/problems.ts'
import { t } from '../../platform/text.ts'
import { useTitle } from '../../platform/title.ts'
import { type Asking, AskingContext } from '../../player/context.ts'
import { ReadingColumn } from '../../player/LessonView.tsx'
import { PaperQuestion } from '../../player/paper/PaperQuestion.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Page } from '../frame/Page.tsx'
import styles from './PaperScreen.module.css'
import { draftPaper, type Paper, type PaperNode, publishedPaper } from './paper.ts'

/** A whole course on paper, as learners have it; with `draft`, as it is written now. */
export default function PaperScreen(props: { courseId: CourseId; draft: boolean }) {
  const paper = createAsked(
    () => ({ courseId: props.courseId, draft: props.draft }),
    ({ courseId, draft }) => (draft ? draftPaper(courseId) : publishedPaper(courseId)),
  )
  useTitle(() => paper.value()?.title)
  return (
    <Show
      when={paper.value()}
      fallback={
        <Page>
          <Show
            when={paper.fault()}
            fallback={
              <>
                <p role="status" class="visually-hidden">
                  {t('player.paperWait')}
                </p>
                <Skeleton lines={9} />
              </>
            }
          >
            <EmptyState alone title={t('player.notThere')} text={wordsOf(paper.fault())}>
              <Button onClick={() => void paper.reload()}>{t('ui.retry')}</Button>
            </EmptyState>
          </Show>
        </Page>
      }
    >
      {(course) => <Printed paper={course()} />}
    </Show>
  )
}

function Printed(props: { paper: Paper }) {
  const never = () => Promise.reject(new Error('nobody answers on paper'))
  const asking: Asking = {
    feedbackOn: () => undefined,
    answer: never,
    hints: never,
    votes: never,
    wall: never,
    hide: never,
    files: { send: never, waiting: () => Promise.resolve(undefined), taken: () => undefined },
    // All that may be asked.
    draw: (pool) => Promise.resolve(questionsOf(props.paper, pool)),
    seed: 'paper',
    onPaper: PaperQuestion,
  }
  const numbers = () => new Map(props.paper.outline.filter(({ kind }) => kind === 'lesson').map(({ id }, at) => [id, at + 1]))
  return (
    <div class={styles.screen}>
      <header class={styles.bar}>
        <Button tone="quiet" onClick={() => history.back()}>
          <ArrowLeft size={16} aria-hidden="true" /> {t('player.paperBack')}
        </Button>
        <Button tone="primary" onClick={() => window.print()}>
          {t('player.paperPrint')}
        </Button>
      </header>
      <main id="main" class={styles.paper} lang={props.paper.language}>
        <div class={styles.cover}>
          <h1>{props.paper.title}</h1>
          <Show when={props.paper.summary}>
            <p>{props.paper.summary}</p>
          </Show>
          <p class={styles.about}>
            {props.paper.version === null
              ? t('player.paperDraft', { date: date(props.paper.at) })
              : t('player.paperVersion', { version: props.paper.version, date: date(props.paper.at) })}
          </p>
          <h2>{t('player.paperContents')}</h2>
          <Contents of={props.paper.outline} numbers={numbers()} />
        </div>
        <AskingContext.Provider value={asking}>
          <For each={props.paper.outline}>
            {({ id, kind, title }) => (
              <Show when={kind === 'lesson'} fallback={<h2 class={styles.section}>{title}</h2>}>
                <article class={styles.lesson}>
                  <h1>{`${numbers().get(id)}. ${title}`}</h1>
                  <ReadingColumn of={props.paper.lessons.get(id) ?? []} />
                </article>
              </Show>
            )}
          </For>
        </AskingContext.Provider>
      </main>
    </div>
  )
}

type Numbers = ReadonlyMap<NodeId, number>

function Contents(props: { of: readonly PaperNode[]; numbers: Numbers }) {
  return (
    <ul class={styles.contents}>
      <For each={props.of}>
        {({ id, kind, title }) => (
          <li class={kind === 'section' ? styles.heading : undefined}>
            {kind === 'section' ? title : `${props.numbers.get(id)}. ${title}`}
          </li>
        )}
      </For>
    </ul>
  )
}

function questionsOf({ lessons }: Paper, pool: BlockId): BlockId[] {
  for (const content of lessons.values())
    for (const node of nodesIn({ type: 'doc', content }))
      if (node.type === 'pool' && node.attrs?.['id'] === pool)
        return (node.content ?? []).flatMap(({ type, attrs }) => (type === 'question' ? [BlockId.parse(attrs?.['id'])] : []))
  return []
}
