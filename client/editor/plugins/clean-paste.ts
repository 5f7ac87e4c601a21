import { Plugin } from 'prosemirror-state'
import { allowedHref } from '../../../shared/document/addresses.ts'
import { markType } from '../nodes.ts'

/** How deep an item of a Word list is: Word pastes lists as paragraphs and says so in a style of its own. */
const levelOf = (style: string) => Number(/mso-list:[^;]*\blevel(\d)/.exec(style)?.[1] ?? 0)

/** Turns the paragraphs by which Word pastes a list into a real list, level by level. */
function wordLists(root: HTMLElement): void {
  const open: HTMLElement[] = []
  for (const paragraph of root.querySelectorAll<HTMLElement>('p')) {
    const level = levelOf(paragraph.getAttribute('style') ?? '')
    const follows = open[0] !== undefined && paragraph.previousElementSibling === open[0]
    if (!follows) open.length = 0
    if (level === 0) continue
    const bullet = paragraph.querySelector<HTMLElement>('[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]')
    const tag = /^\s*(\d+|[a-zA-Z])[.)]/.test(bullet?.textContent ?? paragraph.textContent) ? 'ol' : 'ul'
    bullet?.remove()
    open.length = Math.min(open.length, level)
    while (open.length < level) {
      const list = document.createElement(tag)
      const into = open.at(-1)
      if (!into) paragraph.before(list)
      else (into.lastElementChild ?? into.appendChild(document.createElement('li'))).append(list)
      open.push(list)
    }
    const item = document.createElement('li')
    open.at(-1)?.append(item)
    item.append(paragraph)
    paragraph.removeAttribute('style')
  }
}

/** What word processors paste beside the words, and lists that Word spells as paragraphs. The schema's parser judges the rest. */
export function cleanHtml(html: string): string {
  if (!/mso-|<o:p|docs-internal-guid|<meta|<style/i.test(html)) return html
  const parsed = new DOMParser().parseFromString(html.replace(/<\/?o:p[^>]*>/gi, ''), 'text/html')
  for (const odd of parsed.querySelectorAll('style, script, meta, link, title, xml')) odd.remove()
  wordLists(parsed.body)
  // Google Docs puts all it copies into a <b> that is not bold.
  for (const wrapper of parsed.querySelectorAll<HTMLElement>('b[id^="docs-internal-guid"]')) wrapper.replaceWith(...wrapper.childNodes)
  return parsed.body.innerHTML
}

/** Cleans what is pasted; an address pasted onto selected words links them. */
export const cleanPaste = () =>
  new Plugin({
    props: {
      transformPastedHTML: cleanHtml,
      handlePaste(view, event) {
        const pasted = event.clipboardData?.getData('text/plain').trim() ?? ''
        const { from, to, empty, $from } = view.state.selection
        if (empty || /\s/.test(pasted) || !/^(https?:|mailto:|tel:)/i.test(pasted) || !allowedHref(pasted) || !$from.parent.inlineContent)
          return false
        view.dispatch(view.state.tr.addMark(from, to, markType(view.state.schema, 'link').create({ href: pasted })))
        return true
      },
    },
  })
