import { afterEach, beforeAll, afterAll, expect, test, vi } from 'vitest'
import { aCourseWithPeople, ourClient, textOf, until, write } from './kit.ts'

// The machine's clock is set while people write, by an operator or by a machine that woke. Server and clients share it here.

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
beforeAll(async () => {
  world = await aCourseWithPeople()
})
afterAll(() => world.server.close())
afterEach(() => void vi.restoreAllMocks())

const hours = 3600_000
const real = Date.now
const setClock = (shift: number) => vi.spyOn(Date, 'now').mockImplementation(() => real() + shift)

/** Waits by the monotonic clock: the other one is what is turned here. */
async function soon(holds: () => unknown) {
  const end = performance.now() + 5000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited in vain for ${holds.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

for (const [way, shift] of [
  ['back', -5 * hours],
  ['forward', 5 * hours],
] as const)
  test(`[W7] the clock is set ${way} by hours while two people write: words, carets and rights go on as before`, async () => {
    const { server, course, ana, ben } = world
    const [mine, hers] = [await ourClient(world, ben), await ourClient(world, ana)]
    await until(() => mine.face() === 'saved' && hers.face() === 'saved')
    hers.draft.lookAt('before')
    await until(() => mine.draft.people().some(({ lesson }) => lesson === 'before'))

    setClock(shift)
    write(hers.draft.doc, `written with the clock set ${way}`)
    hers.draft.lookAt('after')
    await soon(() => mine.draft.people().some(({ lesson }) => lesson === 'after'))
    await soon(() => textOf(mine.draft.doc).includes(`set ${way}`))
    await soon(() => hers.face() === 'saved')
    // Whoever knocks is answered: neither line is taken for dead.
    mine.draft.retry()
    await soon(() => mine.face() === 'saved')
    expect(await server.services.collaboration.read(course, textOf)).toBe(textOf(hers.draft.doc))

    const asAna = { ...ana, email: 'ana@demo.test' }
    await server.services.courses.setRole(asAna, course, world.rita.id, 'editor')
    const theirs = await ourClient(world, world.rita)
    await soon(() => theirs.draft.role() === 'editor')
    await server.services.courses.setRole(asAna, course, world.rita.id, null)
    await soon(() => theirs.draft.role() === 'reader')
    theirs.close()
    mine.close()
    hers.close()
  })
