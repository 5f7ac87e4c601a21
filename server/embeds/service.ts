import { type Framed, framedPage, frameUrl, mayShow } from '../../shared/embed-providers.ts'
import type { EmbedLook } from '../../shared/embeds.ts'
import type { CourseId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { notAllowed, Problem } from '../../shared/problem.ts'
import { canEditDraft } from '../../shared/rights.ts'
import type { CourseService } from '../courses/service.ts'
import type { GroupService } from '../groups/service.ts'

type Tools = {
  courses: CourseService
  groups: GroupService
  /** What an address on the internet answers, if it is a public one. */
  askOutside: (address: string) => Promise<Uint8Array | undefined>
}

/** Other people's pages inside lessons: which ones a group allows, and how they are held. */
export function embedService({ courses, groups, askOutside }: Tools) {
  async function judge(groupId: Parameters<GroupService['embedsFor']>[0], url: string): Promise<{ page: Framed; allowed: boolean }> {
    const page = framedPage(url)
    if (!page)
      throw new Problem(
        'invalid',
        'embed.address',
        'This address cannot be shown in a lesson. It begins with https:// and names a website.',
      )
    return { page, allowed: mayShow(page, await groups.embedsFor(groupId)) }
  }

  return {
    async look(member: Member, courseId: CourseId, url: string): Promise<EmbedLook> {
      const { course } = await courses.load(courseId, member, canEditDraft, 'edit')
      const { page, allowed } = await judge(course.groupId, url)
      const { host, provider } = page
      const title = allowed && page.oembed ? await titleOf(page.oembed, url) : undefined
      return { allowed, host, ...(provider && { provider }), ...(title && { title }), ...(allowed && { frame: frameUrl(courseId, url) }) }
    },

    /** The page to show; the rules of today hold for what was published long ago too. */
    async frame(member: Member, courseId: CourseId, url: string): Promise<Framed> {
      const { course } = await courses.load(courseId, member, () => true)
      const { page, allowed } = await judge(course.groupId, url)
      if (!allowed) throw notAllowed('embed.forbidden', `Pages of ${page.host} are not shown here. Open it in a tab of its own.`)
      return page
    },
  }

  /** What a player calls one of its pages. Of all it answers, nothing but the title is used. */
  async function titleOf(oembed: string, url: string): Promise<string | undefined> {
    const answer = await askOutside(`${oembed}&url=${encodeURIComponent(url)}`)
    try {
      const { title } = JSON.parse(new TextDecoder().decode(answer)) as { title?: unknown }
      return typeof title === 'string' && title.trim() ? title.trim().replace(/\s+/g, ' ').slice(0, 200) : undefined
    } catch {
      return undefined
    }
  }
}
export type EmbedService = ReturnType<typeof embedService>
