import ArrowLeft from 'lucide-solid/icons/arrow-left'
import Check from 'lucide-solid/icons/check'
import CircleHelp from 'lucide-solid/icons/circle-question-mark'
import { createSignal, For, type JSX, onMount, Show } from 'solid-js'
import type { Answer, Remark, Topic } from '../../shared/forums.ts'
import type { TopicId } from '../../shared/id.ts'
import { t } from '../platform/text.ts'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { By } from './By.tsx'
import { More } from './More.tsx'
import { createTopic, type OpenTopic } from './state.ts'
import styles from './TopicView.module.css'
import { Vote } from './Vote.tsx'
import { Words } from './Words.tsx'
import { Writer } from './Writer.tsx'

export type TopicViewProps = {
  topicId: TopicId
  /** Changes when there may be news. */
  bell: unknown
  /** The address that opens this question. */
  link: string
  onBack: () => void
  /** Something changed that the list shows too. */
  onChange: () => void
  /** Shows the lesson or the words the question is about. */
  onGo?: ((topic: Topic) => void) | undefined
  /** Makes a suggestion for the draft of an answer. Absent where there is no draft beside. */
  onSuggest?: ((topic: Topic, answer: Answer) => void) | undefined
}

/** One question with its answers, best first; the one that solved it is labelled where it stands. */
export function TopicView(props: TopicViewProps) {
  const open = createTopic(
    props.topicId,
    () => props.bell,
    () => props.onChange(),
  )
  let box!: HTMLElement
  onMount(() => box.focus({ preventScroll: true }))
  return (
    <section
      ref={box}
      class={styles.view}
      tabindex={-1}
      aria-label={open.state.page?.topic.title ?? t('forums.title')}
      onKeyDown={(event) => event.key === 'Escape' && props.onBack()}
    >
      <Button size="small" tone="quiet" class={styles.back ?? ''} onClick={() => props.onBack()}>
        <ArrowLeft aria-hidden="true" class={styles.arrow} />
        {t('forums.back')}
      </Button>
      <Show
        when={!open.state.isGone}
        fallback={<EmptyState small icon={CircleHelp} title={t('forums.unknownTopic')} text={t('forums.unknownTopicText')} />}
      >
        <Show when={open.state.page} fallback={<Skeleton lines={5} />}>
          {(page) => (
            <>
              <Question topic={page().topic} open={open} {...props} />
              <h4 class={styles.count}>
                {page().topic.answers > 0 ? t('forums.answers', { count: page().topic.answers }) : t('forums.noAnswers')}
              </h4>
              <ol class={styles.answers}>
                <For each={page().answers}>
                  {(answer) => <AnswerCard answer={answer} open={open} link={props.link} onSuggest={props.onSuggest} />}
                </For>
              </ol>
              <Show when={page().next}>
                <Button size="small" onClick={() => void open.more()}>
                  {t('ui.showMore')}
                </Button>
              </Show>
              <Show when={page().mayPost}>
                <Writer
                  draft={`${props.topicId}/answer`}
                  label={t('forums.answerLabel')}
                  verb={t('forums.answer')}
                  onSend={(words) => open.post(words)}
                />
              </Show>
            </>
          )}
        </Show>
      </Show>
    </section>
  )
}

function Question(props: TopicViewProps & { topic: Topic; open: OpenTopic }) {
  const [editing, setEditing] = createSignal(false)
  const page = () => props.open.state.page
  return (
    <div class={styles.question}>
      <header class={styles.head}>
        <By voice={props.topic.by} at={props.topic.at} editedAt={props.topic.editedAt} hidden={props.topic.hidden} />
        <More
          link={props.link}
          mine={props.topic.mine}
          hidden={props.topic.hidden}
          mayModerate={page()?.mayModerate ?? false}
          mayRemove={props.topic.answers === 0}
          ask={t('forums.removeTopicAsk')}
          onEdit={() => setEditing(true)}
          onHide={(hidden) => void props.open.editTopic({ hidden })}
          onRemove={async () => {
            if (await props.open.removeTopic()) props.onBack()
          }}
        />
      </header>
      <h3 class={styles.title} dir="auto">
        {props.topic.title}
      </h3>
      <Show when={props.topic.state === 'solved'}>
        <Badge tone="ok">
          <Check aria-hidden="true" /> {t('forums.solved')}
        </Badge>
      </Show>
      <About {...props} />
      <Show
        when={!editing()}
        fallback={
          <Writer
            words={props.topic.body}
            label={t('forums.details')}
            verb={t('ui.save')}
            focus
            onSend={async (body) => {
              const arrived = await props.open.editTopic({ body })
              if (arrived) setEditing(false)
              return arrived
            }}
            onLeave={() => setEditing(false)}
          />
        }
      >
        <Show when={props.topic.body}>
          <Words text={props.topic.body} />
        </Show>
      </Show>
      <div class={styles.verbs}>
        <Vote
          kind="question"
          votes={props.topic.votes}
          voted={props.topic.voted}
          own={props.topic.mine}
          disabled={!page()?.mayPost}
          onVote={() => void props.open.vote(props.topic)}
        />
      </div>
    </div>
  )
}

