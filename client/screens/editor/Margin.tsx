import { createEffect, createMemo, createSignal, type JSX, Match, onCleanup, Show, Switch } from 'solid-js'
import type { Place } from '../../../shared/comments.ts'
import type { Course } from '../../../shared/courses.ts'
import type { Thread } from '../../../shared/document/threads.ts'
import type { Answer, Topic } from '../../../shared/forums.ts'
import type { Flag } from '../../../shared/flags.ts'
import { type FlagId, type LessonId, type ThreadId, TopicId } from '../../../shared/id.ts'
import type { CourseDocument } from '../../collaboration/course-document.ts'
import type { Threads } from '../../comments/state.ts'
import type { Flags } from '../../flags/state.ts'
import { t } from '../../platform/text.ts'
import { type Tab, Tabs } from '../../ui/Tabs.tsx'
import { ClaimsWaiting, FlagsPanel, ForumPanel, ReviewPanel, ThreadsPanel } from './later.tsx'

export type MarginTab = 'threads' | 'review' | 'flags' | 'questions'

type MarginProps = {
  course: Course
  document: CourseDocument
  lesson: LessonId | null
  tab: MarginTab
  onTab: (tab: MarginTab) => void
  threads: Threads
  /** How many wait beside the comments, and their cards. */
  openSuggestions: number
  suggestions: () => JSX.Element
  /** Absent for those who may not answer flags. */
  flags: Flags | undefined
  activeThread: string | null
  activeFlag: string | null
  topic: string | null
  draft: Place | null
  onThread: (thread: ThreadId | null) => void
  onFlag: (flag: FlagId | null) => void
  onTopic: (topic: TopicId | null) => void
  onGoToThread: (thread: Thread) => void
  onGoToFlag: (flag: Flag) => void
  onDraftEnd: () => void
  onBegin: () => void
  onLeave: () => void
  onGo: (lesson: LessonId, block: string | undefined) => void
  /** Makes a suggestion of an answer in the forum. Absent for those who may not. */
  onSuggest: ((topic: Topic, answer: Answer) => void) | undefined
}

/** Long enough for what was typed to have reached the server. */
const restMs = 1500

/** What people say about the course: its writers, and once it is published its learners. */
export function Margin(props: MarginProps) {
  const bellOf = (news: string) => {
    const [rings, ring] = createSignal(0)
    onCleanup(props.document.onNews(news, () => ring((count) => count + 1)))
    return rings
  }
  const bell = bellOf('forum')
  const reviewBell = bellOf('review')
  // An edit ends what was said of its lesson: the board looks again once the writing rests.
  const [rests, rest] = createSignal(0)
  createEffect(() => {
    if (props.tab !== 'review') return
    const { doc } = props.document
    let waiting: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => rest((count) => count + 1), restMs)
    }
    doc.on('update', later)
    onCleanup(() => {
      clearTimeout(waiting)
      doc.off('update', later)
    })
  })
  const publishBell = bellOf('publishing')
  const isPublished = () => props.course.version !== null
  const tabs = createMemo((): Tab<MarginTab>[] => {
    const shown: Tab<MarginTab>[] = []
    // Viewers are told nothing of what is said about the text.
    if (props.course.canComment)
      shown.push({ key: 'threads', label: t('editor.threads'), count: props.threads.open().length + props.openSuggestions })
    if (!props.course.standing.guest) shown.push({ key: 'review', label: t('review.tab') })
    if (isPublished() && props.flags) shown.push({ key: 'flags', label: t('editor.flags'), count: props.flags.openCount() ?? 0 })
    if (isPublished() && props.course.canPlay) shown.push({ key: 'questions', label: t('editor.questions') })
    return shown
  })
  return (
    <Tabs
      label={t('editor.margin')}
      tabs={tabs()}
      value={tabs().some(({ key }) => key === props.tab) ? props.tab : (tabs()[0]?.key ?? 'review')}
      onChange={(tab) => props.onTab(tab)}
    >
      {(tab) => (
        <Switch>
          <Match when={tab === 'threads'}>
            {props.suggestions()}
            <ThreadsPanel
              threads={props.threads}
              lesson={props.lesson}
              active={props.activeThread}
              onActive={(id) => props.onThread(id)}
              onGo={(thread) => props.onGoToThread(thread)}
              draft={props.draft}
              onDraftEnd={() => props.onDraftEnd()}
              onBegin={() => props.onBegin()}
              onLeave={() => props.onLeave()}
            />
          </Match>
          <Match when={tab === 'review'}>
            <Show when={props.course.canPublish}>
              <ClaimsWaiting courseId={props.course.id} bell={publishBell()} onGo={(lesson) => props.onGo(lesson, undefined)} />
            </Show>
            <ReviewPanel
              courseId={props.course.id}
              me={props.document.me.id}
              bell={reviewBell() + rests()}
              onGo={(lesson, block) => props.onGo(lesson, block)}
            />
          </Match>
          <Match when={tab === 'flags' && props.flags}>
            {(flags) => (
              <FlagsPanel
                flags={flags()}
                active={props.activeFlag}
                onActive={(id) => props.onFlag(id)}
                onGo={(flag) => props.onGoToFlag(flag)}
                onLeave={() => props.onLeave()}
              />
            )}
          </Match>
          <Match when={tab === 'questions'}>
            <ForumPanel
              courseId={props.course.id}
              lesson={props.lesson}
              topic={TopicId.safeParse(props.topic).data ?? null}
              onTopic={(topic) => props.onTopic(topic)}
              bell={bell()}
              linkTo={(topic) => `${location.origin}/courses/${props.course.id}?${new URLSearchParams({ topic }).toString()}`}
              onGo={({ lesson, passage }) => lesson && props.onGo(lesson, passage?.block)}
              onSuggest={props.onSuggest}
            />
          </Match>
        </Switch>
      )}
    </Tabs>
  )
}
