import Eye from 'lucide-solid/icons/eye'
import FileInput from 'lucide-solid/icons/file-input'
import FilePlus from 'lucide-solid/icons/file-plus'
import FileText from 'lucide-solid/icons/file-text'
import Heading from 'lucide-solid/icons/heading'
import MessageSquare from 'lucide-solid/icons/message-square'
import Search from 'lucide-solid/icons/search'
import { onCleanup } from 'solid-js'
import { headingsIn } from '../../../shared/document/headings.ts'
import { asLesson } from '../../../shared/document/outline.ts'
import type { LessonId } from '../../../shared/id.ts'
import type { CourseDocument, Present } from '../../collaboration/course-document.ts'
import { eachOnce } from '../../collaboration/people.ts'
import type { Outline } from '../../outline/state.ts'
import { onKeys, tellKeys } from '../../platform/keys.ts'
import { type Command, offerCommands } from '../../platform/palette.ts'
import { t } from '../../platform/text.ts'
import type { Spot } from './going.ts'

type Offers = {
  document: CourseDocument
  outline: Outline
  editable: () => boolean
  onOpen: (lesson: LessonId) => void
  onGo: (spot: Spot) => void
  onFollow: (person: Present) => void
  /** Absent for those who may not comment. */
  onComment: (() => void) | undefined
  onFind: () => void
  onImport: () => void
}

/** What an open course adds to the palette: its lessons and their headings, what can be done with it, and who is here. */
export function EditorCommands(its: Offers): null {
  offerCommands(() => [...actions(its), ...lessons(its), ...people(its), ...headings(its)])
  onKeys('Mod+Shift+F', its.onFind)
  beginByKey(() => its.onComment)
  tellKeys(
    () => t('editor.course'),
    () => [{ keys: 'Mod+Shift+F', does: t('find.menu') }],
  )
  return null
}

/** Ctrl+Alt+M begins a comment wherever the focus is, and whichever list stands beside the text. */
function beginByKey(begin: () => (() => void) | undefined) {
  const onKeyDown = (event: KeyboardEvent) => {
    // By the key's place: with Alt held, some keyboards write other letters.
    if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.code !== 'KeyM' || event.defaultPrevented) return
    const act = begin()
    if (!act) return
    event.preventDefault()
    act()
  }
  document.addEventListener('keydown', onKeyDown)
  onCleanup(() => document.removeEventListener('keydown', onKeyDown))
}

function actions(its: Offers): Command[] {
  const group = t('editor.course')
  const writes: Command[] = [
    {
      id: 'add lesson',
      group,
      label: t('outline.addLesson'),
      icon: FilePlus,
      run: () => its.onOpen(asLesson(its.outline.add('lesson', { parent: null }, ''))),
    },
    { id: 'import', group, label: t('editor.import'), icon: FileInput, run: its.onImport },
  ]
  return [
    { id: 'find', group, label: t('find.menu'), icon: Search, run: its.onFind },
    ...(its.onComment ? [{ id: 'comment', group, label: t('editor.comment'), icon: MessageSquare, run: its.onComment }] : []),
    ...(its.editable() ? writes : []),
  ]
}

const lessons = (its: Offers): Command[] =>
  its.outline.lessons().map(({ node, parent }) => ({
    id: `lesson ${node.id}`,
    group: t('editor.lessons'),
    label: `${node.icon} ${node.title || t('editor.untitledLesson')}`.trim(),
    ...(parent && { hint: parent.title }),
    icon: FileText,
    run: () => its.onOpen(asLesson(node.id)),
  }))

const headings = (its: Offers): Command[] =>
  its.outline.lessons().flatMap(({ node }) =>
    headingsIn(its.document.doc, asLesson(node.id)).map(({ id, text }) => ({
      id: `heading ${id}`,
      group: t('editor.headings'),
      label: text,
      hint: node.title,
      icon: Heading,
      run: () => its.onGo({ lesson: asLesson(node.id), block: id }),
    })),
  )

const people = (its: Offers): Command[] =>
  eachOnce(its.document.people()).flatMap((person) =>
    person.mine || !person.lesson
      ? []
      : [
          {
            id: `person ${person.id}`,
            group: t('collaboration.people', { count: its.document.people().length }),
            label: t('collaboration.follow', { name: person.name }),
            icon: Eye,
            run: () => its.onFollow(person),
          },
        ],
  )
