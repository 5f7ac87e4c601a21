import type { Recorder } from '../platform/recorder.ts'
import { dropRecording, keptRecordings, moveRecording } from './kept.ts'
import { openRecorder } from './RecorderDialog.tsx'

/** Records for one person in one course, and remembers what has not reached its place. `scope` names both. */
export function recordingDesk(scope: string): Recorder {
  return {
    record: (wish) => openRecorder({ scope, ...wish }),
    unfinished: () => keptRecordings(scope),
    async goOn(id, room) {
      const kept = (await keptRecordings(scope)).find((one) => one.id === id)
      if (!kept) return null
      await moveRecording(kept, room.place)
      return openRecorder({ scope, kind: kept.kind, ...room, kept: { ...kept, place: room.place } })
    },
    async taken(place) {
      for (const kept of await keptRecordings(scope)) if (kept.place === place) await dropRecording(kept)
    },
  }
}
