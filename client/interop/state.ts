import { createSignal, onCleanup } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import { getImport, type Import, type ImportOutline, previewImport, startImport } from '../../shared/interop.ts'
import { Problem } from '../../shared/problem.ts'
import { ask, Offline } from '../platform/api.ts'
import { type Chosen, pack } from './pack.ts'

/** Where an import stands. Only `chosen` waits for the person. */
export type Stage =
  | { at: 'empty' }
  | { at: 'reading' }
  | { at: 'chosen'; name: string; upload: string; outline: ImportOutline }
  | { at: 'running'; done: number; total: number }
  | { at: 'done'; outline: ImportOutline }

const lookMs = 400

/** One import: choosing, a look at what would come, and the work itself with its progress. */
export function createImport(courseId: () => CourseId, onDone: (outline: ImportOutline) => void) {
  const [stage, setStage] = createSignal<Stage>({ at: 'empty' })
  const [fault, setFault] = createSignal<unknown>()
  let gone = false
  onCleanup(() => (gone = true))

  /** Runs a step; when it fails, the person is back at `before` and told why. */
  async function attempt(before: Stage, step: () => Promise<void>) {
    setFault()
    try {
      await step()
    } catch (error) {
      setStage(before)
      setFault(() => error)
    }
  }

  async function follow(begun: Import) {
    for (let now = begun; !gone;) {
      if (now.state === 'failed') throw new Problem('conflict', now.fault?.code ?? 'server.defect', now.fault?.message ?? '')
      if (now.state === 'done' && now.outline) {
        setStage({ at: 'done', outline: now.outline })
        return onDone(now.outline)
      }
      setStage({ at: 'running', done: now.done, total: now.total })
      await new Promise((resolve) => setTimeout(resolve, lookMs))
      // The work goes on at the server; a lost connection only hides how far it is.
      now = await ask(getImport, { courseId: courseId(), importId: begun.id }).catch((error: unknown) => {
        if (error instanceof Offline) return now
        throw error
      })
    }
  }

  return {
    stage,
    fault,
    choose: (chosen: Chosen | Promise<Chosen>) =>
      attempt({ at: 'empty' }, async () => {
        setStage({ at: 'reading' })
        const { name, bytes } = await pack(await chosen)
        const { upload, outline } = await ask(previewImport, { courseId: courseId(), name }, bytes)
        setStage({ at: 'chosen', name, upload, outline })
      }),
    async start() {
      const now = stage()
      if (now.at !== 'chosen') return
      await attempt(now, async () => {
        setStage({ at: 'running', done: 0, total: 0 })
        await follow(await ask(startImport, { courseId: courseId(), name: now.name, upload: now.upload }))
      })
    },
    again() {
      setFault()
      setStage({ at: 'empty' })
    },
  }
}
