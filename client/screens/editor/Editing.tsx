import { useLocation } from '@solidjs/router'
import { createEffect, createMemo, createSignal, on, onCleanup, Show } from 'solid-js'
import type { Place } from '../../../shared/comments.ts'
import type { Course } from '../../../shared/courses.ts'
import type { Anchor } from '../../../shared/document/anchors.ts'
import { asLesson } from '../../../shared/document/outline.ts'
import { BlockId, LessonId, type NodeId } from '../../../shared/id.ts'
import { type CourseDocument, openCourseDocument } from '../../collaboration/course-document.ts'
import { createFollowing } from '../../collaboration/following.ts'
import { createUndone } from '../../collaboration/undone.ts'
import { highlightsOf as threadHighlights } from '../../comments/highlights.ts'
import { createThreads } from '../../comments/state.ts'
import type { BankWish, OpenLesson } from '../../editor/LessonEditor.tsx'
import { createFlags, highlightsOf as flagHighlights } from '../../flags/state.ts'
import { createOutline } from '../../outline/state.ts'
import { OutlinePanel } from '../../outline/OutlinePanel.tsx'
import { isManager, type SocketRole } from '../../../shared/rights.ts'
import { useMe } from '../../platform/session.ts'
import { t } from '../../platform/text.ts'
import { useTitle } from '../../platform/title.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Sheet } from '../../ui/Dialog.tsx'
import { createAddress } from './address.ts'
import { countsOf } from './counts.ts'
import styles from './Editing.module.css'
import { EditorSkeleton } from './EditorSkeleton.tsx'
import { createIsNew } from './is-new.ts'
import { BankDialog, Begin, EditorCommands, FindDialog, FollowingChip, ImportDialog, PresenceNews, SuggestingNote } from './later.tsx'
import { LessonPane } from './LessonPane.tsx'
import { Margin, type MarginTab } from './Margin.tsx'
import { createMedia } from './media.ts'
import { linksFrom } from './links.ts'
import { createSuggesting } from './suggesting.tsx'
import { TopBar } from './TopBar.tsx'
import { lentBy } from './lent.ts'

/** An open course: its document for as long as the screen is there, and the three zones once there is something in it. */
export function Editing(props: { course: Course; onChanged: () => void }) {
  const me = useMe()
  const document = openCourseDocument(props.course.id, me())
  onCleanup(() => document.close())
  useTitle(() => props.course.title)
  // What they may do changed while they were here, and with it what there is to see.
  createEffect(on(document.role, (role) => agrees(role, props.course) || props.onChanged(), { defer: true }))
  return (
    <Show when={document.ready()} fallback={<EditorSkeleton />}>
      <Zones course={props.course} document={document} onChanged={props.onChanged} />
    </Show>
  )
}

const agrees = (role: SocketRole, { canEdit, canComment }: Course) =>
  role === 'none' || (canEdit === (role === 'editor') && canComment === (role !== 'viewer'))

/** Whoever begins a course with something written already is asked for it at once. */
const wantsImport = (state: unknown) => (state as { begin?: unknown } | null)?.begin === 'import' // what the dialog for new courses left

