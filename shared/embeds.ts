import { z } from 'zod'
import { Bytes, Done, endpoint } from './endpoint.ts'
import { CourseId, GroupId } from './id.ts'

// Model

/** A host by its name, without a star: `videos.example.com` stands for itself and for nothing below it. */
export const EmbedHost = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?=.*[a-z])[a-z0-9-]+(\.[a-z0-9-]+)+$/)

/** Which pages lessons of a group may show. What is not named is not shown. */
export const EmbedRules = z.object({
  /** Whether the well-known players that this program knows are shown. */
  known: z.boolean(),
  hosts: z.array(EmbedHost).max(200),
})
export type EmbedRules = z.infer<typeof EmbedRules>

/** What would be shown for an address. `frame` is where it is shown from, when it may be. */
export const EmbedLook = z.object({
  allowed: z.boolean(),
  host: z.string(),
  provider: z.string().optional(),
  title: z.string().optional(),
  frame: z.string().optional(),
})
export type EmbedLook = z.infer<typeof EmbedLook>

// Contract

const ofGroup = z.object({ groupId: GroupId })
const ofPage = z.object({ courseId: CourseId, url: z.string().max(2000) })

export const getGroupEmbeds = endpoint('GET', '/groups/:groupId/embeds', {
  takes: ofGroup,
  gives: z.object({ own: EmbedRules, above: EmbedRules }),
  problems: ['group.unknown'],
  about: 'Which pages the lessons of a group may show: what the group itself says, and what holds from the groups above.',
})
export const setGroupEmbeds = endpoint('PUT', '/groups/:groupId/embeds', {
  takes: ofGroup.extend(EmbedRules.shape),
  gives: Done,
  who: 'L&D and admins of the group',
  problems: ['group.unknown', 'group.manage'],
  about:
    'Says which pages the lessons of a group and of those below may show. Hosts add up; a group may forbid the known players for all below.',
})
export const lookAtEmbed = endpoint('GET', '/courses/:courseId/embed', {
  takes: ofPage,
  gives: EmbedLook,
  who: 'editors of the course',
  problems: ['course.unknown', 'embed.address'],
  about: 'Whether a page may be shown in this course, and what it calls itself where it says so by oEmbed.',
})
export const showEmbed = endpoint('GET', '/courses/:courseId/frame', {
  takes: ofPage,
  gives: Bytes,
  who: 'whoever may see the course',
  problems: ['course.unknown', 'embed.address', 'embed.forbidden'],
  about: 'The page that holds an embedded one, under a policy that lets in its host and nothing else.',
})

export const embedEndpoints = [getGroupEmbeds, setGroupEmbeds, lookAtEmbed, showEmbed]
