import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { moved, stretched } from '../../client/editor/media/crop-tool.ts'
import { resumeUploads, sendFile, takeUpload, uploadOf } from '../../client/editor/uploads.ts'
import type { Upload, UploadedFile } from '../../client/editor/block.ts'
import { setLanguage, wholeText } from '../../client/platform/text.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { author, block, lesson, meet } from './kit.ts'

beforeAll(async () => {
  await setLanguage('en')
  await wholeText()
})

const url = `/api/courses/course01/files/${'a'.repeat(64)}`
/** The stages are fetched when the first is shown. */
const fetched = { timeout: 15_000 }
const film: UploadedFile = { id: 'a'.repeat(64), url, name: 'talk.mp4', type: 'video/mp4', bytes: 9 }
const file = (name: string, type: string) => new File(['bytes'], name, { type })
const only = (content: Prose | undefined, type: string): Prose => content!.content!.find((node) => node.type === type)!

describe('a file on its way into a block', () => {
  let answer: (kept: UploadedFile) => void
  let fail: (why: Error) => void
  let stopped = false
  const taken: string[] = []
  let waiting: { block: string; file: File }[] = []
  const upload: Upload = Object.assign(
    (_file: File, onShare: (share: number) => void, options: { signal?: AbortSignal } = {}) =>
      new Promise<UploadedFile>((resolve, reject) => {
        onShare(0.5)
        answer = resolve
        fail = reject
        options.signal?.addEventListener('abort', () => {
          stopped = true
          reject(new Error('given up'))
        })
      }),
    { waiting: () => Promise.resolve(waiting), taken: (id: string) => void taken.push(id) },
  )
  beforeEach(() => {
    stopped = false
    waiting = []
    taken.length = 0
  })
  afterEach(() => uploadOf('block-x')?.cancel())

  test('[M11] is known by its share, and its block takes it once', async () => {
    const done = sendFile(upload, 'block-x', file('talk.mp4', 'video/mp4'))
    expect(uploadOf('block-x')).toMatchObject({ share: 0.5, name: 'talk.mp4', failed: null, result: null })
    expect(takeUpload(upload, 'block-x')).toBeNull()
    answer(film)
    await done
    expect(takeUpload(upload, 'block-x')).toEqual(film)
    expect([uploadOf('block-x'), taken]).toEqual([null, ['block-x']])
  })

  test('[M11] says why it failed and can be tried again or given up', async () => {
    const done = sendFile(upload, 'block-x', file('talk.mp4', 'video/mp4'))
    fail(new Error('Too large.'))
    await done
    expect(uploadOf('block-x')).toMatchObject({ failed: 'Too large.' })
    uploadOf('block-x')!.retry()
    expect(uploadOf('block-x')).toMatchObject({ failed: null })
    uploadOf('block-x')!.cancel()
    expect([uploadOf('block-x'), stopped]).toEqual([null, true])
  })

  test('[M11] goes on at the next visit', async () => {
    waiting = [{ block: 'block-x', file: file('talk.mp4', 'video/mp4') }]
    await resumeUploads(upload)
    expect(uploadOf('block-x')).toMatchObject({ name: 'talk.mp4', share: 0.5 })
  })
})

