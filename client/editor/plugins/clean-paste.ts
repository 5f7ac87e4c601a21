import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { allowedHref } from '../../../shared/document/addresses.ts'
import type { Upload } from '../block.ts'
import { markType } from '../nodes.ts'
import { htmlOf, looksLikeMarkdown, pasteMarkdown } from './pasted-markdown.ts'
import { keepPictures, takeWaiting } from './pasted-pictures.ts'
import { largeFrom, setPasting } from './pasting.ts'

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
  if (!/mso-|<o:p|docs-internal-guid|<meta|<style|<img/i.test(html)) return html
  const parsed = new DOMParser().parseFromString(html.replace(/<\/?o:p[^>]*>/gi, ''), 'text/html')
  for (const odd of parsed.querySelectorAll('style, script, meta, link, title, xml')) odd.remove()
  wordLists(parsed.body)
  // Google Docs puts all it copies into a <b> that is not bold.
  for (const wrapper of parsed.querySelectorAll<HTMLElement>('b[id^="docs-internal-guid"]')) wrapper.replaceWith(...wrapper.childNodes)
  keepPictures(parsed.body)
  return parsed.body.innerHTML
}

/** As `cleanHtml`, for a page that is too large to become one string again. */
function cleanPage(html: string): Element {
  const { body } = new DOMParser().parseFromString(html.replace(/<\/?o:p[^>]*>/gi, ''), 'text/html')
  for (const odd of body.querySelectorAll('style, script, meta, link, title, xml')) odd.remove()
  wordLists(body)
  return body
}

/** Cleans what is pasted, keeps its pictures, reads Markdown, and takes in portions what is large; an address pasted onto selected words links them. */
export const cleanPaste = (upload: Upload) =>
  new Plugin({
    props: {
      transformPastedHTML: cleanHtml,
      handleDOMEvents: {
        // Before ProseMirror reads all of it at once.
        paste(view, event) {
          const html = event.clipboardData?.getData('text/html') ?? ''
          const text = event.clipboardData?.getData('text/plain') ?? ''
          if (!view.editable || inCode(view) || (html || text).length < largeFrom || html.includes('data-pm-slice')) return false
          event.preventDefault()
          void pasteAll(view, html, text, upload)
          return true
        },
      },
      handlePaste(view, event, slice) {
        const pasted = event.clipboardData?.getData('text/plain').trim() ?? ''
        if (linkSelected(view, pasted)) return true
        const types = event.clipboardData?.types ?? []
        if (!inCode(view) && !types.includes('text/html') && !isPlain(event) && looksLikeMarkdown(pasted)) {
          void pasteMarkdown(view, pasted)
          return true
        }
        const taken = takeWaiting(slice)
        if (taken.slice.content.eq(slice.content)) return false
        view.dispatch(view.state.tr.replaceSelection(taken.slice).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
        taken.send(upload)
        return true
      },
    },
  })

const inCode = (view: EditorView) => view.state.selection.$from.parent.type.spec.code === true

/** Pasted by Shift with the key: as plain text. */
const isPlain = (event: ClipboardEvent) => 'shiftKey' in event && event.shiftKey === true

async function pasteAll(view: EditorView, html: string, text: string, upload: Upload) {
  setPasting(0)
  const { pasteLarge } = await import('./large-paste.ts')
  const page = html || (looksLikeMarkdown(text) ? await htmlOf(text) : '')
  await pasteLarge(view, { html: page ? cleanPage(page) : null, text }, upload)
}

/** An address onto selected words links them. */
function linkSelected(view: EditorView, pasted: string): boolean {
  const { from, to, empty, $from } = view.state.selection
  if (empty || /\s/.test(pasted) || !/^(https?:|mailto:|tel:)/i.test(pasted) || !allowedHref(pasted) || !$from.parent.inlineContent)
    return false
  view.dispatch(view.state.tr.addMark(from, to, markType(view.state.schema, 'link').create({ href: pasted })))
  return true
}
