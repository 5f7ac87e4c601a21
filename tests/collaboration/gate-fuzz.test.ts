import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { judge, type Writer } from '../../server/collaboration/gate/gate.ts'
import { Refusal } from '../../server/collaboration/gate/refusal.ts'
import { editorRoots, lessonOf } from '../../shared/document/layout.ts'
import { schema } from '../../shared/document/schema.ts'
import { act, lessons, seedCourse } from './authors.ts'
import { type Chance, chance, seedOfRun } from './chance.ts'
import { forge, type Forged, type ForgedItem, type ForgedStruct, unforge } from './forge.ts'
import { ana } from './gate-kit.ts'
import { workMs } from '../kit/work.ts'

// The gate against a slow judge that may apply an update to a copy and look what it did. Many are tried with
// `GATE_ROUNDS=100000`; one run is replayed with its `SEED`.

const rounds = Number(process.env.GATE_ROUNDS ?? 3000)
const seed = seedOfRun()
const timeout = 20_000 + rounds * 10
const serverRoots = ['threads', 'comments', 'votes', 'resolved', 'tasks', 'earlier', 'suggestions', 'answered']

/** Mine: 100–199. The server and other people have other ids. */
const mine: Writer = { ...ana, mayWrite: true, owns: (client) => client >= 100 && client < 200 }
const anybody: Writer = { ...ana, mayWrite: true, owns: () => true }

function copyOf(doc: Y.Doc, client: number) {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  copy.clientID = client
  return copy
}

/** The server's document, with what commands put there. */
function aServer(): Y.Doc {
  const server = new Y.Doc()
  Y.applyUpdate(server, seedCourse())
  server.clientID = 1
  server.transact(() => {
    server.getMap('threads').set('t1', { by: 'ana', at: 1 })
    server.getMap('comments').set('t1/c1', { by: 'ana', at: 1, body: 'secret' })
    server.getMap('votes').set('c1/ana', true)
  })
  return server
}

function decide(doc: Y.Doc, update: Uint8Array, writer: Writer): ReturnType<typeof judge> | Refusal {
  try {
    return judge(doc, update, writer)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

test(
  `honest authors are never refused, online and offline, several sessions at once (seed ${seed})`,
  () => {
    const random = chance(seed)
    let judged = 0
    while (judged < rounds) judged += honestRun(random)
    expect(judged).toBeGreaterThanOrEqual(rounds)
  },
  timeout,
)

/** One draft and four sessions; returns how many updates were judged. */
function honestRun(random: Chance): number {
  const server = aServer()
  const sessions = [100, 101, 300, 301].map((client) => {
    const doc = copyOf(server, client)
    const waiting: Uint8Array[] = []
    doc.on('update', (update: Uint8Array, origin: unknown) => void (origin === 'author' && waiting.push(update)))
    return { doc, waiting }
  })
  let judged = 0
  const send = (update: Uint8Array) => {
    judged++
    const verdict = decide(server, update, anybody)
    if (verdict instanceof Refusal) throw new Error(`Refused an honest update (seed ${seed}): ${verdict.message}`)
    if (verdict) Y.applyUpdate(server, verdict.update)
    expect(server.store.pendingStructs).toBeNull()
  }
  for (let step = 0; step < 120; step++) {
    const session = random.pick(sessions)
    act(session.doc, random)
    if (random.maybe(0.5)) for (const update of session.waiting.splice(0)) send(update)
    // Back from being offline: one update with everything that the server lacks.
    else if (random.maybe(0.1)) {
      session.waiting.length = 0
      send(Y.encodeStateAsUpdate(session.doc, Y.encodeStateVector(server)))
    }
    if (random.maybe(0.4)) Y.applyUpdate(session.doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(session.doc)), 'server')
    // A tab that opens on the copy of the device brings the other tab's unsent work with its own.
    if (random.maybe(0.05)) {
      Y.applyUpdate(sessions[1]!.doc, Y.encodeStateAsUpdate(sessions[0]!.doc), 'device')
      sessions[1]!.waiting.length = 0
      send(Y.encodeStateAsUpdate(sessions[1]!.doc, Y.encodeStateVector(server)))
    }
  }
  for (const session of sessions) send(Y.encodeStateAsUpdate(session.doc))
  const whole = sessions.map(
    ({ doc }) => (
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(server), 'server'),
      lessons.map((root) => doc.getXmlFragment(root).toString()).join()
    ),
  )
  for (const text of whole) expect(text).toBe(lessons.map((root) => server.getXmlFragment(root).toString()).join())
  return judged
}