describe('a film in the editor', () => {
  const aFilm = (...inside: Prose[]) => block('video', inside, { src: url, file: film.id, name: 'talk.mp4' })
  const captions = (...lines: string[]) =>
    block(
      'captions',
      lines.map((words, n) => block('cue', words, { start: n * 2, end: n * 2 + 2 })),
      { language: 'en' },
    )

  test('[M12] shows the player that learners get, with what is said', async () => {
    const ana = author(1)
      .holds(aFilm(captions('Hello.')))
      .open()
    await vi.waitFor(() => expect(ana.view.dom.querySelector('video')?.getAttribute('src')).toBe(url), fetched)
    expect(ana.view.dom.querySelectorAll('video track[kind=captions]')).toHaveLength(1)
    expect(ana.view.dom.querySelector('.cue-text')?.textContent).toBe('Hello.')
  })

  test('[M12] Enter goes on in a new line of captions where the last one ends, Backspace takes an empty one away', () => {
    const ana = author(1)
      .holds(aFilm(captions('Hello.')), block('paragraph', 'After.'))
      .open()
    ana.caretAt(ana.find('Hello.') + 6)
    expect(ana.press('Enter')).toBe(true)
    ana.type('Bye.')
    const said = () => only(only(readLesson(ana.doc, lesson), 'video'), 'captions').content!
    expect(said().map((cue) => [cue.attrs?.['start'], cue.attrs?.['end'], cue.content?.[0]?.text])).toEqual([
      [0, 2, 'Hello.'],
      [2, 5, 'Bye.'],
    ])
    expect(new Set(ana.ids).size).toBe(ana.ids.length)
    ana.press('Enter')
    expect(said()).toHaveLength(3)
    expect(ana.press('Backspace')).toBe(true)
    expect(said()).toHaveLength(2)
    ana.caretAt(ana.find('Bye.'))
    ana.press('Backspace')
    expect(said().map((cue) => cue.content?.[0]?.text)).toEqual(['Hello.', 'Bye.'])
  })

  test('[M12] one writes captions while another names a chapter and cuts it: nothing is lost', () => {
    const ana = author(1)
      .holds(aFilm(captions('Hello.'), block('chapter', 'Start', { at: 0 })))
      .open()
    const ben = author(2, ana).open()
    ana.caretAt(ana.find('Hello.') + 5)
    ana.type(' there')
    ben.caretAt(ben.find('Start') + 5)
    ben.type('er')
    const at = (who: typeof ana) => {
      let found = -1
      who.state.doc.descendants((node, pos) => (node.type.name === 'video' && (found = pos), found < 0))
      return found
    }
    ben.do((tr) => tr.setNodeAttribute(at(ben), 'start', 4))
    ana.do((tr) => tr.setNodeAttribute(at(ana), 'caption', 'A talk'))
    meet(ana, ben)
    expect(ana.shape).toBe(ben.shape)
    expect(ana.words).toBe('Hello there.\nStarter')
    expect(only(readLesson(ana.doc, lesson), 'video').attrs).toMatchObject({ start: 4, caption: 'A talk' })
  })

  test('[M12] is empty with a way to fill it, and every block of media has its line in the menu', async () => {
    const ana = author(1).holds(block('video'), block('audio'), block('attachment'), block('gallery'), block('embed')).open()
    await vi.waitFor(() => expect(ana.view.dom.querySelectorAll('.media-empty')).toHaveLength(5), fetched)
    const words = ana.view.dom.textContent ?? ''
    for (const said of ['Choose a film', 'Choose a sound', 'Choose a file', 'Add pictures', 'Show it here']) expect(words).toContain(said)
  })
})

test('[M12] two add pictures to a gallery at once and it has both', () => {
  const picture = (alt: string) => block('image', '', { src: url, alt })
  const ana = author(1)
    .holds(block('gallery', [picture('first')]))
    .open()
  const ben = author(2, ana).open()
  for (const [who, alt] of [
    [ana, 'from Ana'],
    [ben, 'from Ben'],
  ] as const)
    who.do((tr) => tr.insert(tr.doc.firstChild!.nodeSize - 1, who.state.schema.nodes.image!.create({ id: `id-${alt}`, src: url, alt })))
  meet(ana, ben)
  expect(ana.shape).toBe(ben.shape)
  expect(
    only(readLesson(ana.doc, lesson), 'gallery')
      .content!.map(({ attrs }) => String(attrs?.['alt']))
      .toSorted((a, b) => a.localeCompare(b)),
  ).toEqual(['first', 'from Ana', 'from Ben'])
})

test('[M13] the frame of a crop never leaves the picture', () => {
  const half = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 }
  expect(moved(half, 9, -9)).toEqual({ ...half, x: 0.5, y: 0 })
  expect(stretched(half, 'nw', -9, -9)).toEqual({ x: 0, y: 0, width: 0.75, height: 0.75 })
  expect(stretched(half, 'se', 9, 0.1)).toMatchObject({ x: 0.25, y: 0.25, width: 0.75 })
  expect(stretched(half, 'ne', -9, 9).width).toBeCloseTo(0.05)
})
