import * as decoding from 'lib0/decoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { compactedDocument } from '../../server/collaboration/compaction.ts'
import { CourseBytes } from '../../server/collaboration/course-bytes.ts'
import { SyncType } from '../../shared/collaboration.ts'
import { lessonFragment, metaOf, outlineOf } from '../../shared/document/layout.ts'
import { type LessonId, newId } from '../../shared/id.ts'
import { type Chance, chance, seedOfRun } from './chance.ts'
import { aParagraph } from './kit.ts'

// [S5] What a course's bytes tell viewers: all of the text, and not a word of what is said about it.

const lesson = 'lesson-1' as LessonId
const said = ['threads', 'comments', 'votes', 'resolved', 'tasks', 'earlier', 'anchors', 'suggestions', 'answered']
/** Stands in everything that is said about the text, and nowhere else. */
const secret = 'psst'
const textOf = (doc: Y.Doc) => [lessonFragment(doc, lesson).toString(), metaOf(doc).toJSON(), outlineOf(doc).toJSON()]
const vectorOf = (doc: Y.Doc) => new Map([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([one], [other]) => one - other))

/** A course as its room holds it: all that happens passes one document, and what that emits is its log. */
function aCourse() {
  const doc = new Y.Doc()
  const emitted: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void emitted.push(update))
  const bytes = new CourseBytes({ snapshot: null, from: 0, seq: 0, epoch: 0, records: [] })
  /** Logs what was just done, and returns it as those are told who are here. */
  function log(): { all: Uint8Array; veiled: Uint8Array | undefined }[] {
    return emitted.splice(0).map((body) => {
      bytes.push([{ id: newId(), actor: null, kind: 'update', body, at: 1, v: 1 }])
      return { all: body, veiled: bytes.veiled(body) }
    })
  }
  return {
    doc,
    bytes,
    command: (run: (doc: Y.Doc) => void) => ((doc.clientID = 1), doc.transact(() => run(doc)), log()),
    edit: (update: Uint8Array) => (Y.applyUpdate(doc, update), log()),
    compact: () => bytes.compacted({ seq: bytes.seq, ...compactedDocument(doc) }),
  }
}

/** The updates in an answer as it goes out. */
function updatesIn(answer: Buffer): Uint8Array[] {
  const updates: Uint8Array[] = []
  for (let at = 0; at < answer.length;) {
    const short = answer[at + 1]!
    const [head, length] =
      short < 126 ? [2, short] : short === 126 ? [4, answer.readUInt16BE(at + 2)] : [10, Number(answer.readBigUInt64BE(at + 2))]
    const decoder = decoding.createDecoder(new Uint8Array(answer.subarray(at + head, at + head + length)))
    decoding.readVarUint(decoder)
    expect([SyncType.step2, SyncType.update]).toContain(decoding.readVarUint(decoder))
    updates.push(decoding.readVarUint8Array(decoder))
    at += head + length
  }
  return updates
}

class Viewer {
  readonly doc = new Y.Doc()
  toldTo = 0
  hear(update: Uint8Array) {
    expect(Buffer.from(update).includes(secret)).toBe(false)
    Y.applyUpdate(this.doc, update)
  }
  sync({ bytes }: ReturnType<typeof aCourse>) {
    for (const update of updatesIn(bytes.forViewers().answer(Y.encodeStateVector(this.doc)))) this.hear(update)
    this.toldTo = bytes.seq
  }
  catchUp({ bytes }: ReturnType<typeof aCourse>) {
    const mine = bytes.forViewers()
    this.hear(mine.since(this.toldTo) ?? mine.after(Y.encodeStateVector(this.doc)))
    this.toldTo = bytes.seq
  }
}

/** Something is said, or what was said is changed, answered, counted or taken back, by the server as always. */
function say(doc: Y.Doc, { pick, below, maybe }: Chance) {
  const map = doc.getMap(pick(said))
  const key = `${secret}-${below(8)}`
  const had = map.get(key)
  if (had instanceof Y.Map && maybe(0.7)) {
    const words = had.get('words') as Y.Text
    if (maybe(0.3) && words.length > 2) words.delete(0, 2)
    else words.insert(below(words.length + 1), secret)
  } else if (maybe(0.2)) map.delete(key)
  else if (maybe(0.3)) {
    // Nothing of ours nests there; what may come one day is hidden too.
    const nested = new Y.Map()
    nested.set('words', new Y.Text(secret))
    nested.set(secret, { [secret]: secret })
    map.set(key, nested)
  } else map.set(key, { by: secret, body: `${secret} ${below(1000)}` })
}

/** An author types, or deletes, moves, names. */
function write(doc: Y.Doc, { below, maybe }: Chance) {
  const fragment = lessonFragment(doc, lesson)
  const block = fragment.length > 0 ? (fragment.get(below(fragment.length)) as Y.XmlElement) : undefined
  const words = block?.get(0) as Y.XmlText | undefined
  if (maybe(0.2) || !words) fragment.insert(below(fragment.length + 1), [aParagraph(`line ${below(1000)}`)])
  else if (maybe(0.1)) fragment.delete(below(fragment.length), 1)
  else if (maybe(0.3) && words.length > 3) words.delete(below(words.length - 2), 2)
  else if (maybe(0.25)) words.format(0, words.length, { strong: maybe(0.5) ? {} : null })
  else words.insert(below(words.length + 1), 'open ')
  if (maybe(0.1)) metaOf(doc).set('title', `Course ${below(100)}`)
  if (maybe(0.1)) {
    const node = new Y.Map<unknown>()
    node.set('title', `Lesson ${below(100)}`)
    outlineOf(doc).set(`node-${below(4)}`, node)
  }
}

