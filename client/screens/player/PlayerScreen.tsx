import { useParams, useSearchParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { BlockId, CourseId, LessonId } from '../../../shared/id.ts'
import { hostedCourse } from '../../play/transport.ts'
import { useMe } from '../../platform/session.ts'
import { Player } from '../../player/Player.tsx'

/** `/play/:courseId`: a learner reads, answers, asks and says what is out of date. */
export default function PlayerScreen() {
  const params = useParams<{ courseId: string }>()
  return (
    <Show when={params.courseId} keyed>
      {(courseId) => <Playing courseId={CourseId.parse(courseId)} />}
    </Show>
  )
}

function Playing(props: { courseId: CourseId }) {
  const me = useMe()
  const [query, setQuery] = useSearchParams<{ lesson: string; block: string }>()
  const start = { ...(query.lesson && { lesson: LessonId.parse(query.lesson) }), ...(query.block && { block: BlockId.parse(query.block) }) }
  const linkTo = ({ lesson, block }: { lesson: string; block: string }) => `${location.origin}/play/${props.courseId}?lesson=${lesson}&block=${block}`
  return (
    <Player
      transport={hostedCourse(props.courseId)} // eslint-disable-line solid/reactivity -- another course is another player
      start={start}
      seed={me().id}
      homeHref="/"
      linkTo={linkTo}
      onPage={(page) => setQuery(page === 'end' ? { lesson: null, block: null } : { lesson: page.lesson, block: page.block }, { replace: true })}
    />
  )
}
