import { useParams, useSearchParams } from '@solidjs/router'
import { createSignal, ErrorBoundary, Show } from 'solid-js'
import type { Passage } from '../../../shared/document/passages.ts'
import { BlockId, CourseId, LessonId, TopicId } from '../../../shared/id.ts'
import { createLessonNotes, LessonNotes } from '../../flags/LessonNotes.tsx'
import { hostedCourse } from '../../play/transport.ts'
import { Problem } from '../../../shared/problem.ts'
import { frameUrl } from '../../../shared/embed-providers.ts'
import { FramesContext } from '../../player/frames.ts'
import { useMe } from '../../platform/session.ts'
import { useTitle } from '../../platform/title.ts'
import { type Page as PlayerPage, type Spot, Player } from '../../player/Player.tsx'
import { answersBy } from './answers.ts'
import { EndReactions, FlagDialog, ForumPanel, NotThere, PaperScreen, ReactDialog } from './later.tsx'

/** `/play/:courseId`: a learner reads, answers, asks and says what is out of date; with `paper`, all of it to print. */
export default function PlayerScreen() {
  const params = useParams<{ courseId: string }>()
  const [query] = useSearchParams<{ paper: string }>()
  return (
    <Show when={params.courseId} keyed>
      {(courseId) => (
        <ErrorBoundary fallback={(error: unknown) => <Failed courseId={courseId} error={error} />}>
          <FramesContext.Provider value={(url) => frameUrl(courseId, url)}>
            <Show when={query.paper} fallback={<Playing courseId={CourseId.parse(courseId)} />}>
              {(of) => <PaperScreen courseId={CourseId.parse(courseId)} draft={of() === 'draft'} />}
            </Show>
          </FramesContext.Provider>
        </ErrorBoundary>
      )}
    </Show>
  )
}

/** A course that is not there for this person, or not yet, is told here. Everything else is the frame's to tell. */
function Failed(props: { courseId: string; error: unknown }) {
  const problem = props.error // eslint-disable-line solid/reactivity -- a boundary draws its fallback anew for another error
  if (!(problem instanceof Problem) || problem.kind !== 'unknown') throw problem
  return <NotThere courseId={props.courseId} problem={problem} />
}

function Playing(props: { courseId: CourseId }) {
  const me = useMe()
  const [query, setQuery] = useSearchParams<{ lesson: string; block: string; topic: string }>()
  const [asked, setAsked] = createSignal<Passage>()
  const [doubted, setDoubted] = createSignal<Passage>()
  const [reacted, setReacted] = createSignal<Passage>()
  const [title, setTitle] = createSignal<string>()
  const [version, setVersion] = createSignal<number>()
  const notes = createLessonNotes(() => {
    const now = version()
    return now === undefined ? undefined : { courseId: props.courseId, version: now }
  })
  useTitle(title)

  const start = { ...(query.lesson && { lesson: LessonId.parse(query.lesson) }), ...(query.block && { block: BlockId.parse(query.block) }) }
  const address = (place: Record<string, string>) => `${location.origin}/play/${props.courseId}?${new URLSearchParams(place).toString()}`
  const follow = (page: PlayerPage) =>
    setQuery(page === 'end' ? { lesson: null, block: null } : { lesson: page.lesson, block: page.block }, { replace: true })
  const topic = () => (query.topic ? TopicId.parse(query.topic) : null)

  const talk = (spot: Spot) => (
    <ForumPanel
      courseId={props.courseId}
      lesson={spot.lesson().id}
      topic={topic()}
      onTopic={(id) => setQuery({ topic: id }, { replace: true })}
      passage={passageToAsk(asked())}
      onPassageEnd={() => setAsked()}
      linkTo={(id) => address({ topic: id })}
      onGo={({ lesson, passage }) => lesson && spot.goTo(lesson, passage?.block ?? null)}
    />
  )
  return (
    <>
      <Player
        transport={{ ...hostedCourse(props.courseId), files: answersBy(me().id, props.courseId) }}
        start={start}
        seed={me().id}
        homeHref="/"
        printHref={`/play/${props.courseId}?paper=course`}
        linkTo={address}
        talkOpen={topic() !== null}
        onOpened={(view) => {
          setTitle(view.title)
          setVersion(view.version)
        }}
        onPage={follow}
        onAsk={setAsked}
        onOutdated={setDoubted}
        onReact={setReacted}
        talk={talk}
        notes={(spot) => <LessonNotes notes={notes} lesson={spot.lesson().id} onGo={(block) => spot.goTo(spot.lesson().id, block)} />}
        end={() => <EndReactions courseId={props.courseId} />}
      />
      {/* Anew for each press: what could not be fetched is asked for again. */}
      <Show when={reacted()} keyed>
        {(passage) => <ReactDialog courseId={props.courseId} passage={passage} onClose={() => setReacted()} />}
      </Show>
      <Show when={doubted()} keyed>
        {(passage) => (
          <FlagDialog courseId={props.courseId} passage={passage} onClose={() => setDoubted()} onRaised={() => void notes.reload()} />
        )}
      </Show>
    </>
  )
}

/** A question quotes the words alone; what surrounds them is only needed to find them again. */
const passageToAsk = (passage: Passage | undefined) => (passage ? { ...passage, quote: passage.quote.exact.slice(0, 1000) } : null)