function Zones(props: { course: Course; document: CourseDocument; onChanged: () => void }) {
  const me = useMe()
  const { document } = props // one for the life of the screen
  const courseId = props.course.id
  const lent = lentBy(courseId, me().id)
  const [openLesson, setOpenLesson] = createSignal<OpenLesson>()
  const [draft, setDraft] = createSignal<Place | null>(null)
  const [begun, setBegun] = createSignal(false)
  const came = useLocation()
  const [importing, setImporting] = createSignal(wantsImport(came.state))
  const [bankWish, setBankWish] = createSignal<BankWish>()
  const [finding, setFinding] = createSignal(false)
  const hasOutline = createMedia('(width >= 56rem)')
  const hasMargin = createMedia('(width >= 76rem)')
  // A letter leads to the list that it speaks of. What is no tab shows the first one.
  const wished = came.query['tab'] as MarginTab | undefined // the margin looks whether it is one
  const [tab, setTab] = createSignal<MarginTab>(wished ?? 'threads')
  const [sheet, setSheet] = createSignal<'outline' | 'margin' | undefined>(wished && !hasMargin() ? 'margin' : undefined)

  const editable = () => document.role() === 'editor' && props.course.canEdit && !suggesting.isOn()
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
    mayModerate: () => isManager(props.course.standing),
    mayInvite: () => props.course.canManage,
  })
  // Flags are for those who may answer them.
  const flags = props.course.canPublish
    ? createFlags({ courseId, command: (endpoint, input) => document.command(endpoint, input) })
    : undefined
  const flagList = () => flags?.all() ?? []
  onCleanup(document.onNews('flags', () => void flags?.reload()))
  // An answer that was taken back reads so at once.
  createUndone(document, () => void flags?.reload())
  onCleanup(document.onNews('publishing', () => props.onChanged()))

  const at = createAddress({
    document,
    outline,
    threads,
    flags: flagList,
    openLesson,
    onShowText: () => setSheet(),
    onShowRemark: (what) => showMargin(what === 'flag' ? 'flags' : what === 'review' ? 'review' : 'threads'),
    onSuggestion: (id) => suggesting.show(id),
  })
  if (at.flag()) setTab('flags')
  createEffect(on(at.topic, (topic) => topic && showMargin('questions')))
  createEffect(() => document.lookAt(at.lessonId() ?? null))
  const openLessonNamed = () => {
    const id = at.lessonId()
    return id && { id, title: at.lesson()?.title ?? '' }
  }

  const suggesting = createSuggesting({
    course: props.course,
    document,
    me: me(),
    threads,
    lesson: () => at.lessonId() ?? null,
    titleOf: (id) => threads.places().titleOf(id),
    active: at.suggestion,
    onActive: (suggestion) => at.activate('suggestion', suggestion),
    onGo: (lesson, key) => at.go({ lesson, key }, { suggestion: key }),
    onLed: () => showMargin('threads'),
    selection: () => openLesson()?.selectionAnchor() ?? null,
    typingPlace: () => openLesson()?.typingPlace() ?? null,
    onLeave: () => leaveMargin(),
  })
  const highlights = createMemo(() => {
    const begun = draft()
    const drafted = begun?.on === 'text' ? [{ key: 'draft', anchor: begun.anchor, kind: 'thread' as const, active: true }] : []
    return [
      ...threadHighlights(threads.threads(), at.thread()),
      ...flagHighlights(flagList(), at.flag()),
      ...suggesting.highlights(),
      ...drafted,
    ]
  })

  const following = createFollowing(document, ({ lesson, block }) => {
    const there = LessonId.safeParse(lesson).data
    if (there) at.follow(there, block)
  })
  const open = (lesson: LessonId) => {
    following.stop()
    at.open(lesson)
  }
  const showMargin = (to: MarginTab) => {
    setTab(to)
    if (!hasMargin()) setSheet('margin')
  }
  const activate = (key: string) => {
    if (key === 'draft') return
    const what = suggesting.has(key) ? 'suggestion' : flagList().some(({ id }) => (id as string) === key) ? 'flag' : 'thread'
    at.activate(what, key)
    showMargin(what === 'flag' ? 'flags' : 'threads')
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
    const lesson = at.lessonId()
    const block = BlockId.safeParse(openLesson()?.blockAtCaret()).data
    if (anchor) setDraft({ on: 'text', anchor })
    else if (lesson && block) setDraft({ on: 'block', lesson, block })
    else setDraft(lesson ? { on: 'lesson', lesson } : { on: 'course' })
    showMargin('threads')
  }

  /** On a moment of a video or a sound in the text. */
  const commentOnMoment = (block: string, seconds: number) => {
    const [lesson, id] = [at.lessonId(), BlockId.safeParse(block).data]
    if (!lesson || !id) return
    setDraft({ on: 'moment', lesson, block: id, seconds })
    showMargin('threads')
  }
  lent.moments = { comment: props.course.canComment ? commentOnMoment : undefined, activate }

  const counts = createMemo(() => countsOf(threads, flagList()))
  const isNew = createIsNew(() => document.doc, outline)
  const showsBegin = () => editable() && !begun() && isNew()
  createEffect(on(at.lessonId, () => setDraft(null), { defer: true }))

  /** The others, each once in each lesson, however many tabs they have open. */
  const others = createMemo(() => {
    const seen = new Map(document.people().map((person) => [`${person.id} ${person.lesson}`, person]))
    return [...seen.values()].flatMap(({ id, name, colour, lesson }) =>
      id === me().id ? [] : [{ name, colour, lesson: LessonId.safeParse(lesson).data }],
    )
  })
  const outlineZone = () => (
    <OutlinePanel
      doc={() => document.doc}
      outline={outline}
      editable={editable()}
      current={at.lessonId()}
      onOpen={open}
      present={others()}
      countsOf={(id) => counts().get(id) ?? { threads: 0, flags: 0 }}
      personOf={(id) => threads.personOf(id)}
    />
  )
  const marginZone = () => (
    <Margin
      course={props.course}
      document={document}
      lesson={at.lessonId() ?? null}
      tab={tab()}
      onTab={setTab}
      threads={threads}
      openSuggestions={suggesting.open().length}
      suggestions={suggesting.Panel}
      flags={flags}
      activeThread={at.thread()}
      activeFlag={at.flag()}
      topic={at.topic()}
      draft={draft()}
      onThread={(thread) => at.activate('thread', thread)}
      onFlag={(flag) => at.activate('flag', flag)}
      onTopic={at.setTopic}
      onGoToThread={at.goToThread}
      onGoToFlag={at.goToFlag}
      onDraftEnd={() => setDraft(null)}
      onBegin={begin}
      onLeave={leaveMargin}
      onGo={(lesson, block) => at.go({ lesson, block })}
      onSuggest={props.course.canComment ? (topic, answer) => void suggesting.beginFromAnswer(topic, answer) : undefined}
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
        lesson={openLessonNamed()}
        onFollow={(person) => following.follow(person)}
        onGo={(lesson, block) => at.go({ lesson, block })}
        onFind={() => setFinding(true)}
        onImport={() => setImporting(true)}
        suggesting={props.course.canEdit ? { isOn: suggesting.isOn(), set: suggesting.setOn } : undefined}
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
          <Show when={suggesting.isOn()}>
            <SuggestingNote mayWrite={props.course.canEdit} onWrite={() => suggesting.setOn(false)} />
          </Show>
          <Show
            when={at.lessonId()}
            keyed
            fallback={
              <EmptyState title={t('editor.noLesson')} text={t('editor.noLessonText')}>
                <Show when={editable()}>
                  <Button tone="primary" onClick={() => open(asLesson(outline.add('lesson', { parent: null }, '')))}>
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
                title={at.lesson()?.title ?? ''}
                editable={editable()}
                highlights={highlights()}
                lent={lent}
                links={linksFrom(courseId, outline, open)}
                onBank={(wish) => setBankWish(() => wish)}
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
              onOpen={open}
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
      <Show when={bankWish()}>
        {(wish) => <BankDialog courseId={courseId} groupId={props.course.groupId} wish={wish()} onClose={() => setBankWish()} />}
      </Show>
      <Show when={importing()}>
        <ImportDialog courseId={courseId} open onClose={() => setImporting(false)} onDone={() => setBegun(true)} />
      </Show>
      <Show when={finding()}>
        <FindDialog doc={document.doc} editable={editable()} onGo={at.go} onClose={() => setFinding(false)} />
      </Show>
      <Show when={following.followed()}>
        <FollowingChip followed={following.followed()} onStop={following.stop} />
      </Show>
      <EditorCommands
        document={document}
        outline={outline}
        editable={editable}
        onOpen={open}
        onGo={at.go}
        onFollow={following.follow}
        onComment={props.course.canComment ? begin : undefined}
        onFind={() => setFinding(true)}
        onImport={() => setImporting(true)}
      />
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
