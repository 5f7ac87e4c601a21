/** A line of a pasted outline: what ends in a colon or begins with `#` is a section. */
export function linesOf(text: string): { kind: 'section' | 'lesson'; title: string }[] {
  return text.split('\n').flatMap((line) => {
    const isSection = /^\s*#|:\s*$/.test(line)
    const title = line
      .replace(/^[\s#>*•-]*(?:\d+[.)]\s)*/, '')
      .replace(/:\s*$/, '')
      .trim()
      .slice(0, 200)
    return title === '' ? [] : [{ kind: isSection ? ('section' as const) : ('lesson' as const), title }]
  })
}
