import { useLocation, useNavigate } from '@solidjs/router'
import { NewCourseDialog } from '../../courses/NewCourseDialog.tsx'
import { useGroups } from '../../groups/state.ts'

/** Begins a course from anywhere, in the group one is looking at, and goes to write it. */
export default function NewCourse(props: { onClose: () => void }) {
  const navigate = useNavigate()
  const location = useLocation()
  const groups = () => useGroups().value() ?? []
  const here = () => groups().find(({ id }) => location.pathname === `/groups/${id}`)?.id
  return (
    <NewCourseDialog
      open
      onClose={props.onClose}
      groups={groups()}
      {...(here() && { groupId: here()! })}
      onCreated={(course) => {
        props.onClose()
        navigate(`/courses/${course.id}`)
      }}
    />
  )
}
