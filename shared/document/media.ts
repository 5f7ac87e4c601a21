import { attrsOf, nodesIn, type Prose } from './prose.ts'

// Film, sound, pictures in rows, files and other people's pages: what of them must be mended before people see it.

const sayable: readonly string[] = ['video', 'audio']
const media: readonly string[] = [...sayable, 'gallery', 'attachment', 'embed']

export const isMedia = (name: string) => media.includes(name)
/** Whether other blocks lie inside it. */
export const holdsMoments = (name: string) => sayable.includes(name) || name === 'gallery'
/** Whether a lesson with nothing but this is not empty. */
export const showsItself = (name: string) => name === 'image' || isMedia(name)

export const mediaFaults = ['media.noSource', 'video.noCaptions', 'embed.noTitle', 'cue.times'] as const
type MediaFault = (typeof mediaFaults)[number]

/** What an author should mend in one of these; with `media.noSource` there is nothing to show. */
export function faultsOfMedia(node: Prose): MediaFault[] {
  const { type, content = [] } = node
  const its = attrsOf(node)
  if (type === 'gallery' ? content.length === 0 : !its['src'] && !its['url']) return ['media.noSource']
  const faults: MediaFault[] = []
  const cues = Array.from(nodesIn(node)).filter((each) => each.type === 'cue')
  if (type === 'video' && cues.length === 0) faults.push('video.noCaptions')
  if (cues.some((cue) => Number(attrsOf(cue)['end']) <= Number(attrsOf(cue)['start']))) faults.push('cue.times')
  if (type === 'embed' && !its['title']) faults.push('embed.noTitle')
  return faults
}
