import { createEffect, createSignal, onCleanup } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import { checkPublish } from '../../shared/play.ts'
import { publishCourse, type Version } from '../../shared/publishing.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'

const linksAgainMs = 1000

/** One act of publishing: what it would do, whether it is under way, and what came of it. */
export function createPublishing(courseId: () => CourseId, settled: () => Promise<unknown>) {
  const check = createAsked(courseId, async (id) => {
    await settled()
    return ask(checkPublish, { courseId: id })
  })
  const [busy, setBusy] = createSignal(false)
  const [fault, setFault] = createSignal<unknown>()
  const [published, setPublished] = createSignal<Version>()
  const known = check.value
  // Links are asked in the background: the look is taken again until all of them are known.
  let again: ReturnType<typeof setTimeout> | undefined
  createEffect(() => {
    clearTimeout(again)
    if ((known()?.linksChecking ?? 0) > 0) again = setTimeout(() => void check.reload(), linksAgainMs)
  })
  onCleanup(() => clearTimeout(again))
  return {
    check: known,
    checkFault: check.fault,
    busy,
    fault,
    published,
    stops: () => (known()?.faults ?? []).filter((one) => one.stops),
    hints: () => (known()?.faults ?? []).filter((one) => !one.stops),
    /** There is something to publish, and nothing that stops it. */
    ready: () => {
      const now = known()
      return now !== undefined && !now.faults.some((one) => one.stops) && (now.changes.length > 0 || now.reshaped || now.withdrawn)
    },
    async look() {
      setFault()
      await check.reload()
    },
    async publish(note: string): Promise<Version | undefined> {
      const now = known()
      if (!now || busy()) return undefined
      setBusy(true)
      setFault()
      try {
        await settled()
        const version = await ask(publishCourse, { courseId: courseId(), note, onTopOf: now.current, draftSeq: now.draftSeq })
        setPublished(version)
        return version
      } catch (error) {
        setFault(() => error)
        // What stands in the way may be new since the look: somebody published, or emptied a choice.
        await check.reload()
        return undefined
      } finally {
        setBusy(false)
      }
    },
  }
}
export type Publishing = ReturnType<typeof createPublishing>
