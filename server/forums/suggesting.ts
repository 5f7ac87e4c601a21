import { resolveAnchor } from '../../shared/document/anchors.ts'
import { momentFrom } from '../../shared/document/newness.ts'
import { locatePassage, runsOf } from '../../shared/document/passages.ts'
import { blockIdOf, textBlocksIn, textOfBlock } from '../../shared/document/prose.ts'
import type { Anchor } from '../../shared/document/quote.ts'
import type { TopicPassage } from '../../shared/forums.ts'
import type { CourseId } from '../../shared/id.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { PublishingService } from '../publishing/service.ts'

type Tools = { collaboration: Pick<CollaborationService, 'read'>; publishing: Pick<PublishingService, 'version'> }

/** Where the words that a question stands beside are in the draft of today, found as those of a flag are; nothing where they are gone. */
export async function placeInDraft(
  { collaboration, publishing }: Tools,
  courseId: CourseId,
  { version, lesson, block, from, to }: TopicPassage,
): Promise<Anchor | null> {
  const frozen = await publishing.version(courseId, version)
  const its = frozen?.lessons.find(({ id }) => id === lesson)
  const text = its && [...textBlocksIn(its.public)].find((each) => blockIdOf(each) === block)
  if (!frozen || !its || !text) return null
  const words = textOfBlock(text)
  const quote = { exact: words.slice(from, to), prefix: words.slice(Math.max(0, from - 32), from), suffix: words.slice(to, to + 32) }
  const trail = {
    lesson,
    quote,
    runs: runsOf(its, { block, from, to }),
    block: its.ids[block] ?? [],
    since: momentFrom(frozen.stateVector),
  }
  return collaboration.read(courseId, (doc) => {
    const found = locatePassage(doc, trail)
    return found.state !== 'gone' && resolveAnchor(doc, found.anchor) ? found.anchor : null
  })
}
