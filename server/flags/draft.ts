import { merge3 } from '../../shared/document/merge.ts'
import { type Located as Found, locatePassage, type Trail } from '../../shared/document/passages.ts'
import { lessonTexts } from '../../shared/document/positions.ts'
import type { Fit, VoiceId } from '../../shared/flags.ts'
import type { FlagId } from '../../shared/id.ts'
import type { Located } from './views.ts'

type Doc = Parameters<typeof locatePassage>[0]
type Asked = { id: FlagId; trail: Trail; proposals: { id: VoiceId; proposed: string }[] }

/** Where many flags stand in the draft of today and how each proposal fits there; each lesson is read once. */
export function locateFlags(doc: Doc, asked: Asked[]): Map<FlagId, Located> {
  const texts = lessonTexts(doc)
  return new Map(
    asked.map(({ id, trail, proposals }) => {
      const place = locatePassage(doc, trail, texts)
      return [id, { place, fits: new Map(proposals.map((voice) => [voice.id, fitOf(place, trail, voice.proposed)])) }]
    }),
  )
}

function fitOf(place: Found, trail: Trail, proposed: string): Fit {
  if (place.state === 'gone') return 'gone'
  if (place.now === proposed) return 'already'
  return 'conflict' in merge3(trail.quote.exact, place.now, proposed) ? 'conflict' : 'clean'
}
