import { useSearchParams } from '@solidjs/router'
import { createEffect, createMemo, createSignal, on, onCleanup, Show } from 'solid-js'
import type { Place } from '../../../shared/comments.ts'
import type { Course } from '../../../shared/courses.ts'
import type { Anchor } from '../../../shared/document/anchors.ts'
import { asLesson } from '../../../shared/document/outline.ts'
import type { Thread } from '../../../shared/document/threads.ts'
import type { Flag } from '../../../shared/flags.ts'
import { LessonId, type NodeId } from '../../../shared/id.ts'
import { type CourseDocument, openCourseDocument } from '../../collaboration/course-document.ts'
import { createFollowing } from '../../collaboration/following.ts'
import { FollowingChip } from '../../collaboration/FollowingChip.tsx'
import { PresenceNews } from '../../collaboration/PresenceNews.tsx'
import { highlightsOf as threadHighlights } from '../../comments/highlights.ts'
import { createThreads } from '../../comments/state.ts'
import type { OpenLesson } from '../../editor/LessonEditor.tsx'
import { createFlags, highlightsOf as flagHighlights } from '../../flags/state.ts'
import { createOutline } from '../../outline/state.ts'
import { OutlinePanel } from '../../outline/OutlinePanel.tsx'
import { useMe } from '../../platform/session.ts'
import { t } from '../../platform/text.ts'
import { toast } from '../../platform/toast.ts'
import { useTitle } from '../../platform/title.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Sheet } from '../../ui/Dialog.tsx'
import { Begin, createIsNew } from './Begin.tsx'
import styles from './Editing.module.css'
import { EditorSkeleton } from './EditorSkeleton.tsx'
import { createGoing } from './going.ts'
import { ImportDialog } from './later.tsx'
import { LessonPane } from './LessonPane.tsx'
import { Margin, type MarginTab } from './Margin.tsx'
import { createMedia } from './media.ts'
import { createSuggesting } from './suggesting.tsx'
import { TopBar } from './TopBar.tsx'
import { uploadTo } from './upload.ts'

/** An open course: its document for as long as the screen is there, and the three zones once there is something in it. */
export function Editing(props: { course: Course; onChanged: () => void }) {
  const me = useMe()
  const document = openCourseDocument(props.course.id, me())
  onCleanup(() => document.close())
  useTitle(() => props.course.title)
  return (
    <Show when={document.ready()} fallback={<EditorSkeleton />}>
      <Zones course={props.course} document={document} onChanged={props.onChanged} />
    </Show>
  )
}

