import * as Y from 'yjs'
import { fileAt } from '../file-addresses.ts'
import type { BlockId, LessonId, NodeId } from '../id.ts'
import { lessonFragment, summaryOf, titleOf } from './layout.ts'
import { asLesson, type OutlineNode, readOutline } from './outline.ts'
import { faultsOfMedia, holdsMoments, isMedia, mediaFaults, showsItself } from './media.ts'
import { childrenOf } from './positions.ts'
import { acceptedIn, freezeQuestion } from './freeze-question.ts'
import {
  blockIdOf,
  filesIn,
  hashOf,
  hashOfProse,
  isSource,
  isTextBlock,
  nodesIn,
  type Prose,
  type ProseMark,
  textOf,
  words,
} from './prose.ts'
import { publicMarks, publicNodes } from './public.ts'
import { faultsOfQuestion, poolOf, type QuestionFault, type QuestionKey } from './question.ts'
import { isInline } from './schema.ts'
import { readElement, readText } from './walker.ts'

// Freezing turns the living document into a version: what learners read, and apart from it what only the server knows.

/** Characters of a text as Yjs knows them: client, first clock, how many. */
export type Run = [client: number, clock: number, length: number]
/** What is right and what is told later, by question. Server only. */
export type AnswerKey = Record<string, QuestionKey>
/** A section or lesson of a version. A lesson's id is that of its FrozenLesson. */
export type FrozenNode = { id: NodeId; kind: 'section' | 'lesson'; title: string; children: FrozenNode[] }
export type FrozenLesson = {
  id: LessonId
  title: string
  /** What the learner reads, as a hash; answers and ids play no part in it, so nobody can guess the key from it. */
  hash: string
  /** The answers as a hash. Server only. */
  keyHash: string
  public: Prose
  /** Server only. */
  key: AnswerKey
  /** Of each text block, its visible characters in order, those of explanations too. Server only. */
  ids: Record<BlockId, Run[]>
  blocks: { id: BlockId; hash: string }[]
  words: number
  /** Ids of the stored files it shows. */
  files: string[]
}

/** What an author should mend, at the block where it is. Those that `stop` keep a course from being published. */
export type Fault = { code: FaultCode; stops: boolean; lesson?: LessonId; block?: BlockId }
const stopping = ['course.noLesson'] as const
const telling = ['course.noTitle', 'lesson.empty', 'image.noAlt', 'image.noSource', ...mediaFaults, 'link.bad', 'button.noAddress'] as const
export type FaultCode = (typeof stopping)[number] | (typeof telling)[number] | QuestionFault

export type FrozenCourse = {
  title: string
  /** One or two sentences about the course, for cards. */
  summary: string
  outline: FrozenNode[]
  lessons: FrozenLesson[]
  faults: Fault[]
  /** What of the document's history the frozen copy holds, as Yjs encodes it. */
  stateVector: Uint8Array
}

/** Freezes everything that is not in the trash. Reads only; what this program does not know stays behind. */
export function freezeCourse(doc: Y.Doc): FrozenCourse {
  const faults: Fault[] = []
  const seen = new Set<string>()
  const lessons: FrozenLesson[] = []
  const freezeNodes = (nodes: OutlineNode[]): FrozenNode[] =>
    nodes
      .filter((node) => !node.trashed)
      .map(({ id, kind, title, children }) => {
        if (kind === 'lesson')
          lessons.push(new LessonFreezer(lessonFragment(doc, asLesson(id)), asLesson(id), title, seen, faults).freeze())
        return { id, kind, title, children: freezeNodes(children) }
      })
  const outline = freezeNodes(readOutline(doc))
  if (lessons.length === 0) faults.push(fault('course.noLesson'))
  if (!titleOf(doc).trim()) faults.push(fault('course.noTitle'))
  return { title: titleOf(doc), summary: summaryOf(doc), outline, lessons, faults, stateVector: Y.encodeStateVector(doc) }
}

const fault = (code: FaultCode, lesson?: LessonId, block?: BlockId): Fault => ({
  code,
  stops: !(telling as readonly string[]).includes(code),
  ...(lesson && { lesson }),
  ...(block && { block }),
})

