import { createMemo, createSignal, type JSX, Show } from 'solid-js'
import type { Course } from '../../shared/courses.ts'
import type { SeenGroup } from '../../shared/groups.ts'
import type { GroupId } from '../../shared/id.ts'
import { canCreateCourse } from '../../shared/rights.ts'
import { wordsOf } from '../platform/problems.ts'
import { language, languages, t } from '../platform/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import { beginCourse } from './state.ts'
import styles from './dialogs.module.css'

type Props = {
  open: boolean
  onClose: () => void
  /** All groups the person sees; offered are those where they may begin a course. */
  groups: readonly SeenGroup[]
  /** The group it is asked for in. */
  groupId?: GroupId
  onCreated: (course: Course) => void
  /** Begins it otherwise than empty. */
  onBegin?: (asked: Asked) => Promise<Course>
  /** What it can begin with, below the fields. */
  start?: (place: { groupId: GroupId | undefined; language: string }) => JSX.Element
}
type Asked = { groupId: GroupId; title: string; language: string }

/** Asks for title, group and language, and begins the course. */
export function NewCourseDialog(props: Props) {
  return (
    <Show when={props.open}>
      <Asking {...props} />
    </Show>
  )
}

const writtenIn = Object.entries({
  ...languages,
  fr: 'Français',
  es: 'Español',
  it: 'Italiano',
  nl: 'Nederlands',
  pl: 'Polski',
  pt: 'Português',
  ar: 'العربية',
  he: 'עברית',
}).map(([value, label]) => ({ value, label }))

function Asking(props: Props) {
  const places = createMemo(() => props.groups.filter((group) => canCreateCourse(group.roles)))
  const [title, setTitle] = createSignal('')
  const [chosen, setChosen] = createSignal<GroupId>()
  const [writing, setWriting] = createSignal(language())
  const [busy, setBusy] = createSignal(false)
  const [fault, setFault] = createSignal<string>()
  const groupId = () => chosen() ?? places().find(({ id }) => id === props.groupId)?.id ?? places()[0]?.id

  async function begin(event: SubmitEvent) {
    event.preventDefault()
    const place = groupId()
    if (!place || !title().trim()) return
    setBusy(true)
    setFault()
    try {
      props.onCreated(await (props.onBegin ?? beginCourse)({ groupId: place, title: title().trim(), language: writing() }))
    } catch (error) {
      setFault(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('courses.new')}
      about={t('courses.newAbout')}
      size={props.start ? 'large' : 'small'}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>
          <Button type="submit" form="new-course" tone="primary" busy={busy()} disabled={!title().trim() || !groupId()}>
            {t('courses.begin')}
          </Button>
        </>
      }
    >
      <Show when={places().length} fallback={<Banner tone="plain">{t('courses.noGroup')}</Banner>}>
        <form id="new-course" class={styles.form} onSubmit={(event) => void begin(event)}>
          <TextField
            label={t('courses.name')}
            hint={t('courses.nameHint')}
            error={fault()}
            value={title()}
            onInput={setTitle}
            maxLength={200}
            autofocus
            required
          />
          <Select
            label={t('courses.group')}
            hint={t('courses.groupHint')}
            value={groupId()!}
            onChange={setChosen}
            options={places().map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Select label={t('courses.language')} value={writing()} onChange={setWriting} options={writtenIn} />
          {props.start?.({
            get groupId() {
              return groupId()
            },
            get language() {
              return writing()
            },
          })}
        </form>
      </Show>
    </Dialog>
  )
}