function Zones(props: { course: Course; document: CourseDocument; onChanged: () => void }) {
  const me = useMe()
  const { document } = props // one for the life of the screen
  const courseId = props.course.id
  const [query, setQuery] = useSearchParams<{
    lesson: string
    thread: string
    flag: string
    suggestion: string
    topic: string
    block: string
  }>()
  const [openLesson, setOpenLesson] = createSignal<OpenLesson>()
  const [tab, setTab] = createSignal<MarginTab>(query.flag ? 'flags' : query.topic ? 'questions' : 'threads')
  const [draft, setDraft] = createSignal<Place | null>(null)
  const [sheet, setSheet] = createSignal<'outline' | 'margin'>()
  const [begun, setBegun] = createSignal(false)
  const [importing, setImporting] = createSignal(false)
  const hasOutline = createMedia('(width >= 56rem)')
  const hasMargin = createMedia('(width >= 76rem)')

  const editable = () => document.role() === 'editor' && props.course.canEdit
  const outline = createOutline(
    () => document.doc,
    () => me().id,
  )
  const threads = createThreads({
    courseId,
    me: me(),
    doc: () => document.doc,
    command: (endpoint, input) => document.command(endpoint, input),
    mayComment: () => props.course.canComment,
    mayResolveAny: () => props.course.canEdit || props.course.canManage,
  })
  // Flags are for those who may answer them.
  const flags = props.course.canPublish
    ? createFlags({ courseId, command: (endpoint, input) => document.command(endpoint, input) })
    : undefined
  const flagList = () => flags?.all() ?? []
  onCleanup(document.onNews('flags', () => void flags?.reload()))
  onCleanup(document.onNews('publishing', () => props.onChanged()))

  // The open lesson: the one the address names, else the first.
  const lesson = createMemo(() => {
    const lessons = outline.lessons()
    return (lessons.find(({ node }) => (node.id as string) === query.lesson) ?? lessons[0])?.node
  })
  const lessonId = () => {
    const now = lesson()
    return now && asLesson(now.id)
  }
  const openOne = (id: LessonId) => {
    following.stop()
    setQuery({ lesson: id, thread: null, flag: null, suggestion: null, block: null })
    setSheet()
  }
  createEffect(() => document.lookAt(lessonId() ?? null))

  const activeThread = () => query.thread ?? null
  const activeFlag = () => query.flag ?? null
  const suggesting = createSuggesting({
    course: props.course,
    document,
    me: me(),
    threads,
    lesson: () => lessonId() ?? null,
    titleOf: (id) => threads.places().titleOf(id),
    active: () => query.suggestion ?? null,
    onActive: (suggestion) => setQuery({ suggestion, ...(suggestion && { thread: null, flag: null }) }, { replace: true }),
    onGo: (at, key) => {
      setQuery({ lesson: at, suggestion: key, thread: null, flag: null }, { replace: true })
      setSheet()
      go({ lesson: at, key })
    },
    selection: () => openLesson()?.selectionAnchor() ?? null,
    onLeave: () => leaveMargin(),
  })
  const highlights = createMemo(() => {
    const begun = draft()
    const drafted = begun?.on === 'text' ? [{ key: 'draft', anchor: begun.anchor, kind: 'thread' as const, active: true }] : []
    return [
      ...threadHighlights(threads.threads(), activeThread()),
      ...flagHighlights(flagList(), activeFlag()),
      ...suggesting.highlights(),
      ...drafted,
    ]
  })

  const go = createGoing(openLesson, lessonId)
  const following = createFollowing(document, ({ lesson: at, block }) => {
    const there = LessonId.safeParse(at).data
    if (!there) return
    if (there !== lessonId()) setQuery({ lesson: there, thread: null, flag: null, block: null }, { replace: true })
    if (block !== null) go({ lesson: there, block, only: 'look' })
  })
  const showMargin = (to: MarginTab) => {
    setTab(to)
    if (!hasMargin()) setSheet('margin')
  }
  const activate = (key: string) => {
    if (key === 'draft') return
    const what = suggesting.has(key) ? 'suggestion' : flagList().some(({ id }) => (id as string) === key) ? 'flag' : 'thread'
    setQuery({ thread: null, flag: null, suggestion: null, [what]: key }, { replace: true })
    showMargin(what === 'flag' ? 'flags' : 'threads')
  }
  const goToThread = (thread: Thread) => {
    const at = threads.places().of(thread).lesson
    if (!at) return
    setQuery({ lesson: at, thread: thread.id, flag: null, suggestion: null }, { replace: true })
    setSheet()
    go({ lesson: at, ...(thread.on === 'block' ? { block: thread.block } : thread.on === 'text' ? { key: thread.id } : {}) })
  }
  const goToFlag = (flag: Flag) => {
    const at = flag.place?.anchor?.lesson ?? flag.lesson
    setQuery({ lesson: at, flag: flag.id, thread: null, suggestion: null }, { replace: true })
    setSheet()
    go({ lesson: at, ...(flag.place?.anchor ? { key: flag.id } : { block: flag.block }) })
  }
  const comment = (anchor: Anchor) => {
    setDraft({ on: 'text', anchor })
    showMargin('threads')
  }
  const leaveMargin = () => {
    setSheet()
    openLesson()?.focus()
  }
  const begin = () => {
    const anchor = openLesson()?.selectionAnchor()
    const at = lessonId()
    setDraft(anchor ? { on: 'text', anchor } : at ? { on: 'lesson', lesson: at } : { on: 'course' })
    showMargin('threads')
  }

  // An address that names a block leads to it, and forgets it, so that the same link leads there again.
  createEffect(() => {
    const [at, block] = [LessonId.safeParse(query.lesson).data, query.block]
    if (!at || !block) return
    go({ lesson: at, block })
    setQuery({ block: null }, { replace: true })
  })
  // One that names a thread or flag leads to it, once its lesson and its place are known.
  const linked = { thread: query.thread, flag: query.flag }
  let isLinkOpen = linked.thread !== undefined || linked.flag !== undefined
  createEffect(() => {
    if (!isLinkOpen) return
    const thread = linked.thread && threads.threads().find(({ id }) => (id as string) === linked.thread)
    const flag = linked.flag && flagList().find(({ id }) => (id as string) === linked.flag)
    if (thread && threads.places().of(thread).lesson) goToThread(thread)
    else if (flag) goToFlag(flag)
    else return
    isLinkOpen = false
  })
  // What an address names may be gone since it was written, or be put into the trash while it is open.
  createEffect(() => {
    if (!document.ready() || document.status().face !== 'saved') return
    if (query.lesson && lesson()?.id !== query.lesson) {
      toast(t('editor.lessonGone'))
      setQuery({ lesson: null }, { replace: true })
    }
    if (isLinkOpen && linked.thread && !threads.threads().some(({ id }) => (id as string) === linked.thread)) {
      isLinkOpen = false
      toast(t('editor.threadGone'))
      setQuery({ thread: null }, { replace: true })
    }
  })

  const counts = createMemo(() => {
    const perLesson = new Map<string, { threads: number; flags: number }>()
    const add = (at: string | undefined, what: 'threads' | 'flags') => {
      if (!at) return
      const before = perLesson.get(at) ?? { threads: 0, flags: 0 }
      perLesson.set(at, { ...before, [what]: before[what] + 1 })
    }
    for (const thread of threads.open()) add(threads.places().of(thread).lesson, 'threads')
    for (const flag of flagList())
      if (flag.state === 'new' || flag.state === 'seen') add(flag.place?.anchor?.lesson ?? flag.lesson, 'flags')
    return perLesson
  })
  const isNew = createIsNew(() => document.doc, outline)
  const showsBegin = () => editable() && !begun() && isNew()
  createEffect(on(lessonId, () => setDraft(null), { defer: true }))

  /** The others, each once in each lesson, however many tabs they have open. */
  const others = createMemo(() => {
    const seen = new Map(document.people().map((person) => [`${person.id} ${person.lesson}`, person]))
    return [...seen.values()].flatMap(({ id, name, colour, lesson: at }) =>
      id === me().id ? [] : [{ name, colour, lesson: LessonId.safeParse(at).data }],
    )
  })
  const outlineZone = () => (
    <OutlinePanel
      outline={outline}
      editable={editable()}
      current={lessonId()}
      onOpen={openOne}
      present={others()}
      countsOf={(id) => counts().get(id) ?? { threads: 0, flags: 0 }}
      personOf={(id) => threads.personOf(id)}
    />
  )
  const marginZone = () => (
    <Margin
      course={props.course}
      document={document}
      lesson={lessonId() ?? null}
      tab={tab()}
      onTab={setTab}
      threads={threads}
      openSuggestions={suggesting.open().length}
      suggestions={suggesting.Panel}
      flags={flags}
      activeThread={activeThread()}
      activeFlag={activeFlag()}
      topic={query.topic ?? null}
      draft={draft()}
      onThread={(thread) => setQuery({ thread, ...(thread && { flag: null, suggestion: null }) }, { replace: true })}
      onFlag={(flag) => setQuery({ flag, ...(flag && { thread: null, suggestion: null }) }, { replace: true })}
      onTopic={(topic) => setQuery({ topic }, { replace: true })}
      onGoToThread={goToThread}
      onGoToFlag={goToFlag}
      onDraftEnd={() => setDraft(null)}
      onBegin={begin}
      onLeave={leaveMargin}
      onGo={(at, block) => {
        setQuery({ lesson: at }, { replace: true })
        setSheet()
        go({ lesson: at, block })
      }}
    />
  )

  return (
    <div class={styles.screen}>
      <TopBar
        course={props.course}
        document={document}
        editable={editable()}
        onChanged={props.onChanged}
        onOutline={hasOutline() ? undefined : () => setSheet('outline')}
        onMargin={hasMargin() ? undefined : () => setSheet('margin')}
        titleOf={(id) => outline.lessons().find(({ node }) => (node.id as string) === id)?.node.title}
        onFollow={(person) => following.follow(person)}
        onGo={(at, block) => {
          setQuery({ lesson: at, thread: null, flag: null }, { replace: true })
          go({ lesson: at, block })
        }}
        onImport={() => setImporting(true)}
        onSuggestRefused={props.course.canComment ? suggesting.suggestRefused : undefined}
        remarks={threads.open().length + (flags?.openCount() ?? 0)}
      />
      <div class={styles.zones}>
        <Show when={hasOutline()}>
          <div class={styles.outline}>{outlineZone()}</div>
        </Show>
        <main class={styles.middle} classList={{ [styles.new!]: showsBegin() }} id="main">
          <Show when={document.status().face === 'cannot' && outdated(document)}>
            <Banner tone="warn" action={<Button onClick={() => location.reload()}>{t('editor.reload')}</Button>}>
              {t('editor.newerApp')}
            </Banner>
          </Show>
          <Show
            when={lessonId()}
            keyed
            fallback={
              <EmptyState title={t('editor.noLesson')} text={t('editor.noLessonText')}>
                <Show when={editable()}>
                  <Button tone="primary" onClick={() => openOne(asLesson(outline.add('lesson', { parent: null }, '')))}>
                    {t('outline.addLesson')}
                  </Button>
                </Show>
              </EmptyState>
            }
          >
            {(id) => (
              <LessonPane
                document={document}
                lesson={id}
                title={lesson()?.title ?? ''}
                editable={editable()}
                highlights={highlights()}
                upload={uploadTo(courseId)}
                focusTitle={showsBegin()}
                onTitle={(title) => outline.rename(id as string as NodeId, title)}
                onActivate={activate}
                onComment={props.course.canComment ? comment : undefined}
                onSuggest={props.course.canComment ? suggesting.begin : undefined}
                onOpen={setOpenLesson}
              />
            )}
          </Show>
          <Show when={showsBegin()}>
            <Begin
              outline={outline}
              onOpen={openOne}
              onBegun={() => (setBegun(true), openLesson()?.focus())}
              onImport={() => setImporting(true)}
            />
          </Show>
        </main>
        <Show when={hasMargin()}>
          <aside class={styles.margin} aria-label={t('editor.margin')}>
            {marginZone()}
          </aside>
        </Show>
      </div>
      {suggesting.Dialog()}
      <Show when={importing()}>
        <ImportDialog courseId={courseId} open onClose={() => setImporting(false)} onDone={() => setBegun(true)} />
      </Show>
      <FollowingChip followed={following.followed()} onStop={following.stop} />
      <PresenceNews document={document} />
      <Sheet open={sheet() === 'outline' && !hasOutline()} onClose={() => setSheet()} title={t('editor.outline')} side="start">
        {outlineZone()}
      </Sheet>
      <Sheet open={sheet() === 'margin' && !hasMargin()} onClose={() => setSheet()} title={t('editor.margin')} side="end">
        {marginZone()}
      </Sheet>
    </div>
  )
}

function outdated(document: CourseDocument): boolean {
  const state = document.status()
  return state.face === 'cannot' && state.reason === 'app'
}
