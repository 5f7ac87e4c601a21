import { render } from 'solid-js/web'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startText, wholeText } from '../../client/platform/text.ts'
import { FramesContext } from '../../client/player/frames.ts'
import { Blocks } from '../../client/player/Prose.tsx'
import type { Prose } from '../../shared/document/prose.ts'

const src = `/api/courses/course01/files/${'a'.repeat(64)}`
const text = (words: string): Prose[] => [{ type: 'text', text: words }]
let box: HTMLElement
let close = () => {}

beforeAll(async () => {
  await import('../../client/player/Media.tsx')
  await startText()
  await wholeText()
})
beforeEach(() => void (box = document.body.appendChild(document.createElement('div'))))
afterEach(() => {
  close()
  box.remove()
  vi.restoreAllMocks()
})
const draw = (...content: Prose[]) =>
  (close = render(
    () => (
      <FramesContext.Provider value={(url) => `/api/courses/course01/frame?url=${encodeURIComponent(url)}`}>
        <Blocks of={content} />
      </FramesContext.Provider>
    ),
    box,
  ))

/** Shows them, once what shows them is there. */
async function show(...content: Prose[]) {
  draw(...content)
  await vi.waitFor(() => expect(box.querySelector('figure, [data-block]')).not.toBeNull())
}

test('[M10] film plays from where its author lets it begin, with captions, chapters and all that is said to read', async () => {
  await show({
    type: 'video',
    attrs: { id: 'vide1', src, start: 2, end: 9, caption: 'A talk', width: 640, height: 360 },
    content: [
      {
        type: 'captions',
        attrs: { id: 'capt1', language: 'de' },
        content: [{ type: 'cue', attrs: { id: 'cue01', start: 2, end: 4 }, content: text('Guten Tag.') }],
      },
      { type: 'chapter', attrs: { id: 'chap1', at: 5 }, content: text('The middle') },
    ],
  })
  const video = box.querySelector('video')!
  expect([video.getAttribute('src'), video.getAttribute('aria-label'), video.hasAttribute('controls')]).toEqual([
    `${src}#t=2,9`,
    'A talk',
    true,
  ])
  const tracks = [...box.querySelectorAll('track')].map((track) => [track.kind, track.srclang, track.src.slice(0, 5)])
  expect(tracks[0]).toEqual(['captions', 'de', 'blob:'])
  expect(box.querySelector('details summary')?.textContent).toBe('Read what is said (Deutsch)')
  const said = box.querySelector<HTMLElement>('[data-block=cue01]')!
  expect([said.textContent, said.lang, said.hasAttribute('data-text')]).toEqual(['Guten Tag.', 'de', true])
  const chapter = box.querySelector<HTMLButtonElement>('ol button')!
  expect(chapter.textContent).toBe('0:05 The middle')
  video.play = () => Promise.resolve()
  chapter.click()
  expect(video.currentTime).toBe(5)
})

test('[M13] a picture is offered at the size of the screen, and cut as its author cut it', async () => {
  await show({ type: 'image', attrs: { id: 'imag1', src, alt: 'A lake', width: 1000, height: 500, crop: '0.25 0 0.5 1' } })
  const image = box.querySelector('img')!
  expect(image.getAttribute('srcset')).toContain(`${src}/640 640w`)
  expect([image.style.left, image.style.getPropertyValue('inline-size')]).toEqual(['-50%', '200%'])
  expect(image.parentElement!.getAttribute('style')).toContain('aspect-ratio: 500 / 500')
})

test('[M10] what only adorns is not read aloud, and a file says what it is', async () => {
  await show(
    {
      type: 'gallery',
      attrs: { id: 'gall1', caption: 'Two' },
      content: [{ type: 'image', attrs: { id: 'imag2', src, decorative: true } }],
    },
    { type: 'attachment', attrs: { id: 'file1', src, name: 'Plan.pdf', bytes: 1_400_000 } },
  )
  expect(box.querySelector('img')!.getAttribute('alt')).toBe('')
  const link = box.querySelector<HTMLAnchorElement>('a[download]')!
  expect([link.getAttribute('download'), link.dataset['tip'], link.textContent]).toEqual([
    'Plan.pdf',
    'Save Plan.pdf',
    expect.stringContaining('1.4 MB'),
  ])
})

test('[E6] somebody else’s page is loaded when it is asked for, and never before; the link is always there', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(null, { status: 200 }))
  await show({ type: 'embed', attrs: { id: 'embe1', url: 'https://vimeo.com/76979871', title: 'A film' } })
  expect([box.querySelector('iframe'), asked.mock.calls.length]).toEqual([null, 0])
  expect(box.textContent).toContain('Loading it tells Vimeo that you are here.')
  expect(box.querySelector('a')?.href).toBe('https://vimeo.com/76979871')
  box.querySelector('button')!.click()
  await vi.waitFor(() => expect(box.querySelector('iframe')).not.toBeNull())
  const frame = box.querySelector('iframe')!
  expect([frame.title, frame.getAttribute('src')]).toEqual(['A film', expect.stringMatching(/^\/api\/courses\/course01\/frame/)])
  expect(frame.getAttribute('sandbox')).not.toMatch(/top-navigation/)
  expect(box.querySelector('a')?.href).toBe('https://vimeo.com/76979871')
})

test('[E3] a page that is no longer allowed is only linked', async () => {
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(null, { status: 403 }))
  await show({ type: 'embed', attrs: { id: 'embe2', url: 'https://charts.example.com/', title: 'A chart' } })
  box.querySelector('button')!.click()
  await vi.waitFor(() => expect(box.querySelector('[role=alert]')?.textContent).toContain('not shown here'))
  expect(box.querySelector('iframe')).toBeNull()
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'http://charts.example.com/'])('[E2] a page at %s is nothing', async (url) => {
  await show({ type: 'embed', attrs: { id: 'embe3', url, title: 'Trap' } })
  expect(box.querySelector('a, button, iframe')).toBeNull()
})

test('[M5] film from elsewhere is not asked for', async () => {
  await show(
    { type: 'video', attrs: { id: 'vide2', src: 'https://elsewhere.example/a.mp4' } },
    { type: 'audio', attrs: { id: 'audi1', src: 'javascript:alert(1)' } },
  )
  for (const player of box.querySelectorAll('video, audio')) expect(player.getAttribute('src')).toBe('')
})
