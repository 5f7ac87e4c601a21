import { createEffect, on, onCleanup, untrack } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import {
  addPost,
  type Answer,
  askTopic,
  editPost,
  editTopic,
  listTopics,
  readTopic,
  removePost,
  removeTopic,
  similarTopics,
  solveTopic,
  takePostVoteBack,
  takeTopicVoteBack,
  type Topic,
  type TopicPage,
  type TopicPassage,
  type TopicSort,
  type TopicState,
  voteForPost,
  voteForTopic,
} from '../../shared/forums.ts'
import { type CourseId, type LessonId, newId, type PostId, type TopicId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'
import { showProblem } from '../platform/problems.ts'

/** Which questions somebody wants to see. `lesson` null: of the whole course. */
export type TopicChoice = { lesson: LessonId | null; state: TopicState | 'all'; sort: TopicSort; whose: 'all' | 'mine'; q: string }

type Listed = { items: Topic[]; next?: string | undefined; mayPost: boolean; mayModerate: boolean; state: 'loading' | 'there' | 'failed' }

/** The questions of a course by choice. `bell` changes when there may be new ones. */
export function createTopics(courseId: CourseId, choice: () => TopicChoice, bell: () => unknown) {
  const [listed, setListed] = createStore<Listed>({ items: [], mayPost: false, mayModerate: false, state: 'loading' })
  let asked = 0

  async function load(after?: string) {
    const mine = ++asked
    const { lesson, state, sort, whose, q } = untrack(choice)
    try {
      const found = await ask(listTopics, {
        courseId,
        sort,
        whose,
        ...(lesson && { lesson }),
        ...(state !== 'all' && { state }),
        ...(q && { q }),
        ...(after && { after }),
      })
      if (mine !== asked) return
      const items = after
        ? [...listed.items, ...found.items.filter(({ id }) => !listed.items.some((topic) => topic.id === id))]
        : found.items
      setListed({ mayPost: found.mayPost, mayModerate: found.mayModerate, next: found.next, state: 'there' })
      setListed('items', reconcile(items, { key: 'id' }))
    } catch {
      if (mine === asked) setListed('state', listed.items.length > 0 ? 'there' : 'failed')
    }
  }
  createEffect(on([choice, bell], () => void load()))
  onReturn(() => void load())
  return { listed, reload: () => load(), more: () => load(listed.next) }
}

/** Learners have no socket: they hear of news when they come back to the page. */
function onReturn(look: () => void) {
  const onVisible = () => document.visibilityState === 'visible' && look()
  document.addEventListener('visibilitychange', onVisible)
  onCleanup(() => document.removeEventListener('visibilitychange', onVisible))
}

/** Questions that a title resembles, while it is being typed; offline there are none. */
export const findSimilar = (courseId: CourseId, title: string): Promise<Topic[]> =>
  ask(similarTopics, { courseId, title }).then(
    ({ items }) => items,
    () => [],
  )

export const askQuestion = (question: {
  courseId: CourseId
  topicId: TopicId
  title: string
  body: string
  lesson?: LessonId | undefined
  passage?: TopicPassage | undefined
}): Promise<Topic> => ask(askTopic, question)

export const meToo = (topic: Topic): Promise<Topic> => ask(topic.voted ? takeTopicVoteBack : voteForTopic, { topicId: topic.id })

/** One question with its answers, and what its reader can do there. */
export function createTopic(topicId: TopicId, bell: () => unknown, onChange: () => void) {
  const [state, setState] = createStore<{ page: TopicPage | null; isGone: boolean }>({ page: null, isGone: false })

  /** What the server says replaces what is shown; answers of further pages stay. */
  const show = (page: TopicPage) => {
    const more = (state.page?.answers ?? []).filter(({ id }) => !page.answers.some((answer) => answer.id === id) && page.next)
    setState(
      'page',
      reconcile({ ...page, answers: [...page.answers, ...more], next: more.length > 0 ? state.page?.next : page.next }, { key: 'id' }),
    )
  }
  async function load() {
    try {
      show(await ask(readTopic, { topicId }))
    } catch (error) {
      if (!state.page) setState('isGone', true)
      else showProblem(error)
    }
  }
  createEffect(on(bell, () => void load()))
  onReturn(() => void load())

  /** Shows the change at once, and what was there before when the server says no. */
  async function act(optimistic: (page: TopicPage) => TopicPage, send: () => Promise<TopicPage>): Promise<boolean> {
    const before = state.page && structuredClone(plain(state.page))
    if (before) setState('page', reconcile(optimistic(structuredClone(before)), { key: 'id' }))
    try {
      show(await send())
      onChange()
      return true
    } catch (error) {
      if (before) setState('page', reconcile(before, { key: 'id' }))
      showProblem(error)
      return false
    }
  }
  const keep = (page: TopicPage) => page
  const withTopic = (send: () => Promise<Topic>) => async () => ({ ...plain(state.page!), topic: await send() }) // asked of a page that is shown
  const onAnswer = (id: PostId, change: (answer: Answer) => Answer) => (page: TopicPage) => ({
    ...page,
    answers: page.answers.map((answer) => (answer.id === id ? change(answer) : answer)),
  })

  return {
    state,
    async more() {
      const page = await ask(readTopic, { topicId, ...(state.page?.next && { after: state.page.next }) })
      setState(
        'page',
        (now) =>
          now && {
            ...now,
            answers: [...now.answers, ...page.answers.filter(({ id }) => !now.answers.some((answer) => answer.id === id))],
            next: page.next,
          },
      )
    },
    vote: (topic: Topic) =>
      act(
        (page) => ({ ...page, topic: { ...page.topic, voted: !topic.voted, votes: topic.votes + (topic.voted ? -1 : 1) } }),
        withTopic(() => meToo(topic)),
      ),
    editTopic: (change: { title?: string; body?: string; hidden?: boolean }) =>
      act(
        keep,
        withTopic(() => ask(editTopic, { topicId, ...change })),
      ),
    /** Resolves to whether the question is gone. */
    removeTopic: () =>
      ask(removeTopic, { topicId }).then(
        () => (onChange(), true),
        (error: unknown) => (showProblem(error), false),
      ),
    post: (body: string, under?: PostId) =>
      act(keep, () => ask(addPost, { topicId, postId: newId<PostId>(), body, ...(under && { under }) })),
    editPost: (postId: PostId, change: { body?: string; hidden?: boolean }) =>
      act(keep, () => ask(editPost, { topicId, postId, ...change })),
    removePost: (postId: PostId) => act(keep, () => ask(removePost, { topicId, postId })),
    votePost: ({ id: postId, voted, votes }: Answer) =>
      act(
        onAnswer(postId, (answer) => ({ ...answer, voted: !voted, votes: votes + (voted ? -1 : 1) })),
        () => ask(voted ? takePostVoteBack : voteForPost, { topicId, postId }),
      ),
    solve: (postId: PostId | null) => act(keep, () => ask(solveTopic, { topicId, postId })),
  }
}
export type OpenTopic = ReturnType<typeof createTopic>

/** The bare objects behind a store’s proxies. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T // contracts hold plain values only
