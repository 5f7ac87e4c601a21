import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { root } from '../../server/platform/root.ts'
import { CloseCode } from '../../shared/collaboration.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { addComment, editComment, resolveThread, setThreadTask, startThread, voteForComment } from '../../shared/comments.ts'
import { anchorsOf, editorRoots, lessonFragment, metaOf, outlineOf } from '../../shared/document/layout.ts'
import { type CommentId, newId, type PersonId, type SuggestionId, type ThreadId } from '../../shared/id.ts'
import { makeSuggestion, rejectSuggestion, voteForSuggestion } from '../../shared/suggestions.ts'
import { forge, forgeItem } from '../collaboration/forge.ts'
import { any, text } from '../collaboration/gate-kit.ts'
import { until } from '../collaboration/kit.ts'
import { rawSocket, type Refused } from '../collaboration/raw.ts'
import { everybody, openWorld, sentence, type Who, type World } from './everybody.ts'

// Everybody's socket, made to send what no program of ours would: what stands in every root of the course's document is
// attacked as everybody who may come in.

/** Every root there is, read where they are declared: one that is new is attacked too. */
const roots = [...readFileSync(path.join(root, 'shared/document/layout.ts'), 'utf8').matchAll(/doc\.getMap\('(\w+)'\)/g)].map(
  ([, name]) => name!, // its only group
)
const commanded = roots.filter((name) => !editorRoots(name))
const writers: Who[] = ['editor', 'author']
const readers: Who[] = ['guest', 'viewer', 'commenter', 'reviewer', 'lnd', 'admin']

let world: World
beforeAll(async () => {
  world = await openWorld()
  await sayEverything()
})
afterAll(() => world?.close())

/** Something of the author's in every root that is written by command. */
async function sayEverything() {
  const { as, course: courseId } = world
  const [threadId, commentId, suggestionId] = [newId<ThreadId>(), newId<CommentId>(), newId<SuggestionId>()]
  await as.author.ask(startThread, { courseId, threadId, commentId, place: { on: 'course' }, body: bodyOf('Is it so?', []) })
  await as.author.ask(editComment, { courseId, threadId, commentId, body: bodyOf('Is it really so?', []) })
  await as.author.ask(voteForComment, { courseId, threadId, commentId })
  await as.author.ask(setThreadTask, { courseId, threadId, mustFix: true })
  await as.author.ask(addComment, { courseId, threadId, commentId: newId<CommentId>(), body: bodyOf('It is.', []) })
  await as.author.ask(resolveThread, { courseId, threadId })
  const anchor = await world.anchor(sentence)
  await as.author.ask(makeSuggestion, { courseId, suggestionId, anchor, proposed: 'Eleven days.' })
  await as.lnd.ask(voteForSuggestion, { courseId, suggestionId })
  await as.author.ask(rejectSuggestion, { courseId, suggestionId, reason: 'style' })
  // What was answered lets go of its place; another one still stands on it.
  await as.author.ask(makeSuggestion, { courseId, suggestionId: newId(), anchor, proposed: 'Twelve days.' })
}

const stored = () => world.server.services.collaboration.read(world.course, (doc) => Y.encodeStateAsUpdate(doc))
async function copy() {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, await stored())
  return doc
}

/** Opens somebody's socket as their browser does; rejects with the status when they are not let in. */
const open = (who: Who) => rawSocket(world.server.url, world.course, { headers: { ...world.as[who].headers } })

/** What became of an update: the code it was refused with, or that it was taken. */
async function send(who: Who, update: Uint8Array): Promise<string> {
  const raw = await open(who)
  raw.sendUpdate(update)
  await until(() => raw.word('refused') ?? raw.word('saved') ?? raw.closed)
  const refused = raw.word('refused')
  raw.close()
  return refused?.code ?? 'taken'
}

let client = 1_000_000
type Attack = [name: string, forge: (doc: Y.Doc) => Uint8Array]
const lastIn = (doc: Y.Doc, name: string) => {
  const item = [...doc.getMap(name)._map.values()].filter(({ deleted }) => !deleted).at(-1)
  if (!item) throw new Error(`Nothing stands in ${name}`)
  return item
}
const remove = ({ id, length }: Y.Item) => forge({ deletes: [{ client: id.client, ranges: [{ clock: id.clock, len: length }] }] })

const onCommanded: Attack[] = commanded.flatMap((name): Attack[] => [
  [`${name}: adds`, () => forgeItem(client++, { parent: name, sub: `forged-${client}`, content: any({ by: 'somebody', at: 1 }) })],
  [`${name}: rewrites`, (doc) => forgeItem(client++, { origin: lastIn(doc, name).lastId, content: any({ by: 'somebody', at: 1 }) })],
  [`${name}: takes away`, (doc) => remove(lastIn(doc, name))],
])
const onText: Attack[] = [
  [
    'writes a block',
    () => forgeItem(client++, { parent: `l:${world.lesson}`, content: new Y.ContentType(new Y.XmlElement('paragraph') as never) }),
  ],
  [
    'writes into a sentence',
    (doc) => {
      const words = (lessonFragment(doc, world.lesson).get(0) as Y.XmlElement).get(0) as Y.XmlText
      return forgeItem(client++, { rightOrigin: words._start!.id, content: text('Never: ') })
    },
  ],
  ['takes a sentence out', (doc) => remove((lessonFragment(doc, world.lesson).get(0) as Y.XmlElement)._item!)],
  ['renames the course', () => forgeItem(client++, { parent: 'meta', sub: 'title', content: any('Mine') })],
  [
    'renames a lesson',
    (doc) => forgeItem(client++, { origin: outlineOf(doc).get(world.lesson)!._map.get('title')!.lastId, content: any('Mine') }),
  ],
  ['moves what a suggestion stands on', (doc) => remove(lastIn(doc, 'anchors'))],
  [
    'makes an update of nothing but a tombstone',
    () => forge({ parts: [{ client: client++, clock: 0, structs: [{ kind: 'gc', length: 3 }] }] }),
  ],
]

