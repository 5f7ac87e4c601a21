import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { allowedHref } from '../../../shared/document/addresses.ts'
import type { Upload } from '../block.ts'
import { markType } from '../nodes.ts'
import { htmlOf, looksLikeMarkdown, pasteMarkdown } from './pasted-markdown.ts'
import { keepPictures, takeWaiting } from './pasted-pictures.ts'
import { largeFrom, setPasting } from './pasting.ts'
import { plainPage } from './word-processors.ts'

/** Pages of word processors as plain ones, with their pictures kept. The schema's parser judges the rest. */
export function cleanHtml(html: string): string {
  if (!/mso-|<o:p|docs-internal-guid|<meta|<style|<img/i.test(html)) return html
  const page = cleanPage(html)
  keepPictures(page)
  return page.innerHTML
}

/** As `cleanHtml`, for a page that is too large to become one string again. */
function cleanPage(html: string): Element {
  const { body } = new DOMParser().parseFromString(html.replace(/<\/?o:p[^>]*>/gi, ''), 'text/html')
  plainPage(body)
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
