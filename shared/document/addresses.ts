// Where a course may point to, and show things from.

/** http, https, mailto and tel, and places on this site. */
export function allowedHref(url: unknown): url is string {
  if (typeof url !== 'string' || url.length > 2000) return false
  const trimmed = url.trim()
  if (/^(\/(?![/\\])|#)/.test(trimmed)) return true
  return /^(https?:\/\/[^\s/]|mailto:[^\s]|tel:[^\s])/i.test(trimmed) && URL.canParse(trimmed)
}

/** Pictures come from this site or by https. */
export const allowedImage = (url: unknown): url is string =>
  typeof url === 'string' &&
  url.length <= 2000 &&
  (/^\/api\/courses\/[\w-]+\/files\/[\w-]+$/.test(url) || (/^https:\/\/[^\s/]/i.test(url) && URL.canParse(url)))
