import type { FrozenCourse } from '../../shared/document/freeze.ts'
import { readThreads } from '../../shared/document/threads.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { BlockId } from '../../shared/id.ts'
import { type PublishFault } from '../../shared/publishing.ts'
import type { ReviewRules } from '../../shared/review.ts'
import type { LinkState } from '../links/service.ts'
import type { MissingApproval } from '../review/service.ts'

// What a group asks for before a course is published, each miss with its place. Data decides: a group without rules asks nothing.

/** A comment that must be answered first. */
export type MustFix = { thread: string; lesson?: string; block?: string; quote?: string }

/** Comments that must be answered and are open. */
export const openMustFix = (doc: Parameters<typeof readThreads>[0]): MustFix[] =>
  readThreads(doc).flatMap((thread) => {
    return thread.mustFix && !thread.resolved
      ? [{ thread: thread.id, ...pick(thread.anchor?.lesson ?? thread.lesson, thread.block), ...(thread.quote && { quote: thread.quote }) }]
      : []
  })
const pick = (lesson: string | undefined, block: string | undefined) => ({ ...(lesson && { lesson }), ...(block && { block }) })

type Found = {
  rules: ReviewRules
  draft: FrozenCourse
  mustFix: readonly MustFix[]
  missing: readonly MissingApproval[]
  links: readonly JudgedLink[]
}
/** A link at one of its places, and what became of asking it. */
export type PlacedLink = { lesson: string; block: string; href: string }
export type JudgedLink = PlacedLink & LinkState

/** Everything that keeps the draft from being published by its group's rules. */
export function gateFaults({ rules, draft, mustFix, missing, links }: Found): PublishFault[] {
  const titleOf = (lesson: string | undefined) => draft.lessons.find(({ id }) => id === lesson)?.title ?? draft.title
  const at = (lesson: string | undefined, block?: string) => {
    const id = draft.lessons.find((one) => one.id === lesson)?.id
    return { title: titleOf(lesson), ...(id && { lesson: id }), ...(block && { block: BlockId.parse(block) }) }
  }
  const faults: PublishFault[] = missing.map(({ lesson, missing: count, ended }) => ({
    code: ended.length > 0 ? 'gate.approvalEnded' : 'gate.approvals',
    stops: true,
    ...at(lesson),
    vars: { count, names: ended.map(({ name }) => name).join(', ') },
    message:
      ended.length > 0
        ? `This lesson changed after ${ended.map(({ name }) => name).join(', ')} approved it. It needs ${count} more approval${count > 1 ? 's' : ''}.`
        : `This lesson needs ${count} more approval${count > 1 ? 's' : ''}. Ask for a review.`,
  }))
  if (rules.mustFix)
    for (const { thread, lesson, block, quote } of mustFix)
      faults.push({
        code: 'gate.mustFix',
        stops: true,
        ...at(lesson, block),
        thread,
        vars: { quote: quote ?? '' },
        message: 'A comment here must be answered before the course is published. Answer it and resolve it.',
      })
  // What could not be checked keeps nobody from publishing: somebody else's server would decide when we do.
  for (const { lesson, block, href, state, why } of links)
    if (state === 'dead' || state === 'unknown')
      faults.push({
        code: state === 'dead' ? 'gate.deadLink' : 'gate.uncheckedLink',
        stops: state === 'dead',
        ...at(lesson, block || undefined),
        vars: { href, why: why ?? '' },
        message:
          state === 'dead'
            ? `A link leads nowhere: ${href}. Mend its address or remove it.`
            : `A link could not be checked: ${href}. Look yourself whether it leads where it should.`,
      })
  return faults
}

/** Faults that are hints elsewhere, and stop where the group says so. */
export const stopsHere = (code: string, rules: ReviewRules) =>
  (code === 'image.noAlt' && rules.altText) || (code === 'link.bad' && rules.links)

/** Links of a draft that lead out of it, at each of their places. */
export function linksIn(draft: FrozenCourse): PlacedLink[] {
  const links = new Map<string, PlacedLink>()
  for (const lesson of draft.lessons) {
    const walk = (node: Prose, block: string) => {
      const mine = typeof node.attrs?.['id'] === 'string' ? node.attrs['id'] : block
      const add = (address: unknown) => {
        const href = typeof address === 'string' ? address.trim() : ''
        if (/^https?:/i.test(href)) links.set(`${mine} ${href}`, { lesson: lesson.id, block: mine, href })
      }
      if (node.type === 'button') add(node.attrs?.['href'])
      for (const { type, attrs } of node.marks ?? []) if (type === 'link') add(attrs?.['href'])
      for (const child of node.content ?? []) walk(child, mine)
    }
    walk(lesson.public, '')
    for (const { explanation, hints } of Object.values(lesson.key))
      for (const node of [...(explanation ?? []), ...(hints ?? [])]) walk(node, '')
  }
  return [...links.values()]
}