test(
  `what passes the gate does only what an editor may (seed ${seed})`,
  () => {
    const random = chance(seed + 1)
    const server = aServer()
    for (let i = 0; i < 60; i++) act(server, random)
    const counts = { passed: 0, refused: 0 }
    for (let n = 0; n < rounds; n++) {
      const author = copyOf(server, 100 + random.below(100))
      const since = Y.encodeStateVector(author)
      for (let i = random.below(4); i >= 0; i--) act(author, random)
      const bent = bend(unforge(Y.encodeStateAsUpdate(author, since)), server, random)
      const update = bytesOf(bent, random)
      const verdict = decide(server, update, mine)
      if (verdict instanceof Refusal) counts.refused++
      else if (verdict) {
        counts.passed++
        inspect(server, verdict.update, n)
      }
    }
    expect(counts.passed, 'bent updates that pass').toBeGreaterThan(0)
    expect(counts.refused, 'bent updates that are refused').toBeGreaterThan(rounds / 4)
  },
  timeout,
)

/** The slow judge: applies to a copy and compares. */
function inspect(server: Y.Doc, update: Uint8Array, n: number) {
  const where = `seed ${seed}, round ${n}`
  const copy = copyOf(server, 5)
  const before = factsOf(copy)
  const work = workMs(() => Y.applyUpdate(copy, update))
  expect(work, `work of applying (${where})`).toBeLessThan(500)
  expect(copy.store.pendingStructs, `nothing waits (${where})`).toBeNull()
  expect(copy.store.pendingDs, `no deletion waits (${where})`).toBeNull()
  const after = factsOf(copy)
  expect(after.serverRoots, `comments and votes are untouched (${where})`).toBe(before.serverRoots)
  for (const [client, clock] of after.clocks)
    if (!mine.owns(client)) expect(clock, `others’ ids are untouched (${where})`).toBe(before.clocks.get(client))
  for (const root of copy.share.keys()) if (!serverRoots.includes(root)) expect(editorRoots(root), `root ${root} (${where})`).toBe(true)
  for (const root of copy.share.keys()) if (lessonOf(root)) checkNodes(copy.getXmlFragment(root), schema.topNodeType.name, where)
}

function factsOf(doc: Y.Doc) {
  return {
    serverRoots: JSON.stringify(serverRoots.map((root) => doc.getMap(root).toJSON())),
    clocks: Y.decodeStateVector(Y.encodeStateVector(doc)),
  }
}

function checkNodes(parent: Y.XmlFragment, name: string, where: string) {
  const type = schema.nodes[name]!
  expect(parent._map.size > 0 && !(parent instanceof Y.XmlElement), `no keys on a fragment (${where})`).toBe(false)
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) expect(type.inlineContent, `text in ${name} (${where})`).toBe(true)
    else if (child instanceof Y.XmlElement) {
      expect(type.contentMatch.matchType(schema.nodes[child.nodeName]!), `${child.nodeName} in ${name} (${where})`).toBeTruthy()
      checkNodes(child, child.nodeName, where)
    } else throw new Error(`Something else in ${name} (${where})`)
  }
}

// Bending

const items = (forged: Forged): ForgedItem[] =>
  forged.parts.flatMap(({ structs }) => structs.filter((struct): struct is ForgedItem => struct.kind === 'item'))

function someId(server: Y.Doc, random: Chance) {
  const client = random.pick([...server.store.clients.keys(), 100, 150, 77])
  return { client, clock: random.below(Y.getState(server.store, client) + 3) }
}

