import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../server/platform/root.ts'
import { contract } from '../../shared/contract.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import { isForGuests } from '../../shared/guests.ts'
import type { CourseId } from '../../shared/id.ts'
import { type Asker, requestOf } from '../kit/server.ts'
import type { Asked, Asks } from './asks.ts'
import { asksOfDrafts } from './asks-drafts.ts'
import { asksOfLearning } from './asks-learning.ts'
import { asksOfPeople } from './asks-people.ts'
import { readEndpointTable, type Row } from './endpoint-table.ts'
import { everybody, openWorld, type Who, type World } from './everybody.ts'

// Every endpoint, asked by everybody: what docs/rules/rights.md says of it, tried from outside.

const rows = readEndpointTable(readFileSync(path.join(root, 'docs/rules/rights.md'), 'utf8'))
const asks: Asks = { ...asksOfPeople, ...asksOfDrafts, ...asksOfLearning }
const nameOf = ({ method, path: place }: Endpoint) => `${method} ${place}`
const endpoints = new Map(contract.map((endpoint) => [nameOf(endpoint), endpoint]))

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

describe('the list of all endpoints', () => {
  test('names every endpoint there is, and no other', () => {
    expect([...new Set(rows.map(({ endpoint }) => endpoint))].sort()).toEqual([...endpoints.keys()].sort())
  })
  test('says of each whether guests may ask it', () => {
    const said = rows.map(({ name, guests }) => `${name}: ${guests}`)
    expect(said).toEqual(
      rows.map(({ name, endpoint }) => {
        const asked = endpoints.get(endpoint)!
        return `${name}: ${asked.access === 'anyone' ? 'as nobody' : isForGuests(asked) ? 'yes' : 'no'}`
      }),
    )
  })
  test('is asked line by line', () => {
    expect(Object.keys(asks).sort()).toEqual(rows.map(({ name }) => name).sort())
  })
})

/** What came of asking: whether it went through, and if not, how it was refused. */
async function ask(asker: Asker, endpoint: Endpoint, { input = {}, body, ends }: Asked): Promise<string> {
  const answer = await asker.fetch(...requestOf(endpoint, input, body))
  const text = answer.ok ? (await answer.arrayBuffer(), '') : await answer.text()
  if (answer.ok) return 'yes'
  const code = /"code":"([^"]+)"/.exec(text)?.[1] ?? text.slice(0, 200)
  if (code === ends) return 'yes'
  if (code === 'auth.signedOut') return 'signed out'
  if (code === 'guest.only') return 'no guests'
  return answer.status === 404 ? 'unknown' : answer.status === 403 ? 'refused' : `${answer.status} ${code}`
}

function wanted(row: Row, who: Who, isOwn: boolean): string {
  if (endpoints.get(row.endpoint)!.access === 'anyone') return 'yes'
  if (who === 'out') return 'signed out'
  if (who === 'guest' && row.guests !== 'yes') return 'no guests'
  const right = isOwn ? row.own : row.may
  // A guest who may ask is a member of sorts where every member may.
  if (right.has(who) || (who === 'guest' && right.name === 'members')) return 'yes'
  return right.sees(who) ? 'refused' : 'unknown'
}

/** What is asked for by all whom it is not for, made once for each whose it is. */
const shared = new Map<string, Promise<Asked>>()
function nothingFor(row: Row, who: Who, by: Who): Promise<Asked> {
  const key = `${row.name} ${by}`
  const made = shared.get(key) ?? Promise.resolve(asks[row.name]!(world, who, by, false))
  shared.set(key, made)
  return made
}

/** Whose thing is asked for, by somebody it does not belong to. */
const another = (who: Who): Who => (who === 'author' ? 'editor' : 'author')

describe('each is answered as the list says', () => {
  test.each(rows.map((row) => [row.name, row] as const))('%s', async (_, row) => {
    const endpoint = endpoints.get(row.endpoint)!
    const got: Record<string, string> = {}
    const expected: Record<string, string> = {}
    const tryAs = async (who: Who, by: Who) => {
      const isOwn = who === by
      const key = isOwn ? `${who}, their own` : who
      expected[key] = wanted(row, who, isOwn)
      const asked = await (expected[key] === 'yes' ? asks[row.name]!(world, who, by, true) : nothingFor(row, who, by))
      const outcome = await ask(asked.asker ?? world.as[who], endpoint, asked)
      // Who may know of the place may hear that the thing in it is none of theirs.
      got[key] = outcome === 'unknown' && expected[key] === 'refused' ? 'refused' : outcome
      if (outcome === 'yes') await asked.undo?.()
    }
    // Who may not first, all of one thing: what goes through may change it.
    const refused = everybody.filter((who) => wanted(row, who, false) !== 'yes')
    await Promise.all(refused.map((who) => tryAs(who, another(who))))
    for (const who of everybody) if (!refused.includes(who)) await tryAs(who, another(who))
    if (row.own.name !== row.may.name) for (const who of everybody) if (wanted(row, who, true) === 'yes') await tryAs(who, who)
    expect(got).toEqual(expected)
  })
})

describe('ids count where they belong', () => {
  let other: Promise<CourseId> | undefined
  const isInside = (row: Row) => /^[A-Z]+ \/(courses|play)\/:courseId\/.*:(?!width|version|personId)/.test(row.endpoint)
  test.each(rows.filter(isInside).map((row) => [row.name, row] as const))(
    '[R38] %s of one course is unknown under another',
    async (_, row) => {
      const courseId = await (other ??= world.aCourse('Another course'))
      const who = row.own.has('editor') ? 'editor' : 'lnd'
      const by = row.may.name === 'nobody' ? who : another(who)
      const { input, body } = await asks[row.name]!(world, who, by, true)
      expect(await ask(world.as[who], endpoints.get(row.endpoint)!, { input: { ...input, courseId }, ...(body && { body }) })).toBe(
        'unknown',
      )
    },
  )

  test('[R31] of a course that was never published, who only learns there hears nothing, whatever they ask', async () => {
    const draft = await world.aCourse('A draft')
    for (const row of rows) {
      if (!/^[A-Z]+ \/(courses|play)\/:courseId/.test(row.endpoint)) continue
      const { input, body } = await nothingFor(row, 'learner', another('learner'))
      const outside = ['learner', 'coach', 'stranger', 'elsewhere'] as const
      const asked = { input: { ...input, courseId: draft }, ...(body && { body }) }
      const got = await Promise.all(outside.map((who) => ask(world.as[who], endpoints.get(row.endpoint)!, asked)))
      expect([row.name, ...got]).toEqual([row.name, ...outside.map(() => 'unknown')])
    }
  })
})
