// What Word and Google Docs put on the clipboard: pages whose lists, boxes and marks are spelled in ways of their own.

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

const lines = { underline: 'u', 'line-through': 's' }

/** Google Docs: all of it in a bold that is none, empty lines between blocks, ticks as pictures, lines under and through words as styles. */
function googleDocs(root: HTMLElement): void {
  for (const wrapper of root.querySelectorAll<HTMLElement>('b[id^="docs-internal-guid"]')) {
    wrapper.replaceWith(...wrapper.childNodes)
  }
  for (const item of root.querySelectorAll<HTMLElement>('li[role="checkbox"]')) {
    item.querySelector('img[aria-roledescription="checkbox"]')?.remove()
    item.parentElement?.setAttribute('data-check', '')
  }
  for (const words of root.querySelectorAll<HTMLElement>('span[style*="text-decoration"]')) {
    for (const [line, tag] of Object.entries(lines)) {
      // Docs underlines every link.
      if (!words.getAttribute('style')?.includes(line) || (tag === 'u' && words.closest('a'))) continue
      const made = words.ownerDocument.createElement(tag)
      made.append(...words.childNodes)
      words.append(made)
    }
  }
}

/** A paragraph around nothing but a picture would stay as an empty line beside it. */
function barePictures(root: HTMLElement): void {
  for (const paragraph of root.querySelectorAll('p:has(img)'))
    if (!paragraph.textContent.trim()) paragraph.replaceWith(...paragraph.querySelectorAll('img'))
}

/** Makes a plain page of what a word processor wrote. `root` lies in a page of its own, in which nothing runs. */
export function plainPage(root: HTMLElement): void {
  for (const odd of root.querySelectorAll('style, script, xml, b[id^="docs-internal-guid"] > br')) odd.remove()
  wordLists(root)
  googleDocs(root)
  barePictures(root)
}
