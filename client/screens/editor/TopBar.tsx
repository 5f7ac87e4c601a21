import { A } from '@solidjs/router'
import ArrowLeft from 'lucide-solid/icons/arrow-left'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import ClockFading from 'lucide-solid/icons/clock-fading'
import FileDown from 'lucide-solid/icons/file-down'
import FileInput from 'lucide-solid/icons/file-input'
import History from 'lucide-solid/icons/rotate-ccw-clock'
import Heart from 'lucide-solid/icons/heart'
import MessageSquare from 'lucide-solid/icons/message-square'
import PanelLeft from 'lucide-solid/icons/panel-left'
import Play from 'lucide-solid/icons/play'
import Search from 'lucide-solid/icons/search'
import Users from 'lucide-solid/icons/users'
import { createSignal, Show } from 'solid-js'
import { type Course, renameCourse } from '../../../shared/courses.ts'
import { BlockId, type LessonId } from '../../../shared/id.ts'
import type { CourseDocument, Present, Passage } from '../../collaboration/course-document.ts'
import { eachOnce } from '../../collaboration/people.ts'
import { PresenceAvatars } from '../../collaboration/PresenceAvatars.tsx'
import { SaveStatus } from '../../collaboration/SaveStatus.tsx'
import type { HistoryTab } from '../../history/HistoryDialog.tsx'
import { ask } from '../../platform/api.ts'
import { showProblem } from '../../platform/problems.ts'
import { t } from '../../platform/text.ts'
import { PublishButton } from '../../publishing/PublishButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { keysOf } from '../../ui/Kbd.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { createCourseVerbs } from '../courses/verbs.tsx'
import { AccountMenu } from '../frame/AppBar.tsx'
import { createMedia } from './media.ts'
import { CoursePeopleDialog, CourseReactions, HistoryDialog, RefusedDialog, VersionsList, VisitNote } from './later.tsx'
import styles from './TopBar.module.css'

type TopBarProps = {
  course: Course
  document: CourseDocument
  editable: boolean
  onChanged: () => void
  /** Absent where the zone is on the screen already. */
  onOutline: (() => void) | undefined
  onMargin: (() => void) | undefined
  /** Open comments and flags, for the button that leads to them. */
  remarks: number
  titleOf: (lesson: string) => string | undefined
  /** The lesson on the screen. */
  lesson: { id: LessonId; title: string } | undefined
  /** Goes where somebody goes. */
  onFollow: (person: Present) => void
  /** Shows a block in the text. */
  onGo: (lesson: LessonId, block: BlockId) => void
  onFind: () => void
  onImport: () => void
  /** Whether what this person types is a suggestion; absent where that is no choice. */
  suggesting: { isOn: boolean; set: (on: boolean) => void } | undefined
  /** Makes a suggestion of words that the server did not take as an edit. */
  onSuggestRefused: ((passage: Passage) => Promise<boolean>) | undefined
}

