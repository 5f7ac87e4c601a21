import type * as Y from 'yjs'
import type { PersonId } from '../../shared/id.ts'
import type { Connection } from './connection.ts'
import { judge, type Passed } from './gate/gate.ts'
import { Refusal } from './gate/refusal.ts'
import { serverClient, type WorkingDocument } from './working-document.ts'

// One turn of a room: what waits is judged and applied to the working document, one after another. Nothing of it is
// true before the log holds it.

export type Edit = { kind: 'edit'; from: Connection; which: 1 | 2; index: number; update: Uint8Array }
export type Command = {
  kind: 'command'
  by: PersonId | null
  /** The client's id of this command, by which it knows its effect again. */
  id: string | undefined
  name: string
  /** An earlier state takes the place of the present one, which is kept first. */
  restores?: boolean
  apply: (doc: Y.Doc) => unknown
  resolve: (done: { value: unknown; seq: number }) => void
  reject: (error: unknown) => void
}
export type Job = Edit | Command

/** What became of a job; `update` null: it had no effect, or it was refused. */
export type Outcome = {
  job: Job
  update: Uint8Array | null
  value?: unknown
  refusal?: Refusal
  error?: unknown
  /** Much of the course is gone with it: how it was before is kept first. */
  cuts?: boolean
  /** Client ids it writes under for the first time. */
  claims: number[]
}

type Room = {
  ownerOf: (client: number) => PersonId | undefined
  /** The document as the log and the outcomes so far make it, built anew. */
  rebuild: (outcomes: readonly Outcome[]) => WorkingDocument
}

/** Does the jobs on `working`, and from where something broke on the document built anew. */
export function takeTurn(working: WorkingDocument, jobs: readonly Job[], room: Room): Outcome[] {
  const outcomes: Outcome[] = []
  const claimed = new Map<number, PersonId>()
  /** After a refusal nothing more is taken from that document; its client knows, and keeps what it has. */
  const refused = new Set<Connection>()
  for (const job of jobs) {
    const began = performance.now()
    try {
      const outcome =
        job.kind === 'edit'
          ? job.from.isRefused || refused.has(job.from)
            ? nothing(job)
            : edit(working, job, (client) => claimed.get(client) ?? room.ownerOf(client))
          : { ...working.run(job.apply), job, claims: [] }
      outcome.cuts = working.takeCut()
      if (job.kind === 'edit') for (const client of outcome.claims) claimed.set(client, job.from.person.id)
      outcomes.push(outcome)
    } catch (error) {
      if (job.kind === 'edit') refused.add(job.from)
      if (error instanceof Refusal) outcomes.push({ ...nothing(job), refusal: error })
      else {
        // Yjs threw halfway, or a command did: the document may hold what the log never will.
        if (job.kind === 'edit' || working.isDirty) working = room.rebuild(outcomes)
        outcomes.push(
          job.kind === 'edit'
            ? { ...nothing(job), refusal: new Refusal('failed', error instanceof Error ? error.name : '') }
            : { ...nothing(job), error },
        )
      }
    }
    if (job.kind === 'edit') job.from.cpu.spend(performance.now() - began, performance.now())
  }
  return outcomes
}

const nothing = (job: Job): Outcome => ({ job, update: null, claims: [] })

function edit(working: WorkingDocument, job: Edit, ownerOf: (client: number) => PersonId | undefined): Outcome {
  const me = job.from.person.id
  const owns = (client: number) => client !== serverClient && (ownerOf(client) ?? me) === me
  const passed: Passed | null = judge(working.doc, job.update, { person: me, now: Date.now(), mayWrite: job.from.mayWrite, owns })
  if (passed === null) return nothing(job)
  const claims = passed.clients.filter((client) => ownerOf(client) === undefined)
  return { job, update: working.apply(passed.update), claims }
}
