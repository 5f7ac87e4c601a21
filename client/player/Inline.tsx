import { For, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { isPersonHref } from '../../shared/document/names.ts'
import { attrsOf, type Prose, type ProseMark } from '../../shared/document/prose.ts'
import { Formula } from './Formula.tsx'

export const blockId = (node: Prose) => String(attrsOf(node)['id'] ?? '')

/** Text with its marks, and breaks in it. */
export function Inline(props: { of: readonly Prose[] | undefined }) {
  return (
    <For each={wholeFormulas(props.of ?? [])}>
      {(node) => (node.type === 'hardBreak' ? <br /> : marked(node.marks ?? [], node.text ?? ''))}
    </For>
  )
}

const isMaths = (mark: ProseMark) => mark.type === 'maths'

/** A formula that carries other marks on a part of it is still one formula. */
function wholeFormulas(of: readonly Prose[]): Prose[] {
  const pieces: Prose[] = []
  for (const node of of) {
    const last = pieces.at(-1)
    if (!node.marks?.some(isMaths)) pieces.push(node)
    else if (last?.marks?.some(isMaths)) pieces[pieces.length - 1] = { ...last, text: `${last.text}${node.text}` }
    else pieces.push({ ...node, marks: node.marks.filter(isMaths) })
  }
  return pieces
}

const markElements: Record<string, 'strong' | 'em' | 'u' | 's' | 'code'> = {
  strong: 'strong',
  em: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
}

function marked([mark, ...others]: readonly ProseMark[], text: string): JSX.Element {
  if (!mark) return text
  const inside = () => marked(others, text)
  if (isMaths(mark)) return <Formula tex={text} />
  if (mark.type === 'link') return linkTo(mark.attrs?.['href'], inside)
  const element = markElements[mark.type]
  return element ? <Dynamic component={element}>{inside()}</Dynamic> : inside()
}

/** Freezing lets only good addresses through; a player looks once more, because it may be given a file from anywhere. */
export const shownHref = (href: unknown): string | undefined =>
  typeof href === 'string' && /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i.test(href) ? href : undefined

function linkTo(address: unknown, inside: () => JSX.Element): JSX.Element {
  if (isPersonHref(address)) return <span data-person="">{inside()}</span>
  const href = shownHref(address)
  if (href === undefined) return inside()
  const away = /^https?:/i.test(href)
  return (
    <a href={href} {...(away && { target: '_blank', rel: 'noopener noreferrer' })}>
      {inside()}
    </a>
  )
}
