import { type ChangeClass, changeClasses } from './change-classes.ts'
import type { FrozenCourse, FrozenLesson, FrozenNode } from './document/freeze.ts'
import { attrsOf, blockIdOf, canonicalJson, hashOf, hashOfProse, isTextBlock, type Prose, textOf, textOfBlock } from './document/prose.ts'
import { solutionByPlace } from './grading.ts'
import { diffWords, type Run } from './prose-diff.ts'

// What differs between two states of a course, for its authors: block by block with the answers, moves as moves, and of
// which kind each change is. (What learners are told of a change is in prose-diff.ts, and knows no answers.)

/** A lesson with its answers in their places, as its authors see it. */
export type ReadLesson = { id: string; title: string; content: Prose[] }
/** A course at one moment, in reading order. */
export type Reading = { title: string; lessons: ReadLesson[] }

export type BlockChange = {
  block: string
  change: 'new' | 'changed' | 'removed' | 'moved'
  /** What it is, or was: `paragraph`, `choice`, … */
  kind: string
  class: ChangeClass
  words: Run[]
  /** It stood somewhere else: in this lesson of before. */
  from?: string
}
export type LessonComparison = {
  lesson: string
  title: string
  /** Its earlier title, when that was another. */
  was?: string
  change: 'new' | 'changed' | 'removed' | 'moved'
  class: ChangeClass
  blocks: BlockChange[]
}

/** The worse of two. */
export const worse = (a: ChangeClass, b: ChangeClass): ChangeClass => (changeClasses.indexOf(a) > changeClasses.indexOf(b) ? a : b)

// Reading

/** Puts the answers of a frozen lesson back where its authors see them. */
export const readingOfLesson = ({ id, title, public: prose, key }: Pick<FrozenLesson, 'id' | 'title' | 'public' | 'key'>): ReadLesson => ({
  id,
  title,
  content: (prose.content ?? []).map((node) => withKey(node, key)),
})

export const readingOf = (course: Pick<FrozenCourse, 'title' | 'lessons'>): Reading => ({
  title: course.title,
  lessons: course.lessons.map(readingOfLesson),
})

function withKey(node: Prose, key: FrozenLesson['key']): Prose {
  const answer = node.type === 'question' ? key[blockIdOf(node) ?? ''] : undefined
  if (!answer) return node.content ? { ...node, content: node.content.map((child) => withKey(child, key)) } : node
  const { solution, explanation, feedback = {}, hints, rubric } = answer
  const right: readonly string[] = solution?.by === 'choices' ? solution.right : []
  const content = (node.content ?? []).flatMap((child) => {
    if (child.type !== 'choice') return [child]
    const id = blockIdOf(child) ?? ''
    const said = (feedback[id] ?? []).map((one) => ({ ...one, type: 'feedback' }))
    return [{ ...child, attrs: { ...child.attrs, correct: right.includes(id) } }, ...said]
  })
  // The rest of the key is compared too: by places and words, for ids play no part.
  const rest = {
    ...(solution && solution.by !== 'choices' && { solution: solutionByPlace(node, solution) }),
    ...(hints && { hints: hints.map(textOf) }),
    ...(rubric && { rubric: rubric.map(textOf) }),
  }
  const attrs = Object.keys(rest).length > 0 ? { ...node.attrs, answers: rest } : node.attrs
  return {
    ...node,
    ...(attrs && { attrs }),
    content: explanation ? [...content, { type: 'explanation', content: [...explanation] }] : content,
  }
}

/** What a lesson says to its authors, title and answers included: what an approval is given to. Ids play no part. */
export const markOf = ({ title, content }: Omit<ReadLesson, 'id'>): string => hashOf([title, hashOfProse({ type: 'doc', content })])

// Comparing

type Piece = {
  id: string
  lesson: string
  place: number
  kind: string
  text: string
  look: string
  dress: string
  inKey: boolean
  right: boolean
}

