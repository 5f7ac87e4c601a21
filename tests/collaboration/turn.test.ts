import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Connection } from '../../server/collaboration/connection.ts'
import { type Edit, takeTurn } from '../../server/collaboration/turn.ts'
import { WorkingDocument } from '../../server/collaboration/working-document.ts'
import type { PersonId } from '../../shared/id.ts'
import { act, seedCourse } from './authors.ts'
import { chance } from './chance.ts'

const seed = seedCourse()
const aConnection = () =>
  ({ person: { id: 'ana' as PersonId }, mayWrite: true, isRefused: false, cpu: { spend() {} } }) as unknown as Connection // all that a turn asks of one

/** What an author who has the course sends for one random thing. */
function anEdit(client: number, from = aConnection()): Edit {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seed)
  doc.clientID = client
  const since = Y.encodeStateVector(doc)
  const random = chance(client)
  while (Y.getState(doc.store, client) === 0) act(doc, random)
  return { kind: 'edit', from, which: 2, index: 1, update: Y.encodeStateAsUpdate(doc, since) }
}

type Made = { update: Uint8Array | null }
const rebuild = (outcomes: readonly Made[]) => new WorkingDocument([seed, ...outcomes.flatMap(({ update }) => update ?? [])])
const room = { ownerOf: () => undefined, rebuild }

test('[G11] when applying breaks halfway, that update is refused and the others of the turn stand', () => {
  const working = new WorkingDocument([seed])
  const apply = working.apply.bind(working)
  let n = 0
  working.apply = (update) => {
    if (++n !== 2) return apply(update)
    // As Yjs does with a cut delete set: half of it is in the document, and then it throws.
    working.doc.getMap('votes').set('half', true)
    throw new Error('Yjs broke')
  }
  const jobs = [anEdit(11), anEdit(12), anEdit(13)]
  let after = working
  const outcomes = takeTurn(working, jobs, { ...room, rebuild: (made) => (after = rebuild(made)) })
  expect(outcomes.map(({ refusal, update }) => refusal?.code ?? (update ? 'made' : 'nothing'))).toEqual(['made', 'failed', 'made'])
  expect(after).not.toBe(working)
  expect(after.doc.getMap('votes').size).toBe(0)
  const log = new WorkingDocument([seed, ...outcomes.flatMap(({ update }) => update ?? [])])
  expect(Y.encodeStateAsUpdate(after.doc)).toEqual(Y.encodeStateAsUpdate(log.doc))
})

test('after a refusal nothing more is taken from that connection, in the same turn either; what came before and others stand', () => {
  const [ana, other] = [aConnection(), aConnection()]
  const forged: Edit = { ...anEdit(31, ana), update: new Uint8Array([7]) }
  const outcomes = takeTurn(new WorkingDocument([seed]), [anEdit(32, ana), forged, anEdit(33, ana), anEdit(34, other)], room)
  expect(outcomes.map(({ refusal, update }) => refusal?.code ?? (update ? 'made' : 'nothing'))).toEqual([
    'made',
    'malformed',
    'nothing',
    'made',
  ])
})

test('what is stored is what Yjs made of an update, and it makes the same document', () => {
  const working = new WorkingDocument([seed])
  const outcomes = takeTurn(working, [anEdit(21), anEdit(22)], room)
  const replayed = new WorkingDocument([seed, ...outcomes.flatMap(({ update }) => update ?? [])])
  expect(Y.encodeStateAsUpdate(replayed.doc)).toEqual(Y.encodeStateAsUpdate(working.doc))
})

test('a log that needs what it does not hold makes no document', () => {
  const doc = new Y.Doc()
  doc.getText('l:a').insert(0, 'one')
  const since = Y.encodeStateVector(doc)
  doc.getText('l:a').insert(3, ' two')
  expect(() => new WorkingDocument([Y.encodeStateAsUpdate(doc, since)])).toThrow('Broken invariant')
})
