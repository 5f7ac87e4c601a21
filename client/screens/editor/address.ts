import { useSearchParams } from '@solidjs/router'
import { createEffect, createMemo, createSignal } from 'solid-js'
import { asLesson } from '../../../shared/document/outline.ts'
import type { Thread } from '../../../shared/document/threads.ts'
import type { Flag } from '../../../shared/flags.ts'
import { LessonId } from '../../../shared/id.ts'
import type { CourseDocument } from '../../collaboration/course-document.ts'
import type { Threads } from '../../comments/state.ts'
import type { OpenLesson } from '../../editor/LessonEditor.tsx'
import type { Outline } from '../../outline/state.ts'
import { t } from '../../platform/text.ts'
import { toast } from '../../platform/toast.ts'
import { createGoing, type Spot } from './going.ts'

type Query = {
  lesson: string
  thread: string
  flag: string
  suggestion: string
  topic: string
  block: string
  /** What a link on this very page wants to be seen: the thread it names, or the review. */
  show: string
}
/** What the address may name beside the lesson: at most one remark at a time. */
type Remark = 'thread' | 'flag' | 'suggestion'

type Around = {
  document: CourseDocument
  outline: Outline
  threads: Threads
  flags: () => readonly Flag[]
  openLesson: () => OpenLesson | undefined
  /** The text comes to the front: what lies over it closes. */
  onShowText: () => void
  /** What was said comes to the front, where it is not beside the text. */
  onShowRemark: (what: Remark | 'review') => void
  /** Leads to a suggestion, once it is there. */
  onSuggestion: (id: string) => void
}

/** Where this person is in the course: the address names the lesson and the remark, and leads to what a link names. */
export function createAddress(around: Around) {
  const { outline, threads, document } = around
  const [query, setQuery] = useSearchParams<Query>()

  // The open lesson: the one the address names, else the first.
  const lesson = createMemo(() => {
    const lessons = outline.lessons()
    return (lessons.find(({ node }) => (node.id as string) === query.lesson) ?? lessons[0])?.node
  })
  // By itself, because most of the screen asks for no more, and a line of the outline changes often.
  const lessonId = createMemo(() => {
    const now = lesson()
    return now && asLesson(now.id)
  })
  const look = createGoing(around.openLesson, lessonId)

  /** Opens a lesson as one goes to another page: the way back is one step. */
  const open = (id: LessonId) => {
    setQuery({ lesson: id, thread: null, flag: null, suggestion: null, block: null })
    around.onShowText()
  }
  /** Names a remark, or none of its kind. */
  const activate = (what: Remark, id: string | null) =>
    setQuery({ ...(id && { thread: null, flag: null, suggestion: null }), [what]: id }, { replace: true })
  /** Shows a place in the text, and beside it the remark that it belongs to. */
  const go = (spot: Spot, remark?: { [what in Remark]?: string }) => {
    setQuery({ lesson: spot.lesson, thread: null, flag: null, suggestion: null, ...remark }, { replace: true })
    around.onShowText()
    look(spot)
  }
  /** Only looks: the caret stays where somebody writes, and the focus goes to what was said. */
  const goToThread = (thread: Thread) => {
    const at = threads.places().of(thread).lesson
    if (!at) return
    go(
      {
        lesson: at,
        ...(thread.on === 'block' || thread.on === 'moment'
          ? { block: thread.block, seconds: thread.seconds, only: 'look' as const }
          : thread.on === 'text'
            ? { key: thread.id }
            : {}),
      },
      { thread: thread.id },
    )
  }
  const goToFlag = (flag: Flag) => {
    const at = flag.place?.anchor?.lesson ?? flag.lesson
    go({ lesson: at, ...(flag.place?.anchor ? { key: flag.id } : { block: flag.block }) }, { flag: flag.id })
  }

  // An address that names a block leads to it, and forgets it, so that the same link leads there again.
  createEffect(() => {
    const [at, block] = [LessonId.safeParse(query.lesson).data, query.block]
    if (!at || !block) return
    look({ lesson: at, block })
    setQuery({ block: null }, { replace: true })
  })
  // One that names a thread or flag leads to it, once its lesson and its place are known.
  const [linked, setLinked] = createSignal(query.thread || query.flag ? { thread: query.thread, flag: query.flag } : undefined)
  createEffect(() => {
    const sought = linked()
    const thread = sought?.thread ? threads.threads().find(({ id }) => (id as string) === sought.thread) : undefined
    const flag = sought?.flag && around.flags().find(({ id }) => (id as string) === sought.flag)
    // What is said about a suggestion stands on its card.
    if (thread?.suggestion) around.onSuggestion(thread.suggestion)
    else if (thread && threads.places().of(thread).lesson) goToThread(thread)
    else if (flag) goToFlag(flag)
    else if (!thread || !isNowhere(thread)) return
    setLinked()
    around.onShowRemark(flag ? 'flag' : thread?.suggestion ? 'suggestion' : 'thread')
  })
  /** Said of the course, or in a lesson that is gone. */
  const isNowhere = ({ on, anchor, lesson: at }: Thread) =>
    on === 'course' || !outline.lessons().some(({ node }) => (node.id as string) === (anchor?.lesson ?? at))
  // One on this very page may ask for that, and forgets that it did, so that the same link leads there again.
  createEffect(() => {
    const wish = query.show
    if (!wish) return
    if (wish === 'review') around.onShowRemark('review')
    else setLinked({ thread: query.thread, flag: undefined })
    setQuery({ show: null }, { replace: true })
  })
  // What an address names may be gone since it was written, or be put into the trash while it is open.
  createEffect(() => {
    if (!document.ready() || document.status().face !== 'saved') return
    if (query.lesson && lesson()?.id !== query.lesson) {
      toast(t('editor.lessonGone'))
      setQuery({ lesson: null }, { replace: true })
    }
    const sought = linked()?.thread
    if (sought && !threads.threads().some(({ id }) => (id as string) === sought)) {
      setLinked()
      toast(t('editor.threadGone'))
      setQuery({ thread: null }, { replace: true })
    }
  })

  return {
    lesson,
    lessonId,
    thread: () => query.thread ?? null,
    flag: () => query.flag ?? null,
    suggestion: () => query.suggestion ?? null,
    topic: () => query.topic ?? null,
    setTopic: (topic: string | null) => setQuery({ topic }, { replace: true }),
    open,
    activate,
    go,
    goToThread,
    goToFlag,
    /** Goes along with somebody: the lesson changes, and the caret stays. */
    follow: (there: LessonId, block: string | null) => {
      if (there !== lessonId()) setQuery({ lesson: there, thread: null, flag: null, block: null }, { replace: true })
      if (block !== null) look({ lesson: there, block, only: 'look' })
    },
  }
}