/** The one slim bar: where am I, is it saved, who is here, and what comes next. */
export function TopBar(props: TopBarProps) {
  const [people, setPeople] = createSignal(false)
  const [refused, setRefused] = createSignal(false)
  const [reactions, setReactions] = createSignal(false)
  const [history, setHistory] = createSignal<HistoryTab>()
  const [versions, setVersions] = createSignal(false)
  const isPhone = createMedia('(width < 40rem)')
  /** On a phone the bar has no room for faces: who is here, and being left alone, are in the menu. */
  const presence = (): MenuItem[] => [
    'line',
    { heading: t('collaboration.people', { count: eachOnce(props.document.people()).length }) },
    ...eachOnce(props.document.people())
      .filter(({ mine }) => !mine)
      .map((person): MenuItem => ({
        label: person.lesson ? t('collaboration.follow', { name: person.name }) : person.name,
        disabled: !person.lesson,
        onSelect: () => props.onFollow(person),
      })),
    { label: t('collaboration.quiet'), checked: props.document.quiet(), onSelect: () => props.document.setQuiet(!props.document.quiet()) },
  ]
  const verbs = createCourseVerbs()
  /** A guest is here for the text alone. */
  const items = (): MenuItem[] => (props.course.standing.guest ? [find(), ...(isPhone() ? presence() : [])] : all())
  const find = (): MenuItem => ({
    label: t('find.menu'),
    icon: Search,
    hint: keysOf('Mod+Shift+F').join('+'),
    onSelect: () => props.onFind(),
  })
  const all = (): MenuItem[] => [
    { label: t('editor.people'), icon: Users, onSelect: () => setPeople(true) },
    ...(props.suggesting
      ? [{ label: t('suggestions.mode'), checked: props.suggesting.isOn, onSelect: () => props.suggesting?.set(!props.suggesting.isOn) }]
      : []),
    find(),
    ...(props.editable ? [{ label: t('editor.import'), icon: FileInput, onSelect: () => props.onImport() }] : []),
    { label: t('editor.export'), icon: FileDown, onSelect: () => location.assign(`/api/courses/${props.course.id}/export.zip`) },
    { label: t('player.paper'), href: `/play/${props.course.id}?paper=draft` },
    ...verbs.items(props.course),
    ...(props.course.version !== null ? [{ label: t('reactions.summary'), icon: Heart, onSelect: () => setReactions(true) }] : []),
    ...(props.course.version !== null && props.course.canPlay
      ? [{ label: t('editor.play'), icon: Play, href: `/play/${props.course.id}` }]
      : []),
    ...(props.course.version !== null || props.course.canPublish
      ? [{ label: t('publishing.versions'), icon: ClockFading, onSelect: () => setVersions(true) }]
      : []),
    { label: t('history.menu'), icon: History, onSelect: () => setHistory('states') },
    ...(isPhone() ? presence() : []),
  ]
  return (
    <header class={styles.bar}>
      <Show when={props.onOutline}>
        {(open) => (
          <IconButton label={t('editor.openOutline')} onClick={() => open()()}>
            <PanelLeft />
          </IconButton>
        )}
      </Show>
      <Show when={!props.course.standing.guest}>
        <A
          href={`/groups/${props.course.groupId}`}
          class={styles.back}
          aria-label={t('editor.groupCourses', { group: props.course.groupName })}
        >
          <ArrowLeft size={16} aria-hidden="true" />
          <span>{props.course.groupName}</span>
        </A>
        <span class={styles.dot} aria-hidden="true">
          ·
        </span>
      </Show>
      <CourseTitle course={props.course} onChanged={props.onChanged} />
      <div class={styles.room} />
      <SaveStatus status={props.document.status()} onRetry={() => props.document.retry()} onShowRefused={() => setRefused(true)} />
      <Show when={props.document.quiet() || props.document.people().some(({ id }) => id !== props.document.me.id)}>
        <span class={styles.present}>
          <PresenceAvatars
            people={props.document.people()}
            titleOf={(lesson) => props.titleOf(lesson)}
            onFollow={(person) => props.onFollow(person)}
            quiet={props.document.quiet()}
            onQuiet={(quiet) => props.document.setQuiet(quiet)}
          />
        </span>
      </Show>
      <Show when={props.onMargin}>
        {(open) => (
          <span class={styles.margin}>
            <IconButton
              label={props.remarks > 0 ? `${t('editor.openMargin')} (${props.remarks})` : t('editor.openMargin')}
              onClick={() => open()()}
            >
              <MessageSquare />
            </IconButton>
            <Show when={props.remarks > 0}>
              <span class={styles.count} aria-hidden="true">
                {props.remarks}
              </span>
            </Show>
          </span>
        )}
      </Show>
      <Menu
        label={t('editor.more')}
        placement="bottom-end"
        items={items()}
        trigger={(opener) => (
          <IconButton {...opener} label={t('editor.more')}>
            <Ellipsis />
          </IconButton>
        )}
      />
      <Show when={props.course.canPublish}>
        <PublishButton
          courseId={props.course.id}
          linkTo={({ lesson, block, thread, review }) => {
            const shown: Record<string, string> = thread ? { thread, show: 'thread' } : review ? { show: 'review' } : block ? { block } : {}
            return `/courses/${props.course.id}?${new URLSearchParams({ ...(lesson && { lesson }), ...shown }).toString()}`
          }}
          disabled={props.document.status().face === 'offline'}
          onPublished={() => props.onChanged()}
        />
      </Show>
      <Show when={!props.course.standing.guest}>
        <VisitNote courseId={props.course.id} onLook={() => setHistory('visit')} />
        <span class={styles.account}>
          <AccountMenu />
        </span>
      </Show>
      {verbs.dialogs()}
      <Show when={refused()}>
        <RefusedDialog
          open
          passages={props.document.quarantined()}
          onClose={() => setRefused(false)}
          onSuggest={props.onSuggestRefused}
          onLetGo={() => props.document.forgetQuarantined()}
        />
      </Show>
      <Show when={history()}>
        {(tab) => (
          <HistoryDialog
            courseId={props.course.id}
            lesson={props.lesson}
            editable={props.editable}
            seesDeletions={props.course.canPublish}
            tab={tab()}
            onClose={() => setHistory()}
            onRestored={() => props.onChanged()}
            onGo={(lesson, block) => props.onGo(lesson, BlockId.parse(block))}
          />
        )}
      </Show>
      <Dialog open={versions()} size="large" onClose={() => setVersions(false)} title={t('publishing.versions')}>
        <VersionsList courseId={props.course.id} mayPublish={props.course.canPublish} onChanged={() => props.onChanged()} />
      </Dialog>
      <Show when={people()}>
        <CoursePeopleDialog open onClose={() => setPeople(false)} course={props.course} />
      </Show>
      <Dialog open={reactions()} onClose={() => setReactions(false)} title={t('reactions.summary')} about={t('reactions.noNames')}>
        <CourseReactions
          courseId={props.course.id}
          titleOf={(lesson) => props.titleOf(lesson)}
          onGo={(lesson, block) => {
            setReactions(false)
            props.onGo(lesson, block)
          }}
        />
      </Dialog>
    </header>
  )
}

/** The course's name, to change where it stands. */
function CourseTitle(props: { course: Course; onChanged: () => void }) {
  const rename = async (input: HTMLInputElement) => {
    const title = input.value.trim()
    if (title === props.course.title) return
    if (title === '') {
      input.value = props.course.title
      return
    }
    try {
      await ask(renameCourse, { courseId: props.course.id, title })
      props.onChanged()
    } catch (error) {
      input.value = props.course.title
      showProblem(error)
    }
  }
  return (
    <Show when={props.course.canManage} fallback={<span class={styles.title}>{props.course.title}</span>}>
      <span class={styles.grow} data-value={props.course.title}>
        <input
          class={styles.title}
          value={props.course.title}
          maxlength={200}
          aria-label={t('editor.courseTitle')}
          placeholder={t('editor.untitledCourse')}
          onInput={(event) => event.currentTarget.parentElement?.setAttribute('data-value', event.currentTarget.value)}
          onChange={(event) => void rename(event.currentTarget)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.value = props.course.title
            if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
          }}
        />
      </span>
    </Show>
  )
}