const benders: ((forged: Forged, server: Y.Doc, random: Chance) => void)[] = [
  (forged, server, random) =>
    void (random.pick(forged.parts).client = random.pick([1, 2, 100, 150, 300, 2 ** 33, ...server.store.clients.keys()])),
  (forged, _, random) => void (random.pick(forged.parts).clock += random.pick([-1, 1, 5, 2 ** 31])),
  (forged, server, random) => void (random.pick(items(forged)).origin = random.maybe(0.2) ? null : someId(server, random)),
  (forged, server, random) => void (random.pick(items(forged)).rightOrigin = random.maybe(0.2) ? null : someId(server, random)),
  (forged, server, random) => reparent(random.pick(items(forged)), someId(server, random)),
  (forged, _, random) =>
    reparent(random.pick(items(forged)), random.pick([...serverRoots, ...lessons, 'meta', 'outline', 'anchors', 'other'])),
  (forged, _, random) => void (random.pick(items(forged)).sub = random.pick(['t1', 't1/c1', 'schema', 'title', 'id', null])),
  (forged, _, random) => void (random.pick(items(forged)).content = randomContent(random)),
  (forged, server, random) =>
    void forged.deletes.push({
      client: random.pick([...server.store.clients.keys()]),
      ranges: [{ clock: random.below(60), len: 1 + random.below(9) }],
    }),
  (forged, _, random) =>
    void random.pick(forged.parts).structs.splice(random.below(3), 0, { kind: random.pick(['gc', 'skip']), length: random.below(4) }),
  (forged, _, random) => void random.pick(forged.parts).structs.reverse(),
  (forged, _, random) => void forged.parts.push({ ...random.pick(forged.parts), client: 100 + random.below(100) }),
  (forged, _, random) => attack(forged, random),
]

function reparent(item: ForgedItem, parent: string | { client: number; clock: number }) {
  item.parent = parent
  item.origin = item.rightOrigin = null
}

/** Goes for a comment by its neighbour, which stands under the server's id. */
function attack(forged: Forged, random: Chance) {
  const part = random.pick(forged.parts)
  part.structs.push({ kind: 'item', origin: { client: 1, clock: random.below(3) }, content: new Y.ContentAny([{ by: 'leo', at: 2 }]) })
}

function randomContent(random: Chance): Y.Item['content'] {
  return random.pick<() => Y.Item['content']>([
    () => new Y.ContentAny([{ a: 1 }]),
    () => new Y.ContentAny([1, 2]),
    () => new Y.ContentString('text'),
    () => new Y.ContentDeleted(3),
    () => new Y.ContentBinary(new Uint8Array(3)),
    () => new Y.ContentFormat('strong', {}),
    () => new Y.ContentFormat('link', { href: 'javascript:1' }),
    () => new Y.ContentType(new Y.XmlElement(random.pick(['paragraph', 'listItem', 'script', 'question'])) as never),
    () => new Y.ContentType(new Y.XmlText() as never),
    () => new Y.ContentType(new Y.Map() as never),
    () => new Y.ContentType(new Y.Array() as never),
    () => new Y.ContentDoc(new Y.Doc()),
  ])()
}

function bend(forged: Forged, server: Y.Doc, random: Chance): Forged {
  for (let n = random.below(4); n > 0; n--) {
    if (forged.parts.length === 0 || items(forged).length === 0) break
    random.pick(benders)(forged, server, random)
  }
  return forged
}

function bytesOf(forged: Forged, random: Chance): Uint8Array {
  const bytes = forge({
    ...forged,
    parts: forged.parts
      .filter(({ structs }) => structs.length > 0)
      .map((part) => ({ ...part, structs: part.structs as ForgedStruct[], clock: Math.max(0, part.clock) })),
  })
  // Now and then the bytes themselves are bent.
  if (random.maybe(0.1)) for (let n = random.below(3); n >= 0; n--) bytes[random.below(bytes.length)] = random.below(256)
  return random.maybe(0.05) ? bytes.slice(0, random.below(bytes.length + 1)) : bytes
}
