import MoreHorizontal from 'lucide-solid/icons/ellipsis'
import Pencil from 'lucide-solid/icons/pencil'
import Play from 'lucide-solid/icons/play'
import Trash from 'lucide-solid/icons/trash'
import Users from 'lucide-solid/icons/users'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { Course } from '../../shared/courses.ts'
import { ago } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import { Badge } from '../ui/Badge.tsx'
import { Card } from '../ui/Card.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import styles from './CourseCard.module.css'

// Most cards are never asked about their people.
const CoursePeopleDialog = lazy(async () => ({ default: (await import('./CoursePeopleDialog.tsx')).CoursePeopleDialog }))

/** A course in a list: what it is, where it stands, and the way in. Give `onTrash` where it can be thrown away from. */
export function CourseCard(props: {
  course: Course
  onTrash?: (course: Course) => void
  /** More to do with it. */ more?: readonly MenuItem[]
}) {
  const [showPeople, setShowPeople] = createSignal(false)
  const plays = () => props.course.canPlay && props.course.version !== null
  const href = () => (props.course.canRead ? `/courses/${props.course.id}` : `/play/${props.course.id}`)
  const items = (): MenuItem[] => [
    ...(props.course.canRead
      ? [{ label: props.course.canEdit ? t('courses.edit') : t('courses.read'), href: `/courses/${props.course.id}`, icon: Pencil }]
      : []),
    ...(plays() ? [{ label: t('courses.play'), href: `/play/${props.course.id}`, icon: Play }] : []),
    ...(props.course.canRead ? [{ label: t('courses.people'), onSelect: () => setShowPeople(true), icon: Users }] : []),
    ...(props.more ?? []),
    ...(props.onTrash && props.course.canManage
      ? ['line' as const, { label: t('courses.trash'), onSelect: () => props.onTrash?.(props.course), icon: Trash, danger: true }]
      : []),
  ]
  return (
    <Card class={styles.card ?? ''}>
      <div class={styles.head}>
        <h3 class={styles.title}>
          <a href={href()}>{props.course.title}</a>
        </h3>
        <Show when={props.course.canRead}>
          <div class={styles.menu}>
            <Menu
              label={t('courses.more', { title: props.course.title })}
              items={items()}
              placement="bottom-end"
              trigger={(opener) => (
                <IconButton {...opener} size="small" label={t('courses.more', { title: props.course.title })}>
                  <MoreHorizontal />
                </IconButton>
              )}
            />
          </div>
        </Show>
      </div>
      <Show when={props.course.summary}>
        <p class={styles.summary}>{props.course.summary}</p>
      </Show>
      <p class={styles.facts}>
        <span>{props.course.groupName}</span>
        <span>{t('courses.changed', { when: ago(props.course.updatedAt) })}</span>
        <Show when={props.course.version} fallback={<Badge>{t('courses.draftOnly')}</Badge>}>
          {(version) => <Badge tone="ok">{t('courses.published', { version: version() })}</Badge>}
        </Show>
      </p>
      <Show when={showPeople()}>
        <Suspense>
          <CoursePeopleDialog open course={props.course} onClose={() => setShowPeople(false)} />
        </Suspense>
      </Show>
    </Card>
  )
}
