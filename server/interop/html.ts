// What stays of HTML in Markdown: its words and its pictures. Nothing here builds a page from it, so a piece that is read
// wrongly costs words and never safety. Tags are matched up to the next bracket of either kind: text full of opened
// brackets is read once, and not once for each of them.

export type HtmlPicture = { src: string; alt: string }

/** The picture that a tag shows, if it is one. */
export function pictureIn(tag: string): HtmlPicture | undefined {
  if (!/^<img\b/i.test(tag)) return undefined
  const src = attributeOf(tag, 'src')
  return src ? { src, alt: attributeOf(tag, 'alt') } : undefined
}

function attributeOf(tag: string, name: string): string {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)
  return found?.slice(1).find((value) => value !== undefined) ?? ''
}

const parting = /(<img\b[^<>]*>|<\/(?:p|div|li|h\d|tr|summary)>|<br\s*\/?>)/i

/** The words and pictures of a piece of HTML in their order, and whether that was all there was to it. */
export function readHtml(html: string): { pieces: (string | HtmlPicture)[]; isWhole: boolean } {
  const shown = withoutScripts(html.replace(/<!--[\s\S]*?(-->|$)/g, ''))
  const pieces = shown.split(parting).flatMap((piece): (string | HtmlPicture)[] => {
    const picture = pictureIn(piece)
    if (picture) return [picture]
    const text = plainText(piece)
    return text ? [text] : []
  })
  return { pieces, isWhole: !shown.replace(/<img\b[^<>]*>|<br\s*\/?>|<\/?p\b[^<>]*>/gi, '').includes('<') }
}

/** Without scripts and styles. One that is never closed takes the rest with it, as in a browser. */
function withoutScripts(html: string): string {
  const opening = /<(script|style)\b[^<>]*>/gi
  let kept = ''
  for (let at = 0; ;) {
    opening.lastIndex = at
    const found = opening.exec(html)
    if (!found) return kept + html.slice(at)
    kept += html.slice(at, found.index)
    const closing = new RegExp(`</${found[1]!}\\s*>`, 'gi')
    closing.lastIndex = found.index
    if (!closing.test(html)) return kept
    at = closing.lastIndex
  }
}

const letters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

const plainText = (html: string) =>
  html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => letters[name]!)
    .replace(/\s+/g, ' ')
    .trim()