function history(seed: number) {
  const random = chance(seed)
  const { below, maybe, pick } = random
  const course = aCourse()
  const authors = [1, 2, 3].map((n) => {
    const doc = new Y.Doc()
    doc.clientID = 1000 * n + below(900)
    return doc
  })
  /** Told live; those who lag are caught up later. */
  const here = new Set<Viewer>()
  const lagging = new Set<Viewer>()
  const tell = (made: { veiled: Uint8Array | undefined }[]) => {
    for (const viewer of here)
      for (const { veiled } of made) {
        viewer.hear(veiled!) // there are viewers
        viewer.toldTo = course.bytes.seq
      }
  }
  for (let step = 0; step < 150; step++) {
    const author = pick(authors)
    const chosen = below(12)
    if (chosen < 4) {
      author.transact(() => Array.from({ length: 1 + below(4) }, () => write(author, random)))
      tell(course.edit(Y.encodeStateAsUpdate(author, Y.encodeStateVector(course.doc))))
    } else if (chosen < 5) Y.applyUpdate(author, Y.encodeStateAsUpdate(course.doc, Y.encodeStateVector(author)))
    else if (chosen < 8) tell(course.command((doc) => say(doc, random)))
    else if (chosen < 9) tell(course.command((doc) => Array.from({ length: 1 + below(6) }, () => (maybe(0.5) ? write : say)(doc, random))))
    else if (chosen < 10) {
      const viewer = new Viewer()
      viewer.sync(course)
      here.add(viewer)
    } else if (chosen < 11) {
      for (const viewer of [...here, ...lagging]) {
        if (maybe(0.5)) continue
        const [from, to] = here.has(viewer) ? [here, lagging] : [lagging, here]
        from.delete(viewer)
        if (to === here && maybe(0.5)) viewer.sync(course)
        else if (to === here) viewer.catchUp(course)
        to.add(viewer)
      }
      if (here.size + lagging.size > 0 && here.size === 0 && maybe(0.3)) course.bytes.forgetViewers()
    } else course.compact()
  }
  for (const viewer of lagging) viewer.catchUp(course)
  return { course, viewers: [...here, ...lagging, ...[new Viewer()].map((late) => (late.sync(course), late))] }
}

const rounds = Number(process.env.VEIL_ROUNDS ?? 12)
const first = seedOfRun()

test(`[S5] viewers have the authors’ text and no word of what is said about it, however it came (SEED=${first})`, () => {
  for (let round = 0; round < rounds; round++) {
    const { course, viewers } = history(first + round)
    for (const { doc } of viewers) {
      expect(textOf(doc), `SEED=${first + round}`).toEqual(textOf(course.doc))
      expect(vectorOf(doc)).toEqual(vectorOf(course.doc))
      expect(said.map((name) => doc.getMap(name).size)).toEqual(said.map(() => 0))
      expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
      // What their browser says on coming back says nothing new.
      expect(course.bytes.forViewers().holds(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(course.doc)))).toBe(true)
    }
  }
}, 120_000)

describe('[S5] a viewer’s document', () => {
  function twoSentences() {
    const course = aCourse()
    course.command((doc) => {
      lessonFragment(doc, lesson).insert(0, [aParagraph('One.'), aParagraph('Two.')])
      doc.getMap('comments').set('a', `${secret} a`)
    })
    const viewer = new Viewer()
    viewer.sync(course)
    return { course, viewer }
  }

  test('that deletes what is shown does say something new', () => {
    const { course, viewer } = twoSentences()
    lessonFragment(viewer.doc, lesson).delete(0, 1)
    const deletion = Y.encodeStateAsUpdate(viewer.doc, Y.encodeStateVector(course.doc))
    expect(course.bytes.forViewers().holds(deletion)).toBe(false)
  })

  test('as anybody else’s would take back all that is said: that is why their copies are never merged', () => {
    const { course, viewer } = twoSentences()
    expect(course.bytes.holds(Y.encodeStateAsUpdate(viewer.doc, Y.encodeStateVector(course.doc)))).toBe(false)
  })

  test('does not tell in how many pieces something was said', () => {
    const { course, viewer } = twoSentences()
    const [made] = course.command((doc) => ['b', 'c', 'd'].forEach((key) => doc.getMap('comments').set(key, `${secret} ${key}`)))
    const { structs } = Y.decodeUpdate(made!.veiled!)
    expect(structs.map((struct) => [struct instanceof Y.GC, struct.length])).toEqual([[true, 3]])
    viewer.hear(made!.veiled!)
  })

  test('is told of text in the very bytes that everybody is told', () => {
    const { course } = twoSentences()
    const [made] = course.command((doc) => lessonFragment(doc, lesson).insert(0, [aParagraph('Zero.')]))
    expect(made!.veiled).toBe(made!.all)
  })
})
