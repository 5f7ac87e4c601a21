import { generateJitteredKeyBetween } from 'fractional-indexing-jittered'
import * as Y from 'yjs'
import { type LessonId, newDocumentId, type NodeId, type PersonId } from '../id.ts'
import { Problem, unknown } from '../problem.ts'
import type { Time } from '../time.ts'
import { outlineOf, type StoredNode } from './layout.ts'

// Sections and lessons as a tree. Parent and position are facts about each node, so two people may move the same things
// at once: one move wins, and nothing is ever doubled or lost.

export type OutlineNode = {
  id: NodeId
  kind: 'section' | 'lesson'
  parent: NodeId | null
  title: string
  /** A sign before the title, or ''. */
  icon: string
  trashed?: { by: PersonId; at: Time }
  children: OutlineNode[]
}
/** Where a node goes: first in its parent, or beside a sibling. */
export type OutlinePlace = { parent: NodeId | null; after?: NodeId | undefined; before?: NodeId | undefined }
type Row = StoredNode & { id: NodeId }

/** All sections and lessons in order, what is in the trash included. Equal positions are ordered by id. */
export function readOutline(doc: Y.Doc): OutlineNode[] {
  const rows = readRows(doc)
  const nodes = new Map<NodeId, OutlineNode>()
  for (const { id, kind, title, icon, trashed } of inOrder([...rows.values()]))
    nodes.set(id, { id, kind, parent: parentOf(rows, id), title, icon: icon ?? '', ...(trashed && { trashed }), children: [] })
  const roots: OutlineNode[] = []
  for (const node of nodes.values()) (node.parent === null ? roots : nodes.get(node.parent)!.children).push(node) // parentOf names only what is in rows
  return roots
}

/** Lessons in reading order, without those in the trash or inside a trashed section. */
export function lessonsInOrder(doc: Y.Doc): { id: LessonId; title: string; parent: NodeId | null }[] {
  return presentNodes(readOutline(doc)).flatMap((node) =>
    node.kind === 'lesson' ? [{ id: asLesson(node.id), title: node.title, parent: node.parent }] : [],
  )
}

/** A node of kind lesson lends its id to its text. */
export const asLesson = (id: NodeId) => id as string as LessonId

/** Nodes in reading order without the trash. */
export const presentNodes = (nodes: OutlineNode[]): OutlineNode[] =>
  nodes.flatMap((node) => (node.trashed ? [] : [node, ...presentNodes(node.children)]))

function readRows(doc: Y.Doc): Map<NodeId, Row> {
  const rows = new Map<NodeId, Row>()
  for (const [key, map] of outlineOf(doc)) {
    if (!(map instanceof Y.Map)) continue
    const { kind, parent, pos, title, icon, trashed } = map.toJSON() as Partial<StoredNode>
    const id = key as NodeId // keys of the outline are node ids by the layout
    rows.set(id, {
      id,
      kind: kind === 'section' ? 'section' : 'lesson',
      parent: parent ?? null,
      pos: String(pos ?? ''),
      title: String(title ?? ''),
      icon: typeof icon === 'string' ? icon.slice(0, maxIconLength) : '',
      ...(trashed && { trashed }),
    })
  }
  return rows
}

const inOrder = (rows: Row[]) => rows.sort((a, b) => (a.pos < b.pos ? -1 : a.pos > b.pos ? 1 : a.id < b.id ? -1 : 1))

/**
 * Where a node really hangs: at the root when its parent is missing or a lesson, and when it closes a circle.
 *
 * Of a circle (A moved into B here, B into A there) the member with the smallest id comes to the root and carries the rest.
 */
function parentOf(rows: Map<NodeId, Row>, id: NodeId): NodeId | null {
  const parent = rows.get(id)?.parent ?? null
  if (parent === null || rows.get(parent)?.kind !== 'section') return null
  const circle = [id]
  for (let at: NodeId | null = parent; at !== id;) {
    if (at === null || circle.includes(at)) return parent // no circle, or one further up that does not hold this node
    circle.push(at)
    const up: NodeId | null = rows.get(at)?.parent ?? null
    at = up !== null && rows.get(up)?.kind === 'section' ? up : null
  }
  return circle.every((other) => id <= other) ? null : parent
}