/** What differs, in the order of the later state; removed lessons come last. */
export function compareReadings(before: Reading, after: Reading): LessonComparison[] {
  const was = new Map(before.lessons.map((lesson) => [lesson.id, lesson]))
  const is = new Map(after.lessons.map((lesson) => [lesson.id, lesson]))
  const old = piecesOf(before)
  const fresh = piecesOf(after)
  const partners = partnersOf(old, fresh)
  const titles = new Map(before.lessons.map((lesson) => [lesson.id, lesson.title]))
  const gone = goneIn(old, new Set([...partners.values()].map((piece) => piece.id)))
  const movedLessons = movedOf(
    before.lessons.map(({ id }) => id),
    after.lessons.map(({ id }) => id),
  )
  const found: LessonComparison[] = []
  for (const lesson of after.lessons) {
    const mine = fresh.filter((piece) => piece.lesson === lesson.id)
    const earlier = was.get(lesson.id)
    const blocks = blocksOf(mine, partners, gone.get(lesson.id) ?? new Map<string, Piece[]>(), titles)
    const renamed = earlier !== undefined && earlier.title !== lesson.title
    const moved = movedLessons.has(lesson.id)
    if (earlier && blocks.length === 0 && !renamed && !moved) continue
    found.push({
      lesson: lesson.id,
      title: lesson.title,
      ...(renamed && { was: earlier.title }),
      change: earlier ? (blocks.length > 0 || renamed ? 'changed' : 'moved') : 'new',
      class: blocks.reduce<ChangeClass>(
        (worst, block) => worse(worst, block.class),
        earlier ? (moved ? 'structure' : 'wording') : 'content',
      ),
      blocks,
    })
  }
  for (const lesson of before.lessons) {
    if (is.has(lesson.id)) continue
    const blocks = [...(gone.get(lesson.id)?.values() ?? [])].flat().flatMap(removed)
    found.push({ lesson: lesson.id, title: lesson.title, change: 'removed', class: 'content', blocks })
  }
  return found
}

/** What differs between two states of one lesson, and of which kind that is; nothing when they say the same. */
export const compareLesson = (before: ReadLesson, after: ReadLesson): LessonComparison | undefined =>
  compareReadings({ title: '', lessons: [before] }, { title: '', lessons: [{ ...after, id: before.id }] })[0]

/** The addressable pieces of a course in reading order: what holds text, and what is something without any. */
function piecesOf({ lessons }: Reading): Piece[] {
  const pieces: Piece[] = []
  for (const lesson of lessons) {
    let place = 0
    const walk = (node: Prose, inKey: boolean) => {
      const { id: _, correct, ...rest } = attrsOf(node)
      const id = blockIdOf(node)
      const isText = isTextBlock(node.type)
      const isLeaf = !node.content?.length
      if (id && (isText || isLeaf || Object.keys(rest).length > 0))
        pieces.push({
          id,
          lesson: lesson.id,
          place: place++,
          kind: node.type,
          text: isText ? textOfBlock(node) : String(rest['alt'] || rest['caption'] || rest['title'] || ''),
          look: `${node.type} ${canonicalJson(rest)}`,
          dress: isText ? canonicalJson((node.content ?? []).map(({ marks, text, type }) => [marks ?? [], text?.length ?? 0, type])) : '',
          inKey,
          right: correct === true,
        })
      if (!isText) for (const child of node.content ?? []) walk(child, inKey || node.type === 'explanation' || node.type === 'rubric')
    }
    for (const node of lesson.content) walk(node, false)
  }
  return pieces
}

/** A block typed anew word for word is the old one, if it is long enough for that to be no chance. */
const shortestKnown = 12

/** Of each later piece, the earlier one that it was: by its id, else by its words. */
function partnersOf(old: readonly Piece[], fresh: readonly Piece[]): Map<string, Piece> {
  const byId = new Map(old.map((piece) => [piece.id, piece]))
  const partners = new Map<string, Piece>()
  for (const piece of fresh) {
    const same = byId.get(piece.id)
    if (!same) continue
    partners.set(piece.id, same)
    byId.delete(piece.id)
  }
  const byWords = new Map<string, Piece>()
  for (const piece of byId.values()) if (piece.text.length >= shortestKnown) byWords.set(`${piece.kind} ${piece.text}`, piece)
  for (const piece of fresh) {
    const alike = partners.has(piece.id) ? undefined : byWords.get(`${piece.kind} ${piece.text}`)
    if (!alike) continue
    partners.set(piece.id, alike)
    byWords.delete(`${piece.kind} ${piece.text}`)
  }
  return partners
}

/** Pieces that are no more: by lesson, then by the id of the piece they stood behind. */
function goneIn(old: readonly Piece[], kept: ReadonlySet<string>): Map<string, Map<string, Piece[]>> {
  const gone = new Map<string, Map<string, Piece[]>>()
  let behind = ''
  let lesson = ''
  for (const piece of old) {
    if (piece.lesson !== lesson) [lesson, behind] = [piece.lesson, '']
    if (kept.has(piece.id)) behind = piece.id
    else {
      const here = gone.get(lesson) ?? new Map<string, Piece[]>()
      here.set(behind, [...(here.get(behind) ?? []), piece])
      gone.set(lesson, here)
    }
  }
  return gone
}

