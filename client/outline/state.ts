import { createEffect, createMemo, createSignal, onCleanup } from 'solid-js'
import { outlineOf } from '../../shared/document/layout.ts'
import {
  addNode,
  moveNode,
  type OutlineNode,
  type OutlinePlace,
  readOutline,
  renameNode,
  restoreNode,
  setNodeIcon,
  trashNode,
} from '../../shared/document/outline.ts'
import { newDocumentId, type NodeId, type PersonId } from '../../shared/id.ts'

/** What is being said in a lesson. */
export type LessonCounts = { threads: number; flags: number }
/** What a drag would do: put the line before or after another, or into a section. */
export type Drop = { over: NodeId; side: 'before' | 'after' | 'inside' }

/** The course document, which only `shared/document` and the editor look into. */
export type Doc = Parameters<typeof readOutline>[0]

/** A line of the outline as it is shown. `number` counts sections among their siblings; `parent` is the line above it in the tree. */
export type Row = {
  node: OutlineNode
  depth: number
  parent: OutlineNode | null
  siblings: OutlineNode[]
  at: number
  number: number | null
}

const presentIn = new WeakMap<OutlineNode[], OutlineNode[]>()
/** The same array for the same nodes, so that a line whose siblings did not change is seen not to have changed. */
function present(nodes: OutlineNode[]): OutlineNode[] {
  const known = presentIn.get(nodes)
  if (known) return known
  const found = nodes.filter((node) => !node.trashed)
  presentIn.set(nodes, found)
  return found
}

/** The lines of a tree in reading order, without the trash and without what lies in closed sections. */
export function rowsOf(nodes: OutlineNode[], isClosed: (id: NodeId) => boolean, parent: OutlineNode | null = null, depth = 0): Row[] {
  const siblings = present(nodes)
  let sections = 0
  return siblings.flatMap((node, at) => {
    const number = node.kind === 'section' ? ++sections : null
    const row = { node, depth, parent, siblings, at, number }
    return isClosed(node.id) ? [row] : [row, ...rowsOf(node.children, isClosed, node, depth + 1)]
  })
}

/** The lines as they are now, each that did not change as the same thing as before: whoever draws it has nothing to do. */
function kept(before: readonly Row[], now: Row[]): Row[] {
  const old = new Map(before.map((row) => [row.node.id, row]))
  return now.map((row) => {
    const was = old.get(row.node.id)
    const isSame =
      was &&
      was.node === row.node &&
      was.depth === row.depth &&
      was.parent === row.parent &&
      was.siblings === row.siblings &&
      was.at === row.at &&
      was.number === row.number
    return isSame ? was : row
  })
}

/** A tree in which every part that is as it was before is the same thing as before. */
export function sameWhereUnchanged(before: readonly OutlineNode[], now: OutlineNode[]): OutlineNode[] {
  const old = new Map(flat(before).map((node) => [node.id, node]))
  const share = (node: OutlineNode): OutlineNode => {
    const was = old.get(node.id)
    const children = shareAll(node.children, was?.children)
    return was && was.children === children && isAlike(was, node) ? was : { ...node, children }
  }
  const shareAll = (nodes: OutlineNode[], was: readonly OutlineNode[] | undefined): OutlineNode[] => {
    const shared = nodes.map(share)
    return was && was.length === shared.length && shared.every((node, at) => node === was[at]) ? (was as OutlineNode[]) : shared
  }
  return shareAll(now, before)
}

const flat = (nodes: readonly OutlineNode[]): OutlineNode[] => nodes.flatMap((node) => [node, ...flat(node.children)])
const isAlike = (a: OutlineNode, b: OutlineNode) =>
  a.kind === b.kind &&
  a.parent === b.parent &&
  a.title === b.title &&
  a.icon === b.icon &&
  a.trashed?.by === b.trashed?.by &&
  a.trashed?.at === b.trashed?.at

/** Where a line goes by one step with the keyboard, or null where it cannot. At the edge of a section it steps out of it. */
export function placeAfterStep(rows: readonly Row[], id: NodeId, step: 'up' | 'down' | 'in' | 'out'): OutlinePlace | null {
  const row = rows.find(({ node }) => node.id === id)
  if (!row) return null
  const { parent, siblings, at } = row
  const around = parent && (rows.find(({ node }) => node.id === parent.id)?.parent?.id ?? null)
  const beside = { up: siblings[at - 1], down: siblings[at + 1] }
  if (step === 'up')
    return beside.up ? { parent: parent?.id ?? null, before: beside.up.id } : parent && { parent: around, before: parent.id }
  if (step === 'down')
    return beside.down ? { parent: parent?.id ?? null, after: beside.down.id } : parent && { parent: around, after: parent.id }
  if (step === 'out') return parent && { parent: around, after: parent.id }
  const section = siblings.slice(0, at).findLast(({ kind }) => kind === 'section')
  if (!section) return null
  const last = present(section.children).at(-1)
  return { parent: section.id, ...(last && { after: last.id }) }
}

/** What is in the trash by a person's own hand: things inside a trashed section are restored with it. */
const trashedIn = (nodes: OutlineNode[]): OutlineNode[] => nodes.flatMap((node) => (node.trashed ? [node] : trashedIn(node.children)))

/** The outline of an open course, live, and what can be done with it. `doc` changes when the document is replaced. */
export function createOutline(doc: () => Doc, me: () => PersonId) {
  const [tree, setTree] = createSignal<OutlineNode[]>([])
  const [closed, setClosed] = createSignal<ReadonlySet<NodeId>>(new Set())
  createEffect(() => {
    const map = outlineOf(doc())
    const read = () => setTree((before) => sameWhereUnchanged(before, readOutline(doc())))
    read()
    map.observeDeep(read)
    onCleanup(() => map.unobserveDeep(read))
  })
  const rows = createMemo<Row[]>(
    (before) =>
      kept(
        before,
        rowsOf(tree(), (id) => closed().has(id)),
      ),
    [],
  )
  const lessons = createMemo<Row[]>(
    (before) =>
      kept(
        before,
        rowsOf(tree(), () => false).filter(({ node }) => node.kind === 'lesson'),
      ),
    [],
  )

  const setOpen = (id: NodeId, open: boolean) =>
    setClosed((before) => {
      const next = new Set(before)
      if (open) next.delete(id)
      else next.add(id)
      return next
    })

  return {
    rows,
    /** All lessons in reading order, those in closed sections included. */
    lessons,
    trashed: createMemo(() => trashedIn(tree())),
    isOpen: (id: NodeId) => !closed().has(id),
    setOpen,
    add: (kind: OutlineNode['kind'], place: OutlinePlace, title: string): NodeId => {
      if (place.parent !== null) setOpen(place.parent, true)
      return addNode(doc(), { id: newDocumentId(), kind, title, ...place })
    },
    rename: (id: NodeId, title: string) => renameNode(doc(), id, title),
    setIcon: (id: NodeId, icon: string) => setNodeIcon(doc(), id, icon),
    move: (id: NodeId, place: OutlinePlace) => {
      if (place.parent !== null) setOpen(place.parent, true)
      moveNode(doc(), id, place)
    },
    trash: (id: NodeId) => trashNode(doc(), id, { by: me(), at: Date.now() }),
    restore: (id: NodeId) => restoreNode(doc(), id),
  }
}
export type Outline = ReturnType<typeof createOutline>
