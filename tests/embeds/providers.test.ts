import { expect, test } from 'vitest'
import { framedPage, mayShow, sandboxOf } from '../../shared/embed-providers.ts'

test.each([
  ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s', 'YouTube', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=42'],
  ['https://youtu.be/dQw4w9WgXcQ', 'YouTube', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
  ['https://www.youtube.com/shorts/abcDEF12345', 'YouTube', 'https://www.youtube-nocookie.com/embed/abcDEF12345'],
  ['https://vimeo.com/76979871', 'Vimeo', 'https://player.vimeo.com/video/76979871?dnt=1'],
  ['https://www.loom.com/share/abc123def456', 'Loom', 'https://www.loom.com/embed/abc123def456'],
  ['https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk', 'Spotify', 'https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk'],
  [
    'https://docs.google.com/presentation/d/1aBcDeFgHiJkLmNoP/edit',
    'Google Docs',
    'https://docs.google.com/presentation/d/1aBcDeFgHiJkLmNoP/embed',
  ],
])('[E1] %s is shown by its player', (url, provider, frame) =>
  expect(framedPage(url)).toMatchObject({ provider, frame, keepsOrigin: true }),
)

test('[E1] any other page is itself, and keeps nothing', () => {
  const page = framedPage('https://charts.example.com/a?b=c#d')!
  expect(page).toMatchObject({ provider: undefined, host: 'charts.example.com', frame: 'https://charts.example.com/a?b=c#d' })
  expect(sandboxOf(page)).not.toContain('same-origin')
  expect(sandboxOf(framedPage('https://vimeo.com/76979871')!)).toContain('same-origin')
  for (const url of ['https://www.youtube.com/channel/x', 'https://www.youtube.com/watch?v="><script>', 'https://vimeo.com/about'])
    expect(framedPage(url)?.keepsOrigin, url).toBe(false)
  expect(sandboxOf(page)).not.toMatch(/top-navigation|modals|downloads/)
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'http://charts.example.com/',
  '//charts.example.com/',
  '/api/me',
  'https://me:pass@charts.example.com/',
  'https://charts.example.com:8080/',
  'https://localhost/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://2130706433/',
  `https://charts.example.com/${'a'.repeat(2000)}`,
  '',
  null,
  7,
])('[E2] %s is never shown', (url) => expect(framedPage(url)).toBeUndefined())

test('[E3] what nobody allowed is not shown, and a host stands for itself alone', () => {
  const page = (url: string) => framedPage(url)!
  expect(mayShow(page('https://charts.example.com/'), { known: true, hosts: [] })).toBe(false)
  expect(mayShow(page('https://charts.example.com/'), { known: true, hosts: ['example.com'] })).toBe(false)
  expect(mayShow(page('https://charts.example.com/'), { known: false, hosts: ['charts.example.com'] })).toBe(true)
  expect(mayShow(page('https://youtu.be/dQw4w9WgXcQ'), { known: true, hosts: [] })).toBe(true)
  expect(mayShow(page('https://youtu.be/dQw4w9WgXcQ'), { known: false, hosts: [] })).toBe(false)
  expect(mayShow(page('https://www.youtube.com/channel/x'), { known: true, hosts: [] })).toBe(false)
})