function blocksOf(
  mine: readonly Piece[],
  partners: ReadonlyMap<string, Piece>,
  gone: ReadonlyMap<string, Piece[]>,
  titles: ReadonlyMap<string, string>,
): BlockChange[] {
  const here = mine.flatMap((piece) => {
    const partner = partners.get(piece.id)
    return partner && partner.lesson === piece.lesson ? [partner] : []
  })
  const order = [...here].sort((a, b) => a.place - b.place).map(({ id }) => id)
  const moved = movedOf(
    order,
    here.map(({ id }) => id),
  )
  const told = new Set<string>()
  const behind = (id: string) => {
    told.add(id)
    return (gone.get(id) ?? []).flatMap(removed)
  }
  const blocks = behind('')
  for (const piece of mine) {
    const partner = partners.get(piece.id)
    blocks.push(...changeOf(partner, piece, partner !== undefined && moved.has(partner.id), titles))
    if (partner) blocks.push(...behind(partner.id))
  }
  // What stood behind a piece that went to another lesson.
  for (const [id, pieces] of gone) if (!told.has(id)) blocks.push(...pieces.flatMap(removed))
  return blocks
}

function removed(piece: Piece): BlockChange[] {
  if (!piece.text && isTextBlock(piece.kind)) return []
  const words: Run[] = piece.text ? [{ op: 'gone', text: piece.text }] : []
  return [{ block: piece.id, change: 'removed', kind: piece.kind, class: classOfWhole(piece), words }]
}

const classOfWhole = ({ inKey, kind, text }: Piece): ChangeClass => (inKey ? 'key' : text || kind === 'image' ? 'content' : 'structure')

function changeOf(was: Piece | undefined, is: Piece, isMoved: boolean, titles: ReadonlyMap<string, string>): BlockChange[] {
  const about = { block: is.id, kind: is.kind }
  if (!was) {
    if (!is.text && isTextBlock(is.kind)) return []
    return [{ ...about, change: 'new', class: classOfWhole(is), words: is.text ? [{ op: 'new', text: is.text }] : [] }]
  }
  const elsewhere = was.lesson !== is.lesson
  const from = elsewhere ? { from: titles.get(was.lesson) ?? '' } : {}
  const same = was.text === is.text && was.look === is.look && was.dress === is.dress && was.right === is.right
  if (same)
    return isMoved || elsewhere
      ? [{ ...about, change: 'moved', class: 'structure', words: is.text ? [{ op: 'same', text: is.text }] : [], ...from }]
      : []
  const words = diffWords(was.text, is.text)
  const kind = classOf(was, is, words)
  return [{ ...about, change: 'changed', class: isMoved || elsewhere ? worse(kind, 'structure') : kind, words, ...from }]
}

function classOf(was: Piece, is: Piece, words: readonly Run[]): ChangeClass {
  if (was.right !== is.right || was.inKey || is.inKey) return 'key'
  if (was.text !== is.text && !isWording(words)) return 'content'
  if (was.look !== is.look) return is.kind === 'question' ? 'key' : was.kind === is.kind ? 'content' : 'structure'
  return 'wording'
}

/** Words that turn a sentence round, in the languages of the product. */
const turning =
  /\b(?:no|not|never|none|without|only|must|may|should|shall|can|cannot|all|any|nicht|kein\w*|nie|niemals|ohne|nur|muss|müssen|darf|dürfen|soll\w*|kann|können|alle\w*)\b|n['’]t\b|\p{N}/iu
/** Of what was said, this much is still said when only the wording changed. */
const keptShare = 0.7

/** Whether two ways to say something probably say the same: most words stay, and no number or small word of weight differs. */
export function isWording(words: readonly Run[]): boolean {
  const length = (op: Run['op']) => words.reduce((sum, run) => sum + (run.op === op ? run.text.trim().length : 0), 0)
  if (words.some((run) => run.op !== 'same' && turning.test(run.text))) return false
  const [same, gone, fresh] = [length('same'), length('gone'), length('new')]
  return same / Math.max(1, same + Math.max(gone, fresh)) >= keptShare
}

/** Of what stands in both, the fewest that must have moved to make one order of the other. */
export function movedOf(before: readonly string[], after: readonly string[]): Set<string> {
  const places = new Map(before.map((id, place) => [id, place]))
  const both = after.filter((id) => places.has(id))
  // Patience: `ends[n]` is the smallest end of a rising run of n + 1.
  const ends: number[] = []
  const links: number[] = []
  both.forEach((id, i) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (places.get(both[ends[middle]!]!)! < places.get(id)!) low = middle + 1
      else high = middle
    }
    links[i] = low > 0 ? ends[low - 1]! : -1
    ends[low] = i
  })
  const stayed = new Set<string>()
  for (let i = ends.at(-1) ?? -1; i >= 0; i = links[i]!) stayed.add(both[i]!)
  return new Set(both.filter((id) => !stayed.has(id)))
}

/** Titles of sections and lessons in reading order, to tell whether a course was only rearranged. */
export const flattened = (nodes: readonly FrozenNode[]): FrozenNode[] => nodes.flatMap((node) => [node, ...flattened(node.children)])
