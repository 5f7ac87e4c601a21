import type { MarkdownIt } from 'markdown-it'

// Formulas as they are written in most Markdown: `$x^2$` in a sentence, and lines between `$$`.

/** Words between two signs of money are no formula; what has no blank in it, or a sign of TeX, is one. */
const looksLikeTex = (text: string) => !/\s/.test(text) || /[\\^_{}=+<>]/.test(text)

/** Nobody sets more than that within a sentence, and a text full of signs must not be read again for each. */
const longest = 2000

/** Teaches markdown-it formulas. A price stays a price: no blank inside the signs, and no digit behind the last. */
export function withFormulas(markdown: MarkdownIt): void {
  markdown.inline.ruler.after('escape', 'maths', (state, silent) => {
    const { src, pos, posMax } = state
    if (src[pos] !== '$' || pos + 2 >= posMax) return false
    const isQuoted = src[pos + 1] === '`'
    const from = pos + (isQuoted ? 2 : 1)
    const ahead = src.slice(from, Math.min(posMax, from + longest))
    const length = ahead.indexOf(isQuoted ? '`$' : '$')
    if (length < 1) return false
    const [end, text] = [from + length, ahead.slice(0, length)]
    const isPrice = /^\s|\s$|\\$/.test(text) || /\d/.test(src[end + 1] ?? '') || !looksLikeTex(text)
    if (text.includes('\n') || (!isQuoted && isPrice)) return false
    if (!silent) state.push('maths', 'span', 0).content = text
    state.pos = end + (isQuoted ? 2 : 1)
    return true
  })

  markdown.block.ruler.before(
    'fence',
    'maths_block',
    (state, startLine, endLine, silent) => {
      const lineAt = (line: number) => state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]).trimEnd()
      const first = lineAt(startLine)
      if (!first.startsWith('$$') || state.sCount[startLine]! - state.blkIndent >= 4) return false
      // One that is never closed is none, and neither is any behind it: so that a text full of them is read once.
      const env = state.env as { openFormulas?: Set<number> }
      if (env.openFormulas?.has(endLine)) return false
      const isOneLine = first.length > 4 && first.endsWith('$$')
      let line = startLine
      if (!isOneLine) {
        if (first !== '$$') return false
        for (line++; line < endLine && lineAt(line) !== '$$'; line++)
          if (lineAt(line) && state.sCount[line]! < state.blkIndent) return false
        if (line >= endLine) {
          ;(env.openFormulas ??= new Set()).add(endLine)
          return false
        }
      }
      if (silent) return true
      const token = state.push('maths_block', 'div', 0)
      token.content = isOneLine ? first.slice(2, -2).trim() : state.getLines(startLine + 1, line, state.sCount[startLine]!, false)
      token.map = [startLine, line + 1]
      state.line = line + 1
      return true
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  )
}

/** A formula in a sentence; the second form is for TeX that would read as prices. Nothing where neither can hold it. */
export const formulaOf = (tex: string, form: 'plain' | 'quoted'): string => (form === 'plain' ? `$${tex}$` : `$\`${tex}\`$`)
