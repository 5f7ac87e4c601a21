import { useNavigate } from '@solidjs/router'
import Copy from 'lucide-solid/icons/copy'
import LayoutTemplate from 'lucide-solid/icons/layout-template'
import { createSignal, type JSX, Show, Suspense } from 'solid-js'
import type { Course } from '../../../shared/courses.ts'
import { canCreateCourse } from '../../../shared/rights.ts'
import { useGroups } from '../../groups/state.ts'
import { later } from '../../platform/later.ts'
import { t, wholeText } from '../../platform/text.ts'
import type { MenuItem } from '../../ui/Menu.tsx'

const CopyDialog = later(async () => ({
  default: (await Promise.all([import('../../templates/CopyDialog.tsx'), wholeText()]))[0].CopyDialog,
}))
const TemplateDialog = later(async () => ({
  default: (await Promise.all([import('../../templates/TemplateDialog.tsx'), wholeText()]))[0].TemplateDialog,
}))

/** What can be done with a course from any menu about it: copying it, and offering it as a template. */
export function createCourseVerbs(): { items: (course: Course) => MenuItem[]; dialogs: () => JSX.Element } {
  const navigate = useNavigate()
  const [copying, setCopying] = createSignal<Course>()
  const [offering, setOffering] = createSignal<Course>()
  const writes = () =>
    useGroups()
      .value()
      ?.some(({ roles }) => canCreateCourse(roles)) ?? false
  return {
    items: (course) => [
      ...(course.canRead && writes() ? [{ label: t('frame.copyCourse'), icon: Copy, onSelect: () => setCopying(course) }] : []),
      ...(course.canManage ? [{ label: t('frame.offerTemplate'), icon: LayoutTemplate, onSelect: () => setOffering(course) }] : []),
    ],
    dialogs: () => (
      <Suspense>
        <Show when={copying()}>
          {(course) => (
            <CopyDialog
              course={course()}
              groups={useGroups().value() ?? []}
              onClose={() => setCopying()}
              onCopied={(copy) => {
                setCopying()
                navigate(`/courses/${copy.id}`)
              }}
            />
          )}
        </Show>
        <Show when={offering()}>{(course) => <TemplateDialog course={course()} onClose={() => setOffering()} />}</Show>
      </Suspense>
    ),
  }
}
