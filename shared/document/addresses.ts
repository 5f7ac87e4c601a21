// Where a course may point to, and show things from.

/** http, https, mailto and tel, and places on this site. */
export function allowedHref(url: unknown): url is string {
  if (typeof url !== 'string' || url.length > 2000) return false
  const trimmed = url.trim()
  if (/^(\/(?![/\\])|#)/.test(trimmed)) return true
  return /^(https?:\/\/[^\s/]|mailto:[^\s]|tel:[^\s])/i.test(trimmed) && URL.canParse(trimmed)
}

const toLesson = '#lesson='
/** A link to a lesson of the same course, by its id: it outlives every new title, here and where the course is played. */
export const lessonHref = (lesson: string) => toLesson + lesson
/** The lesson that an address of that form names. */
export const lessonOfHref = (href: unknown): string | undefined =>
  typeof href === 'string' && /^#lesson=[0-9A-Za-z_-]{4,64}$/.test(href) ? href.slice(toLesson.length) : undefined

/** Pictures come from this site or by https. */
export const allowedImage = (url: unknown): url is string =>
  typeof url === 'string' &&
  url.length <= 2000 &&
  (/^\/api\/courses\/[\w-]+\/files\/[\w-]+$/.test(url) || (/^https:\/\/[^\s/]/i.test(url) && URL.canParse(url)))

/** Film, sound and files to save come from this site alone. */
export const allowedFile = (url: unknown): url is string =>
  typeof url === 'string' && url.length <= 2000 && /^\/api\/courses\/[\w-]+\/files\/[\w-]+$/.test(url)

/** A page to show inside a lesson: by https, from a host with a name, and without a password in it. */
export function allowedEmbed(url: unknown): url is string {
  if (typeof url !== 'string' || url.length > 2000 || !/^https:\/\/[^\s/]/i.test(url) || !URL.canParse(url)) return false
  const { hostname, username, password, port } = new URL(url)
  return username === '' && password === '' && port === '' && /^(?=.*[a-z])[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(hostname)
}

/** What an attribute of a block may point to, by `node.attribute`. */
const pointers: Record<string, (url: unknown) => boolean> = {
  'video.src': allowedFile,
  'video.poster': allowedFile,
  'audio.src': allowedFile,
  'attachment.src': allowedFile,
  'embed.url': allowedEmbed,
}

/** Whether an attribute may hold this address; attributes that hold none always may. */
export const mayPoint = (node: string, attribute: string, value: unknown): boolean => pointers[`${node}.${attribute}`]?.(value) ?? true
