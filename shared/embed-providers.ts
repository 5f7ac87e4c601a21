import { allowedEmbed } from './document/addresses.ts'

/** A page as it is shown inside a lesson. */
export type Framed = {
  /** The name of a player this program knows; nothing for any other page. */
  provider: string | undefined
  /** Whom an allow-list has to name. */
  host: string
  frame: string
  /** Width by height. */
  shape: string
  /** Where the player says what a page of its is called, without `url`. */
  oembed?: string
  /** It needs storage of its own to work; pages that are not known never get it. */
  keepsOrigin: boolean
}

type Provider = {
  name: string
  hosts: readonly string[]
  /** The address to show, from one that people copy; nothing for pages that are no players. */
  frame: (url: URL) => string | undefined
  shape?: string
  oembed?: string
}

const film = '16 / 9'
const segment = (url: URL, at: number) => url.pathname.split('/')[at + 1] ?? ''
const safe = (id: string, pattern = /^[\w-]{3,64}$/) => (pattern.test(id) ? id : undefined)

const providers: readonly Provider[] = [
  {
    name: 'YouTube',
    hosts: ['www.youtube.com', 'youtube.com', 'm.youtube.com', 'youtu.be', 'www.youtube-nocookie.com'],
    frame(url) {
      const first = segment(url, 0)
      const found =
        url.hostname === 'youtu.be'
          ? first
          : first === 'watch'
            ? (url.searchParams.get('v') ?? '')
            : /^(embed|shorts|live)$/.test(first)
              ? segment(url, 1)
              : ''
      const id = safe(found)
      const start = /^(\d+)s?$/.exec(url.searchParams.get('t') ?? url.searchParams.get('start') ?? '')?.[1]
      return id && `https://www.youtube-nocookie.com/embed/${id}${start ? `?start=${start}` : ''}`
    },
    oembed: 'https://www.youtube.com/oembed?format=json',
  },
  {
    name: 'Vimeo',
    hosts: ['vimeo.com', 'www.vimeo.com', 'player.vimeo.com'],
    frame(url) {
      const id = safe(segment(url, 0) === 'video' ? segment(url, 1) : segment(url, 0), /^\d{5,12}$/)
      return id && `https://player.vimeo.com/video/${id}?dnt=1`
    },
    oembed: 'https://vimeo.com/api/oembed.json?dnt=1',
  },
  {
    name: 'Loom',
    hosts: ['www.loom.com', 'loom.com'],
    frame: (url) =>
      /^(share|embed)$/.test(segment(url, 0)) && safe(segment(url, 1)) ? `https://www.loom.com/embed/${segment(url, 1)}` : undefined,
    oembed: 'https://www.loom.com/v1/oembed?format=json',
  },
  {
    name: 'Spotify',
    hosts: ['open.spotify.com'],
    frame(url) {
      const [kind, id] = segment(url, 0) === 'embed' ? [segment(url, 1), segment(url, 2)] : [segment(url, 0), segment(url, 1)]
      return /^(track|album|playlist|episode|show)$/.test(kind) && safe(id) ? `https://open.spotify.com/embed/${kind}/${id}` : undefined
    },
    shape: '5 / 2',
    oembed: 'https://open.spotify.com/oembed?format=json',
  },
  {
    name: 'Figma',
    hosts: ['www.figma.com', 'figma.com'],
    frame: (url) =>
      /^(file|design|proto|board)$/.test(segment(url, 0))
        ? `https://www.figma.com/embed?embed_host=colloquy&url=${encodeURIComponent(url.href)}`
        : undefined,
    shape: '4 / 3',
  },
  {
    name: 'Miro',
    hosts: ['miro.com', 'www.miro.com'],
    frame: (url) =>
      segment(url, 0) === 'app' && safe(segment(url, 2), /^[\w=-]{6,40}$/)
        ? `https://miro.com/app/live-embed/${segment(url, 2)}/`
        : undefined,
    shape: '4 / 3',
  },
  {
    name: 'Google Docs',
    hosts: ['docs.google.com'],
    frame(url) {
      const [kind, id] = [segment(url, 0), segment(url, 2)]
      if (segment(url, 1) !== 'd' || !safe(id, /^[\w-]{10,120}$/)) return undefined
      if (kind === 'presentation') return `https://docs.google.com/presentation/d/${id}/embed`
      return /^(document|spreadsheets)$/.test(kind) ? `https://docs.google.com/${kind}/d/${id}/preview` : undefined
    },
    shape: '4 / 3',
  },
]

/** What people call the players that this program knows. */
export const providerNames: readonly string[] = providers.map(({ name }) => name)

/** What an address shows in a lesson; nothing for one that cannot be shown at all. */
export function framedPage(address: unknown): Framed | undefined {
  if (!allowedEmbed(address)) return undefined
  const url = new URL(address)
  const provider = providers.find(({ hosts }) => hosts.includes(url.hostname))
  const frame = provider?.frame(url)
  if (!provider || !frame) return { provider: undefined, host: url.hostname, frame: url.href, shape: film, keepsOrigin: false }
  const { name, shape = film, oembed } = provider
  return { provider: name, host: url.hostname, frame, shape, keepsOrigin: true, ...(oembed && { oembed }) }
}

/** Whether a page may be shown where these rules hold: it is known and known ones are allowed, or its host is named. */
export const mayShow = ({ provider, host }: Framed, { known, hosts }: { known: boolean; hosts: readonly string[] }): boolean =>
  (provider !== undefined && known) || hosts.includes(host)

/** What a page inside a lesson may do. Never to lead the lesson elsewhere, and only a known player is itself. */
export const sandboxOf = ({ keepsOrigin }: Framed): string =>
  ['allow-scripts', 'allow-forms', 'allow-popups', 'allow-presentation', ...(keepsOrigin ? ['allow-same-origin'] : [])].join(' ')

/** Where a course shows a page from. */
export const frameUrl = (courseId: string, url: string) => `/api/courses/${courseId}/frame?url=${encodeURIComponent(url)}`