test('the document has something in each of its roots to attack', async () => {
  const doc = await copy()
  expect(commanded.length).toBeGreaterThan(5)
  for (const name of commanded) expect([name, doc.getMap(name).size]).toEqual([name, expect.toSatisfy((size: number) => size > 0)])
  expect(anchorsOf(doc).size).toBeGreaterThan(0)
})

describe('[R1] who has no business with the draft gets no socket', () => {
  for (const who of everybody.filter((one) => !writers.includes(one) && !readers.includes(one)))
    test(who, async () => {
      const status = await open(who).then(
        () => 101,
        (error: Refused) => error.status,
      )
      expect(status).toBe(who === 'out' ? 401 : 404)
    })
})

describe('[G12] whoever only reads changes nothing at all', () => {
  for (const who of readers)
    test(who, async () => {
      const before = await stored()
      const doc = await copy()
      for (const [name, attack] of [...onText, ...onCommanded])
        expect([name, await send(who, attack(doc))]).toEqual([name, expect.stringMatching(/^(role|unknown-root)$/)])
      expect(await stored()).toEqual(before)
    })
})

describe('[G5] whoever writes the text writes nothing that is said about it', () => {
  for (const who of writers)
    test(who, async () => {
      const before = await stored()
      const doc = await copy()
      for (const [name, attack] of onCommanded) expect([name, await send(who, attack(doc))]).toEqual([name, 'unknown-root'])
      expect(await stored()).toEqual(before)
    })
})

describe('[R3] [S5] what is said about the draft', () => {
  /** Words that stand in it, and where: a comment, what it said before, a suggestion, the place of one. */
  const words = ['Is it so?', 'Is it really so?', 'It is.', 'Eleven days.', 'mustFix', 'prefix']
  const heardBy = async (who: Who) => {
    const raw = await open(who)
    raw.sync()
    await until(() => raw.isSynced)
    const heard = Buffer.concat(raw.messages)
    raw.close()
    expect(heard.includes(sentence)).toBe(true)
    return [...commanded, 'anchors', ...words].filter((said) => heard.includes(said))
  }
  for (const who of [...writers, ...readers])
    test(`${who} is told ${who === 'viewer' ? 'nothing of it' : 'all of it'}`, async () => {
      if (who === 'viewer') expect(await heardBy(who)).toEqual([])
      else expect(await heardBy(who)).toEqual([...commanded, 'anchors', ...words])
    })
})

describe('an editor speaks for nobody else', () => {
  const node = (doc: Y.Doc) => outlineOf(doc).get(world.lesson)!
  const field = (doc: Y.Doc, name: string, value: unknown) => {
    const parent = node(doc)._item!.id
    return forgeItem(client++, { parent, sub: name, content: any(value) })
  }

  test('[G13] nor says that others put a lesson into the trash', async () => {
    const before = await stored()
    const doc = await copy()
    for (const by of [world.ids.author, world.ids.admin, 'nobody-at-all' as PersonId])
      expect([by, await send('editor', field(doc, 'trashed', { by, at: 5 }))]).toEqual([by, 'forged-name'])
    expect(await send('editor', field(doc, 'trashed', { by: world.ids.editor, at: Date.now() + 40 * 86_400_000 }))).toBe('forged-name')
    expect(await stored()).toEqual(before)
  })

  test('[G8] nor writes under the id of another’s browser, or the server’s', async () => {
    const doc = await copy()
    const theirs = client++
    expect(await send('author', forgeItem(theirs, { parent: 'meta', sub: 'tag:mine', content: any(true) }))).toBe('taken')
    const after = await stored()
    expect(await send('editor', forgeItem(theirs, { parent: 'meta', sub: 'tag:yours', content: any(true) }, 1))).toBe('forged-client')
    expect(await send('editor', forgeItem(1, { parent: 'meta', sub: 'tag:ours', content: any(true) }, Y.getState(doc.store, 1)))).toBe(
      'forged-client',
    )
    expect(await stored()).toEqual(after)
  })

  test('[G6] nor says which layout the document has', async () => {
    expect(await send('editor', forgeItem(client++, { parent: 'meta', sub: 'schema', content: any(99) }))).toBe('shape')
    expect(metaOf(await copy()).get('schema')).not.toBe(99)
  })
})

describe('[N10] a guest’s link that runs out while its socket is open', () => {
  test('closes it, without anybody ringing', async () => {
    const { row, token } = await world.server.services.auth.guests.add({
      courseId: world.course,
      name: 'Gwen',
      by: world.ids.author,
      expiresAt: Date.now() + 1200,
    })
    const cookie = world.server.services.auth.guests.cookieFor(token, row).split(';')[0]!
    const raw = await rawSocket(world.server.url, world.course, { headers: { cookie, origin: world.server.url } })
    raw.sync()
    await until(() => raw.isSynced)
    await until(() => raw.closed, 4000)
    expect(raw.closed?.code).toBe(CloseCode.signedOut)
    const again = await rawSocket(world.server.url, world.course, { headers: { cookie, origin: world.server.url } }).catch(
      (error: Refused) => error.status,
    )
    expect(again).toBe(401)
  })
})