/** Adds a section or lesson, last in its parent unless a place is named; answers its id. */
export function addNode(doc: Y.Doc, node: { id?: NodeId; kind: 'section' | 'lesson'; title: string; at?: Time } & OutlinePlace): NodeId {
  const id = node.id ?? newDocumentId<NodeId>()
  doc.transact(() => {
    if (outlineOf(doc).has(id)) return
    const place = node.after || node.before ? node : lastIn(doc, node.parent)
    checkParent(doc, id, node.parent)
    outlineOf(doc).set(
      id,
      new Y.Map<unknown>(Object.entries({ kind: node.kind, parent: node.parent, pos: posAt(doc, id, place), title: node.title })),
    )
  })
  return id
}

export const renameNode = (doc: Y.Doc, id: NodeId, title: string) => mapOf(doc, id).set('title', title)

/** One sign, however many pieces it is put together from. */
export const maxIconLength = 32
/** Sets the sign before a title; '' takes it away. */
export const setNodeIcon = (doc: Y.Doc, id: NodeId, icon: string) => mapOf(doc, id).set('icon', icon)

/** Moves a node under a parent: before or after a sibling, or first when none is named. */
export function moveNode(doc: Y.Doc, id: NodeId, place: OutlinePlace) {
  doc.transact(() => {
    checkParent(doc, id, place.parent)
    const map = mapOf(doc, id)
    const pos = posAt(doc, id, place)
    if (map.get('parent') !== place.parent) map.set('parent', place.parent)
    map.set('pos', pos)
  })
}

/** Puts a node in the trash, with all that is below it. Its text stays. */
export const trashNode = (doc: Y.Doc, id: NodeId, trashed: { by: PersonId; at: Time }) => mapOf(doc, id).set('trashed', trashed)
export const restoreNode = (doc: Y.Doc, id: NodeId) => mapOf(doc, id).delete('trashed')

function mapOf(doc: Y.Doc, id: NodeId): Y.Map<unknown> {
  const map = outlineOf(doc).get(id)
  if (!map) throw unknown('lesson')
  return map
}

function checkParent(doc: Y.Doc, id: NodeId, parent: NodeId | null) {
  const rows = readRows(doc)
  for (let at = parent, steps = 0; at !== null && steps <= rows.size; at = rows.get(at)?.parent ?? null, steps++) {
    if (at === id) throw new Problem('conflict', 'outline.insideItself', 'A section cannot move into itself. Choose another place.')
  }
  if (parent !== null && rows.get(parent)?.kind !== 'section')
    throw new Problem('invalid', 'outline.parent', 'Only a section can hold this. Choose a section, or the top of the course.')
}

function siblingsOf(doc: Y.Doc, parent: NodeId | null, without: NodeId): Row[] {
  const rows = readRows(doc)
  return inOrder([...rows.values()].filter((row) => row.id !== without && parentOf(rows, row.id) === parent))
}

function lastIn(doc: Y.Doc, parent: NodeId | null): OutlinePlace {
  const last = siblingsOf(doc, parent, '' as NodeId).at(-1) // no node has the empty id: all siblings
  return { parent, after: last?.id }
}

function posAt(doc: Y.Doc, id: NodeId, { parent, after, before }: OutlinePlace): string {
  const siblings = siblingsOf(doc, parent, id)
  const beside = siblings.findIndex((row) => row.id === (after ?? before))
  const index = beside === -1 ? (before || after ? siblings.length : 0) : after ? beside + 1 : beside
  const left = siblings[index - 1]?.pos ?? null
  const right = siblings[index]?.pos ?? null
  if (left === null || right === null || left < right) return between(left, right)
  // Two people added at one place and both got one position: what stands to the right steps aside.
  const tied = siblings.slice(index).filter((row) => row.pos === left)
  const beyond = siblings.slice(index).find((row) => row.pos > left)?.pos ?? null
  const pos = between(left, beyond)
  let last = pos
  for (const row of tied) mapOf(doc, row.id).set('pos', (last = between(last, beyond)))
  return pos
}

/** A position between two; a damaged one (written by no program of ours) counts as none. */
function between(left: string | null, right: string | null): string {
  try {
    return generateJitteredKeyBetween(left, right)
  } catch {
    return left === null ? generateJitteredKeyBetween(null, null) : `${left}V`
  }
}
