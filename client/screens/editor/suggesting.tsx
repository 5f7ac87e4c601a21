import { createEffect, createSignal, type JSX, onCleanup } from 'solid-js'
import type { Course } from '../../../shared/courses.ts'
import { anchorOnBlock, charactersAt } from '../../../shared/document/characters.ts'
import type { diffFormatted } from '../../../shared/document/formatted-diff.ts'
import type { Formatted } from '../../../shared/document/formatted.ts'
import type { Anchor } from '../../../shared/document/quote.ts'
import { lessonTexts } from '../../../shared/document/positions.ts'
import { formattedIn, passageOf, type Suggestion } from '../../../shared/document/suggestions.ts'
import type { Answer, Topic } from '../../../shared/forums.ts'
import { LessonId } from '../../../shared/id.ts'
import type { Person } from '../../../shared/people.ts'
import type { CourseDocument, Passage } from '../../collaboration/course-document.ts'
import type { Threads } from '../../comments/state.ts'
import type { TypingPlace } from '../../editor/LessonEditor.tsx'
import { recall, remember } from '../../platform/memory.ts'
import { showProblem } from '../../platform/problems.ts'
import { t } from '../../platform/text.ts'
import { toast } from '../../platform/toast.ts'
import { highlightsOf } from '../../suggestions/highlights.ts'
import { createSuggestions, type Source } from '../../suggestions/state.ts'
import { Discussion, SuggestDialog, SuggestionsPanel, WordsField } from './later.tsx'
import { listenToTyping, type Typed } from './typing.ts'

type Suggesting = {
  course: Course
  document: CourseDocument
  me: Person
  threads: Threads
  lesson: () => LessonId | null
  titleOf: (lesson: LessonId) => string | undefined
  /** The suggestion that the address names. */
  active: () => string | null
  onActive: (id: string | null) => void
  /** Shows its words in the text. */
  onGo: (lesson: LessonId, key: string) => void
  /** The address led to one: its card is to be seen. */
  onLed: () => void
  /** The words that are selected in the text, */
  selection: () => Anchor | null
  /** and where somebody would type, in a text that is not theirs to change. */
  typingPlace: () => TypingPlace | null
  onLeave: () => void
}

