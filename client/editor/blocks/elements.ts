// Small makers of plain elements, for the parts of blocks that ProseMirror does not write itself.

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...inside: HTMLElement[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  if (className) made.className = className
  made.append(...inside)
  return made
}

/** A button that leaves the caret where it is. */
export function button(className: string, words: string, press: () => void): HTMLButtonElement {
  const made = element('button', className)
  made.type = 'button'
  made.textContent = words
  made.addEventListener('mousedown', (event) => event.preventDefault())
  made.addEventListener('click', press)
  return made
}

/** One choice of a `select`. */
export function option(words: string, value: string): HTMLOptionElement {
  const made = element('option', '')
  made.textContent = words
  made.value = value
  return made
}