/** The words or the lesson a question is about, as they were when it was asked. */
function About(props: { topic: Topic; onGo?: ((topic: Topic) => void) | undefined }) {
  return (
    <Show when={props.topic.passage ?? props.topic.lessonTitle}>
      <div class={styles.about}>
        <p class={styles.where}>
          {props.topic.passage
            ? t('forums.aboutWords', { version: props.topic.passage.version })
            : t('forums.aboutLesson', { lesson: props.topic.lessonTitle ?? '' })}
        </p>
        <Show when={props.topic.passage}>{(passage) => <blockquote>{passage().quote}</blockquote>}</Show>
        <Show when={props.onGo}>
          {(go) => (
            <button type="button" class={styles.go} onClick={() => go()(props.topic)}>
              {t('forums.goTo')}
            </button>
          )}
        </Show>
      </div>
    </Show>
  )
}

function AnswerCard(props: { answer: Answer; open: OpenTopic; link: string; onSuggest: TopicViewProps['onSuggest'] }) {
  const [remarking, setRemarking] = createSignal(false)
  const page = () => props.open.state.page
  const maySolve = () => (page()?.topic.mine ?? false) || (page()?.mayModerate ?? false)
  return (
    <li class={styles.answer} classList={{ [styles.solving!]: props.answer.solved }}>
      <Post post={props.answer} open={props.open} link={props.link}>
        <Show when={props.answer.solved}>
          <Badge tone="ok">
            <Check aria-hidden="true" /> {t('forums.solvedThis')}
          </Badge>
        </Show>
        <Show when={props.answer.takenAt}>
          <Badge tone="ok">
            <Check aria-hidden="true" /> {t('forums.taken')}
          </Badge>
        </Show>
      </Post>
      <div class={styles.verbs}>
        <Vote
          kind="answer"
          votes={props.answer.votes}
          voted={props.answer.voted}
          own={props.answer.mine}
          disabled={!page()?.mayPost}
          onVote={() => void props.open.votePost(props.answer)}
        />
        <Show when={maySolve()}>
          <Button size="small" tone="quiet" onClick={() => void props.open.solve(props.answer.solved ? null : props.answer.id)}>
            {t(props.answer.solved ? 'forums.unmarkSolved' : 'forums.markSolved')}
          </Button>
        </Show>
        <Show when={props.onSuggest && page()?.maySuggest && page()?.topic.passage && page()?.topic}>
          {(topic) => (
            <Button size="small" tone="quiet" onClick={() => props.onSuggest?.(topic(), props.answer)}>
              {t('forums.suggest')}
            </Button>
          )}
        </Show>
        <Show when={page()?.mayPost && !remarking()}>
          <Button size="small" tone="quiet" onClick={() => setRemarking(true)}>
            {t('forums.remark')}
          </Button>
        </Show>
      </div>
      <Show when={props.answer.remarks.length > 0}>
        <ul class={styles.remarks}>
          <For each={props.answer.remarks}>
            {(remark) => (
              <li>
                <Post post={remark} open={props.open} link={props.link} />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={remarking()}>
        <Writer
          draft={`${props.answer.id}/remark`}
          label={t('forums.remarkLabel')}
          verb={t('forums.remark')}
          focus
          onSend={async (words) => {
            const arrived = await props.open.post(words, props.answer.id)
            if (arrived) setRemarking(false)
            return arrived
          }}
          onLeave={() => setRemarking(false)}
        />
      </Show>
    </li>
  )
}

function Post(props: { post: Remark; open: OpenTopic; link: string; children?: JSX.Element }) {
  const [editing, setEditing] = createSignal(false)
  return (
    <div class={styles.post}>
      <header class={styles.head}>
        <By voice={props.post.by} at={props.post.at} editedAt={props.post.editedAt} hidden={props.post.hidden} />
        <More
          link={props.link}
          mine={props.post.mine}
          hidden={props.post.hidden}
          mayModerate={props.open.state.page?.mayModerate ?? false}
          mayRemove
          ask={t('forums.removePostAsk')}
          onEdit={() => setEditing(true)}
          onHide={(hidden) => void props.open.editPost(props.post.id, { hidden })}
          onRemove={() => void props.open.removePost(props.post.id)}
        />
      </header>
      <Show when={!editing()} fallback={<EditPost post={props.post} open={props.open} onEnd={() => setEditing(false)} />}>
        <Words text={props.post.body} />
      </Show>
      {props.children}
    </div>
  )
}

function EditPost(props: { post: Remark; open: OpenTopic; onEnd: () => void }) {
  const save = async (body: string) => {
    const arrived = await props.open.editPost(props.post.id, { body })
    if (arrived) props.onEnd()
    return arrived
  }
  return <Writer words={props.post.body} label={t('forums.answerLabel')} verb={t('ui.save')} focus onSend={save} onLeave={props.onEnd} />
}