/** Suggestions on the editor's screen: their marks, their cards, and the dialog that makes one. */
export function createSuggesting(its: Suggesting) {
  const [anchor, setAnchor] = createSignal<Anchor | null>(null)
  const [begun, setBegun] = createSignal<{ was: Formatted | null; typed?: Typed | undefined; mark?: string | undefined; of?: Source }>({
    was: null,
  })
  const modeName = `suggesting.${its.course.id}`
  const [chosen, setChosen] = createSignal(recall(modeName) === 'yes')
  /** Who may not write suggests, whatever they type; who may, chooses. */
  const isOn = () => its.course.canComment && (!its.course.canEdit || chosen())
  const suggestions = createSuggestions({
    courseId: its.course.id,
    me: its.me,
    doc: () => its.document.doc,
    command: (endpoint, input) => its.document.command(endpoint, input),
    maySuggest: () => its.course.canComment,
    mayAccept: () => its.course.canEdit || its.course.canManage,
  })
  // Few suggestions are about formatting, and nobody waits for it to be drawn before the words are there.
  const [diff, setDiff] = createSignal<typeof diffFormatted>()
  createEffect(() => {
    if (!diff() && suggestions.open().some(({ formatted }) => formatted))
      void import('../../../shared/document/formatted-diff.ts').then((its) => setDiff(() => its.diffFormatted))
  })
  const begin = (words: Anchor | null, first: { typed?: Typed; mark?: string | undefined; of?: Source } = {}) => {
    if (!words) return toast(t('suggestions.selectFirst'))
    try {
      charactersAt(its.document.doc, words) // throws where they are of several blocks
      setBegun({ ...first, was: formattedIn(its.document.doc, words) })
      setAnchor(words)
    } catch (error) {
      showProblem(error)
    }
  }
  const go = ({ id }: Suggestion) => {
    const spot = suggestions.spotOf(id)
    if (spot && spot.state !== 'gone') its.onGo(spot.lesson, id)
  }
  /** The words go on as a comment where they stand, and the suggestion says so. */
  const turnIntoComment = async (suggestion: Suggestion) => {
    // On the words of now: the anchor may still quote those that it was made for.
    const here = passageOf(its.document.doc, suggestion, lessonTexts(its.document.doc))?.anchor
    if (!here) return toast(t('suggestions.goneNow'))
    const name = suggestions.personOf(suggestion.by).name
    const words = suggestion.proposed
    const said = words ? t('suggestions.commentText', { name, words }) : t('suggestions.commentDelete', { name })
    const { bodyOf } = await import('../../../shared/comment-typing.ts')
    if (await its.threads.start({ on: 'text', anchor: here }, bodyOf(said, []))) await suggestions.reject(suggestion, 'discussed')
  }

  /** Words of this person that the server did not take as an edit go to those who may write. */
  const suggestRefused = async ({ lesson, block, text }: Passage): Promise<boolean> => {
    const at = LessonId.safeParse(lesson).data
    const here = at && block ? anchorOnBlock(its.document.doc, at, block) : null
    if (!here) return (toast(t('suggestions.blockGone')), false)
    try {
      await suggestions.make({ anchor: here, proposed: text, reason: '', refused: true })
      return true
    } catch (error) {
      return (showProblem(error), false)
    }
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // By the key's place: with Alt held, some keyboards write other letters.
    if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.code !== 'KeyS' || event.defaultPrevented) return
    if (!its.course.canComment) return
    event.preventDefault()
    begin(its.selection())
  }
  document.addEventListener('keydown', onKeyDown)
  onCleanup(() => document.removeEventListener('keydown', onKeyDown))
  listenToTyping({
    isOn,
    place: () => its.typingPlace(),
    onTyped: ({ anchor: words, ...typed }) => begin(words, { typed }),
    onMarked: (words, mark) => begin(words, { mark }),
  })

  // An address that names a suggestion leads to it, once it is there.
  const [sought, seek] = createSignal(its.active())
  createEffect(() => {
    const linked = suggestions.all().find(({ id }) => (id as string) === sought())
    // One that was rejected or taken back has no place any more.
    if (!linked || (!suggestions.spotOf(linked.id) && (linked.state === 'open' || linked.state === 'accepted'))) return
    seek(null)
    go(linked)
    its.onLed()
  })

  return {
    open: suggestions.open,
    has: (key: string) => suggestions.all().some(({ id }) => (id as string) === key),
    highlights: () => highlightsOf(suggestions.all(), its.active(), suggestions.spotOf, diff()),
    suggestRefused,
    /** Leads to one, once it is there. */
    show(id: string) {
      its.onActive(id)
      seek(id)
    },
    /** Asks for other words, beginning with those of an answer in the forum. */
    async beginFromAnswer(topic: Topic, answer: Answer) {
      try {
        const words = await (await import('./answers.ts')).wordsOfAnswer(topic, answer)
        if (words) begin(words.anchor, words)
      } catch (error) {
        showProblem(error)
      }
    },
    /** Asks for other words; says what to do first where nothing is selected. */
    begin: (words: Anchor | null, mark?: string) => begin(words, { mark }),
    /** Whether what this person types is a suggestion. */
    isOn,
    setOn(on: boolean) {
      remember(modeName, on ? 'yes' : null)
      setChosen(on)
    },
    Panel: (): JSX.Element => (
      <SuggestionsPanel
        suggestions={suggestions}
        lesson={its.lesson()}
        active={its.active()}
        titleOf={its.titleOf}
        onActive={its.onActive}
        onGo={go}
        onTurnIntoComment={(suggestion) => void turnIntoComment(suggestion)}
        onLeave={its.onLeave}
        field={WordsField}
        saidOf={({ id }) => its.threads.about(id)?.comments.length ?? 0}
        discussion={({ id }, copyLink) => <Discussion threads={its.threads} suggestion={id} onCopyLink={copyLink} />}
      />
    ),
    Dialog: (): JSX.Element => (
      <SuggestDialog
        anchor={anchor()}
        {...begun()}
        field={WordsField}
        onSend={(words) => suggestions.make({ ...words, of: begun().of })}
        onClose={() => setAnchor(null)}
      />
    ),
  }
}
