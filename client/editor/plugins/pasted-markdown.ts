import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

const strong = [/^#{1,6} \S/m, /^(```|~~~)/m, /^\|?\s*:?-{3,}:?\s*\|/m, /^\s*[-*+] \[[ xX]\] /m]
const weak = [
  /^\s*[-*+] \S.*\n\s*[-*+] \S/m,
  /^\s*\d+[.)] \S.*\n\s*\d+[.)] \S/m,
  /\*\*[^\s*][^*\n]*\*\*/,
  /\[[^\]\n]+\]\([^)\s]+\)/,
  /^> \S/m,
  /`[^`\n]+`/,
]

/** A text that somebody wrote in Markdown: one sign that means nothing else, or one that hardly does over several lines. */
export const looksLikeMarkdown = (text: string): boolean =>
  strong.some((sign) => sign.test(text)) ||
  weak.slice(0, 2).some((sign) => sign.test(text)) ||
  weak.filter((sign) => sign.test(text)).length > 1

/** Markdown as HTML; markup inside of it stays text. */
export async function htmlOf(text: string): Promise<string> {
  const { default: MarkdownIt } = await import('markdown-it')
  const markdown = new MarkdownIt({ html: false, linkify: true, maxNesting: 60 })
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
  return tasks(markdown.render(text))
}

/** `- [ ] words` is a line to tick. */
const tasks = (html: string): string =>
  html
    .replaceAll(/<ul>(?=\s*<li>(?:\s*<p>)?\[[ xX]\] )/g, '<ul data-check="">')
    .replaceAll(/<li>(\s*(?:<p>)?)\[([ xX])\] /g, (_, open: string, sign: string) => `<li data-checked="${sign !== ' '}">${open}`)

/** Pastes the text as it is, and then as what it means: two steps, so that one undo leaves the plain text. */
export async function pasteMarkdown(view: EditorView, text: string): Promise<void> {
  const before = view.state.doc.content.size
  const { from } = view.state.selection
  view.pasteText(text)
  const pasted = view.state.doc
  const to = view.state.selection.to
  const html = await htmlOf(text)
  // Somebody wrote meanwhile: the plain text stays, which is never wrong.
  if (view.isDestroyed || !view.state.doc.eq(pasted) || view.state.doc.content.size === before) return
  view.dispatch(view.state.tr.setSelection(TextSelection.between(view.state.doc.resolve(from), view.state.doc.resolve(to))))
  view.pasteHTML(html)
}
