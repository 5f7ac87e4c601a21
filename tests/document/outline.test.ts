import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outlineOf } from '../../shared/document/layout.ts'
import {
  addNode,
  lessonsInOrder,
  moveNode,
  type OutlineNode,
  readOutline,
  renameNode,
  restoreNode,
  trashNode,
} from '../../shared/document/outline.ts'
import { aCourse, ana, meet, node, replica } from './kit.ts'

const ids = (nodes: OutlineNode[]): string[] => nodes.flatMap((each) => [each.id, ...ids(each.children)])
const shape = (nodes: OutlineNode[]): unknown => nodes.map((each) => [each.id, shape(each.children)])

function aTree() {
  const { doc, section } = aCourse()
  const two = addNode(doc, { id: node('section-2'), kind: 'section', parent: null, title: 'Two' })
  for (const name of ['lesson-c', 'lesson-d', 'lesson-e']) addNode(doc, { id: node(name), kind: 'lesson', parent: two, title: name })
  return { doc, section, two }
}

describe('the outline', () => {
  test('keeps sections and lessons in the order they were given', () => {
    const { doc, two } = aTree()
    addNode(doc, { id: node('lesson-x'), kind: 'lesson', parent: two, after: node('lesson-c'), title: 'X' })
    moveNode(doc, node('lesson-e'), { parent: two, before: node('lesson-c') })
    moveNode(doc, node('lesson-d'), { parent: two })
    expect(lessonsInOrder(doc).map((each) => each.id)).toEqual(['lesson-a', 'lesson-b', 'lesson-d', 'lesson-e', 'lesson-c', 'lesson-x'])
  })

  test('two people who move A into B and B into A lose neither, and see the same', () => {
    const { doc, section, two } = aTree()
    const other = replica(doc, 20)
    moveNode(doc, section, { parent: two })
    moveNode(other, two, { parent: section })
    meet(doc, other)
    expect(ids(readOutline(doc)).sort()).toEqual(['lesson-a', 'lesson-b', 'lesson-c', 'lesson-d', 'lesson-e', 'section-1', 'section-2'])
    expect(shape(readOutline(other))).toEqual(shape(readOutline(doc)))
  })

  test('a lesson whose section is unknown shows at the top', () => {
    const { doc } = aTree()
    outlineOf(doc).delete('section-2')
    expect(readOutline(doc).map((each) => each.id)).toContain('lesson-d')
  })

  test('trashing a section hides its lessons, and restoring brings them back as they were', () => {
    const { doc, two } = aTree()
    trashNode(doc, two, { by: ana, at: 1 })
    expect(lessonsInOrder(doc).map((each) => each.id)).toEqual(['lesson-a', 'lesson-b'])
    expect(readOutline(doc).find((each) => each.id === two)).toMatchObject({ trashed: { by: ana, at: 1 }, children: [{}, {}, {}] })
    restoreNode(doc, two)
    expect(lessonsInOrder(doc)).toHaveLength(5)
  })

  test('a section cannot move into itself, and a lesson holds nothing', () => {
    const { doc, section, two } = aTree()
    moveNode(doc, two, { parent: section })
    expect(() => moveNode(doc, section, { parent: two })).toThrow(expect.objectContaining({ code: 'outline.insideItself' }))
    expect(() => moveNode(doc, two, { parent: node('lesson-a') })).toThrow(expect.objectContaining({ code: 'outline.parent' }))
  })

  test('two people who rename and move one lesson keep both the name and the place', () => {
    const { doc, section } = aTree()
    const other = replica(doc, 20)
    renameNode(doc, node('lesson-d'), 'Renamed')
    moveNode(other, node('lesson-d'), { parent: section })
    meet(doc, other)
    expect(lessonsInOrder(doc).slice(0, 1)).toEqual([{ id: 'lesson-d', title: 'Renamed', parent: section }])
  })

  test('between two lessons that got one position a third still finds its place', () => {
    const { doc, two } = aTree()
    const pos = outlineOf(doc).get('lesson-c')!.get('pos')
    outlineOf(doc).get('lesson-d')!.set('pos', pos)
    addNode(doc, { id: node('lesson-x'), kind: 'lesson', parent: two, after: node('lesson-c'), title: 'X' })
    expect(
      lessonsInOrder(doc)
        .slice(2)
        .map((each) => each.id),
    ).toEqual(['lesson-c', 'lesson-x', 'lesson-d', 'lesson-e'])
  })

  test('whatever several people move at once, nothing is lost, doubled, or seen differently', () => {
    const names = ['section-1', 'section-2', 'lesson-a', 'lesson-b', 'lesson-c', 'lesson-d', 'lesson-e', 'section-3', 'section-4']
    const act = fc.record({
      who: fc.nat(2),
      what: fc.constantFrom(...names),
      into: fc.constantFrom(null, 'section-1', 'section-2', 'section-3', 'section-4'),
      beside: fc.option(fc.constantFrom(...names), { nil: undefined }),
      side: fc.constantFrom('after', 'before'),
      meet: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const { doc } = aTree()
        for (const name of ['section-3', 'section-4']) addNode(doc, { id: node(name), kind: 'section', parent: null, title: name })
        const docs = [doc, replica(doc, 20), replica(doc, 30)]
        for (const each of acts) {
          const at = docs[each.who]!
          try {
            moveNode(at, node(each.what), { parent: each.into && node(each.into), ...(each.beside && { [each.side]: node(each.beside) }) })
          } catch (error) {
            expect(error).toMatchObject({ code: 'outline.insideItself' })
          }
          if (each.meet) meet(...docs)
        }
        meet(...docs)
        for (const each of docs) {
          expect(ids(readOutline(each)).sort()).toEqual([...names].sort())
          expect(shape(readOutline(each))).toEqual(shape(readOutline(doc)))
        }
      }),
      { numRuns: 150 },
    )
  })
})
