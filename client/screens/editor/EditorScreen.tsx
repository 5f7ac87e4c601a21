import { Navigate, useParams } from '@solidjs/router'
import FileLock from 'lucide-solid/icons/file-lock'
import { Match, Show, Switch } from 'solid-js'
import { getCourse } from '../../../shared/courses.ts'
import { CourseId } from '../../../shared/id.ts'
import { Problem } from '../../../shared/problem.ts'
import { ask } from '../../platform/api.ts'
import { createAsked } from '../../platform/asked.ts'
import { wordsOf } from '../../platform/problems.ts'
import { t } from '../../platform/text.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../frame/Page.tsx'
import { Editing } from './Editing.tsx'
import { EditorSkeleton } from './EditorSkeleton.tsx'

/** `/courses/:courseId`: people write a course together and talk about it beside its text. */
export default function EditorScreen() {
  const params = useParams<{ courseId: string }>()
  const id = () => CourseId.safeParse(params.courseId).data
  return (
    <Show when={id()} keyed fallback={<NotYours />}>
      {(courseId) => <Opened courseId={courseId} />}
    </Show>
  )
}

function Opened(props: { courseId: CourseId }) {
  const course = createAsked(
    () => props.courseId,
    (courseId) => ask(getCourse, { courseId }),
  )
  const isUnknown = () => course.fault() instanceof Problem && (course.fault() as Problem).kind === 'unknown'
  return (
    <Switch fallback={<EditorSkeleton />}>
      {/* A learner who was sent the address of the draft: the player opens the course, or says that there is none. */}
      <Match when={isUnknown() || course.value()?.canRead === false}>
        <Navigate href={`/play/${props.courseId}`} />
      </Match>
      <Match when={course.value()}>{(known) => <Editing course={known()} onChanged={() => void course.reload()} />}</Match>
      <Match when={course.fault()}>
        <Page>
          <EmptyState alone title={t('editor.cannotOpen')} text={wordsOf(course.fault())}>
            <Button tone="primary" onClick={() => void course.reload()}>
              {t('ui.retry')}
            </Button>
            <ButtonLink href="/">{t('editor.goHome')}</ButtonLink>
          </EmptyState>
        </Page>
      </Match>
    </Switch>
  )
}

/** A course that is not there and one that somebody may not see read alike. */
function NotYours() {
  return (
    <Page>
      <EmptyState alone icon={FileLock} title={t('editor.notYours')} text={t('editor.notYoursText')}>
        <ButtonLink href="/">{t('editor.goHome')}</ButtonLink>
      </EmptyState>
    </Page>
  )
}
