import type { FrozenCourse } from '../../shared/document/freeze.ts'
import { readThreads } from '../../shared/document/threads.ts'
import { BlockId } from '../../shared/id.ts'
import { type PublishFault } from '../../shared/publishing.ts'
import type { ReviewRules } from '../../shared/review.ts'
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
  dead: readonly DeadLink[]
}
export type DeadLink = { lesson: string; block: string; href: string }

/** Everything that keeps the draft from being published by its group's rules. */
export function gateFaults({ rules, draft, mustFix, missing, dead }: Found): PublishFault[] {
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
  if (rules.links)
    for (const { lesson, block, href } of dead)
      faults.push({
        code: 'gate.deadLink',
        stops: true,
        ...at(lesson, block),
        vars: { href },
        message: `A link does not answer: ${href}. Mend its address or remove it.`,
      })
  return faults
}

/** Faults that are hints elsewhere, and stop where the group says so. */
export const stopsHere = (code: string, rules: ReviewRules) =>
  (code === 'image.noAlt' && rules.altText) || (code === 'link.bad' && rules.links)

/** Links of a draft that lead out of it, each once. */
export function linksIn(draft: FrozenCourse): DeadLink[] {
  const links = new Map<string, DeadLink>()
  for (const lesson of draft.lessons) {
    const walk = (node: FrozenCourse['lessons'][number]['public'], block: string) => {
      const mine = typeof node.attrs?.['id'] === 'string' ? node.attrs['id'] : block
      for (const { type, attrs } of node.marks ?? []) {
        const href = type === 'link' ? String(attrs?.['href'] ?? '') : ''
        if (/^https?:/i.test(href) && !links.has(href)) links.set(href, { lesson: lesson.id, block: mine, href })
      }
      for (const child of node.content ?? []) walk(child, mine)
    }
    walk(lesson.public, '')
  }
  return [...links.values()]
}