/** One walk over one lesson, gathering the three parts of it side by side. */
class LessonFreezer {
  private readonly key: AnswerKey = {}
  private readonly ids: Record<BlockId, Run[]> = {}
  private readonly fragment: Y.XmlFragment
  private readonly lesson: LessonId
  private readonly title: string
  private readonly seen: Set<string>
  private readonly faults: Fault[]

  constructor(fragment: Y.XmlFragment, lesson: LessonId, title: string, seen: Set<string>, faults: Fault[]) {
    this.fragment = fragment
    this.lesson = lesson
    this.title = title
    this.seen = seen
    this.faults = faults
  }

  freeze(): FrozenLesson {
    const shown: Prose = { type: 'doc', content: this.blocksIn(this.fragment) }
    const { lesson: id, title, key, ids } = this
    if (!textOf(shown).trim() && !Array.from(nodesIn(shown)).some((node) => showsItself(node.type))) this.tell('lesson.empty')
    return {
      id,
      title,
      hash: hashOfProse(shown),
      keyHash: hashOf(key),
      public: shown,
      key,
      ids,
      blocks: hashedBlocks(shown),
      words: words(shown),
      files: filesIn({ type: 'doc', content: [shown, ...Object.values(key).flatMap((answer) => answer.explanation ?? [])] }),
    }
  }

  private tell(code: FaultCode, block?: BlockId) {
    this.faults.push(fault(code, this.lesson, block))
  }

  private blocksIn(parent: Y.XmlFragment): Prose[] {
    return [...childrenOf(parent)].flatMap((child) => (child instanceof Y.XmlElement ? this.block(child) : []))
  }

  private block(element: Y.XmlElement): Prose[] {
    const name = element.nodeName
    if (!Object.hasOwn(publicNodes, name) || isInline(name)) return []
    const id = this.idOf(element)
    const node: Prose = { type: name, attrs: { id, ...this.attrsOf(element) } }
    if (name === 'question') return [this.question(element, node, id)]
    if (name === 'spotImage' && !node.attrs?.['src']) return [] // the question tells
    if (name === 'spotImage') return this.image(node, id)
    if (name === 'pool') return [this.pool(element, node, id)]
    if (name === 'image') return this.image(node, id)
    if (name === 'divider') return [node]
    if (name === 'button' && !node.attrs?.['href']) {
      this.tell('button.noAddress', id)
      return []
    }
    if (isMedia(name)) return this.media(element, node, id)
    return [{ ...node, content: isTextBlock(name) ? this.inline(element, id) : this.blocksIn(element) }]
  }

  private attrsOf(element: Y.XmlElement): Record<string, unknown> {
    const attrs: Record<string, unknown> = {}
    for (const [name, read] of Object.entries(publicNodes[element.nodeName] ?? {})) {
      const value = read(element.getAttribute(name))
      if (value !== undefined) attrs[name] = value
    }
    return attrs
  }

  /** A block's own id; one that has none, or one already taken, is named by its place in the history of the document. */
  private idOf(element: Y.XmlElement): BlockId {
    const own: unknown = element.getAttribute('id')
    const item = element._item!.id // everything below a fragment is held by an item
    const id =
      typeof own === 'string' && /^[0-9A-Za-z_-]{4,64}$/.test(own) && !this.seen.has(own)
        ? own
        : `y-${item.client.toString(36)}-${item.clock.toString(36)}`
    this.seen.add(id)
    return id as BlockId // checked just now
  }

  private image(node: Prose, id: BlockId): Prose[] {
    // Learners are never sent to somebody else's server for a picture: one that has not been brought here did not arrive.
    if (!node.attrs || !fileAt(node.attrs['src'])) {
      this.tell('image.noSource', id)
      return []
    }
    if (!node.attrs['alt'] && !node.attrs['decorative']) this.tell('image.noAlt', id)
    return [node]
  }

