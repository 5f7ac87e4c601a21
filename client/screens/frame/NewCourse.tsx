import { useLocation, useNavigate } from '@solidjs/router'
import { createSignal } from 'solid-js'
import { beginCourse } from '../../courses/state.ts'
import { NewCourseDialog } from '../../courses/NewCourseDialog.tsx'
import { useGroups } from '../../groups/state.ts'
import { StartPicker, type Start } from '../../templates/StartPicker.tsx'
import { beginFromTemplate } from '../../templates/state.ts'

/** Begins a course from anywhere, in the group one is looking at, and goes to write it. */
export default function NewCourse(props: { onClose: () => void }) {
  const navigate = useNavigate()
  const location = useLocation()
  const groups = () => useGroups().value() ?? []
  const here = () => groups().find(({ id }) => location.pathname === `/groups/${id}`)?.id
  const [start, setStart] = createSignal<Start>({ kind: 'blank' })
  return (
    <NewCourseDialog
      open
      onClose={props.onClose}
      groups={groups()}
      {...(here() && { groupId: here()! })}
      start={(place) => <StartPicker groupId={place.groupId} language={place.language} value={start()} onChange={setStart} />}
      onBegin={(asked) => {
        const from = start()
        return from.kind === 'template' ? beginFromTemplate({ ...asked, templateId: from.template.id }) : beginCourse(asked)
      }}
      onCreated={(course) => {
        props.onClose()
        navigate(`/courses/${course.id}`, { state: { begin: start().kind } })
      }}
    />
  )
}
