import { DOMParser as ProseParser, type Node } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import { newDocumentId } from '../../../shared/id.ts'
import { t } from '../../platform/text.ts'
import { toast } from '../../platform/toast.ts'
import type { Upload } from '../block.ts'
import { blockAt, idOf, nodeType } from '../nodes.ts'
import { setPasting } from './pasting.ts'
import { keepPictures, takeWaiting } from './pasted-pictures.ts'

// A whole book on the clipboard: taken in portions, so that the page answers in between, and so that no portion is
// larger than the server takes at once.

/** Characters of markup, or of text, in one portion. */
const portion = 40_000
const restMs = 60

/** The elements whose children are the blocks of a page: wrappers around all of it are passed through. */
function blocksOf(root: Element): Element[] {
  let at = root
  while (
    at.children.length === 1 &&
    at.firstElementChild?.children.length &&
    /^(DIV|MAIN|ARTICLE|SECTION|BODY|B|SPAN)$/.test(at.firstElementChild.tagName)
  )
    at = at.firstElementChild
  return [...at.childNodes].flatMap((child): Element[] => {
    if (child instanceof Element) return child.tagName === 'DIV' && child.outerHTML.length > portion ? blocksOf(child) : [child]
    if (!child.textContent?.trim()) return []
    const line = root.ownerDocument.createElement('p')
    line.append(child)
    return [line]
  })
}

/** Boxes belong to the page that was parsed: in ours, a picture of theirs would be fetched and its handlers would run. */
function* portionsOf(elements: readonly Element[]): Generator<Element> {
  const theirs = elements[0]?.ownerDocument ?? document
  let box = theirs.createElement('div')
  let size = 0
  for (const element of elements) {
    box.append(element)
    if ((size += element.outerHTML.length) < portion) continue
    yield box
    ;[box, size] = [theirs.createElement('div'), 0]
  }
  if (box.childNodes.length > 0) yield box
}

/** Plain text as elements, a paragraph a line. */
function elementsOf(text: string): Element[] {
  return text.split(/\r?\n/).flatMap((line) => {
    if (line.trim() === '') return []
    const paragraph = document.createElement('p')
    paragraph.textContent = line
    return [paragraph]
  })
}

/** The place behind the outermost block with that id; the end where it is gone by now. */
function behind(doc: Node, id: string | null): number {
  let place = doc.content.size
  doc.forEach((node, offset) => {
    if (id !== null && idOf(node) === id) place = offset + node.nodeSize
  })
  return place
}

/** Takes a large paste in, a portion at a time, behind the block with the caret; says how far it is. */
export async function pasteLarge(view: EditorView, { html, text }: { html: Element | null; text: string }, upload: Upload): Promise<void> {
  const { schema } = view.state
  if (html) keepPictures(html)
  const elements = html ? blocksOf(html) : elementsOf(text)
  const parser = ProseParser.fromSchema(schema)
  const outermost =
    view.state.selection.$to.depth > 0 ? view.state.selection.$to.node(1) : (blockAt(view.state.selection.$to)?.node ?? null)
  let last = outermost && idOf(outermost)
  let done = 0
  setPasting(0)
  try {
    for (const box of portionsOf(elements)) {
      if (view.isDestroyed) return
      done += box.childNodes.length
      const taken = takeWaiting(parser.parseSlice(box))
      const blocks: Node[] = []
      taken.slice.content.forEach((node) => {
        const block = node.isBlock ? node : nodeType(schema, 'paragraph').create(null, node)
        blocks.push(block.type.create({ ...block.attrs, id: idOf(block) ?? newDocumentId() }, block.content, block.marks))
      })
      if (blocks.length > 0) {
        view.dispatch(view.state.tr.insert(behind(view.state.doc, last), blocks))
        last = blocks.at(-1) ? idOf(blocks.at(-1)!) : last // ids were given above
        taken.send(upload)
      }
      setPasting(done / elements.length)
      await new Promise((rest) => setTimeout(rest, restMs))
    }
  } finally {
    setPasting()
  }
  toast(t('editor.pasted', { count: elements.length }))
}