  /** What did not arrive is left out and told, like a picture. */
  private media(element: Y.XmlElement, node: Prose, id: BlockId): Prose[] {
    const shown = holdsMoments(node.type) ? { ...node, content: this.blocksIn(element) } : node
    const faults = faultsOfMedia(shown)
    for (const code of faults) this.tell(code, id)
    return faults.includes('media.noSource') ? [] : [shown]
  }

  private question(element: Y.XmlElement, node: Prose, id: BlockId): Prose {
    for (const code of faultsOfQuestion(readElement(element))) this.tell(code, id)
    const { shown, key } = freezeQuestion(element, node, {
      idOf: (part) => this.idOf(part),
      block: (part) => this.block(part),
      blocksIn: (part) => this.blocksIn(part),
      inline: (part, its, onBlank) => this.inline(part, its, onBlank),
    })
    this.key[id] = key
    return shown
  }

  private pool(element: Y.XmlElement, node: Prose, id: BlockId): Prose {
    const content = this.blocksIn(element)
    const pool = poolOf({ ...node, content })
    if (!pool || pool.questions.length < pool.draw) this.tell('pool.tooFew', id)
    return { ...node, content }
  }

  private inline(block: Y.XmlElement, id: BlockId, onBlank?: (blank: BlockId, accept: string[]) => void): Prose[] {
    const runs: Run[] = (this.ids[id] = [])
    const content: Prose[] = []
    for (const child of childrenOf(block)) {
      if (child instanceof Y.XmlText) {
        for (const run of runsIn(child)) addRun(runs, run)
        for (const piece of readText(child)) addText(content, this.text(piece, isSource(block.nodeName), id))
      } else if (child.nodeName === 'hardBreak') {
        addRun(runs, [child._item!.id.client, child._item!.id.clock, 1]) // as above: held by an item
        content.push({ type: 'hardBreak' })
      } else if (child.nodeName === 'blank' && onBlank) {
        addRun(runs, [child._item!.id.client, child._item!.id.clock, 1]) // as above: held by an item
        const blank = this.idOf(child)
        onBlank(blank, acceptedIn(child))
        content.push({ type: 'blank', attrs: { id: blank } })
      }
    }
    return content
  }

  private text({ text = '', marks = [] }: Prose, plain: boolean, id: BlockId): Prose {
    const kept = plain ? [] : marks.flatMap((mark) => this.mark(mark, id))
    return {
      type: 'text',
      text,
      ...(kept.length > 0 && { marks: kept.sort((a, b) => markOrder.indexOf(a.type) - markOrder.indexOf(b.type)) }),
    }
  }

  private mark({ type, attrs = {} }: ProseMark, id: BlockId): ProseMark[] {
    const read = Object.hasOwn(publicMarks, type) ? publicMarks[type]?.(attrs) : undefined
    if (read === null) this.tell('link.bad', id)
    return read ? [{ type, ...(Object.keys(read).length > 0 && { attrs: read }) }] : []
  }
}

const markOrder = Object.keys(publicMarks)

function hashedBlocks(shown: Prose): FrozenLesson['blocks'] {
  const blocks: FrozenLesson['blocks'] = []
  for (const node of nodesIn(shown)) {
    const id = blockIdOf(node)
    const isPart = node.type === 'blank'
    if (id && !isPart && (isTextBlock(node.type) || node.type === 'question' || isMedia(node.type) || !node.content))
      blocks.push({ id, hash: hashOfProse(node) })
  }
  return blocks
}

/** The visible characters of one text. */
function* runsIn(text: Y.XmlText): Generator<Run> {
  for (let item = text._start; item !== null; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString) yield [item.id.client, item.id.clock, item.length]
}

function addRun(runs: Run[], [client, clock, length]: Run) {
  const last = runs.at(-1)
  if (last && last[0] === client && last[1] + last[2] === clock) last[2] += length
  else runs.push([client, clock, length])
}

/** Adjacent text of equal marks is one piece, however it was typed: it must hash alike. */
function addText(content: Prose[], piece: Prose) {
  const last = content.at(-1)
  if (last?.type === 'text' && hashKey(last) === hashKey(piece)) last.text = `${last.text}${piece.text}`
  else content.push(piece)
}
const hashKey = (piece: Prose) => JSON.stringify(piece.marks ?? [])
