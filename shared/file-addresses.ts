// Addresses of stored files. The player reads this file, so nothing here knows schemas.

export const fileUrl = (courseId: string, id: string) => `/api/courses/${courseId}/files/${id}`

/** The course and the file that an address of ours names, or nothing for any other address. */
export function fileAt(url: unknown): { courseId: string; id: string } | undefined {
  const found = typeof url === 'string' ? /^\/api\/courses\/([\w-]+)\/files\/([\w-]+)$/.exec(url) : null
  return found ? { courseId: found[1]!, id: found[2]! } : undefined
}

/** Widths in pixels that pictures are made in, so that a phone does not fetch what a large screen needs. */
export const variantWidths = [320, 640, 960, 1440, 2200] as const

/** The `srcset` of a stored picture of that width; nothing where there is no smaller one. */
export function srcsetOf(src: unknown, width: number | null | undefined): string | undefined {
  if (!fileAt(src) || !width) return undefined
  const smaller = variantWidths.filter((its) => its < width).map((its) => `${String(src)}/${its} ${its}w`)
  return smaller.length > 0 ? [...smaller, `${String(src)} ${width}w`].join(', ') : undefined
}
