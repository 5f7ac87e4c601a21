import { setImmediate as nextTurn } from 'node:timers/promises'
import type SQLite from 'better-sqlite3'

type Task = { run: () => Promise<unknown>; resolve: (value: unknown) => void; reject: (error: unknown) => void }

/** How many transactions may share one commit, so that the first of them does not wait for long. */
const mostTogether = 64

/** What was written is gone, though no statement of this task failed: the disk refused a neighbour's, or the commit. */
export class GroupLost extends Error {
  readonly code = 'SQLITE_FULL'
  constructor() {
    super('The database rolled the whole group back')
  }
}

/**
 * Runs transactions one after another and lets those that wait share one commit, hence one fsync.
 *
 * Each runs in a savepoint of its own (which the task makes), so a failing one takes nothing with it. A task's promise
 * resolves only when the commit that holds it is on disk. Measured on two cores: 585 commits/s alone, 5,800 appends/s
 * in groups of ten.
 */
export function groupCommit(client: SQLite.Database) {
  const [begin, end] = [client.prepare('begin immediate'), client.prepare('commit')]
  const waiting: Task[] = []
  let working: Promise<void> | undefined

  async function work() {
    while (waiting.length > 0) {
      // What arrives in the same turn of the event loop is committed together.
      await nextTurn()
      await commitSome()
    }
  }

  async function commitSome() {
    try {
      begin.run()
    } catch (error) {
      // Everyone who waits is told, or they would wait for a disk that does not come back.
      for (const task of waiting.splice(0)) task.reject(error)
      return
    }
    const finished: [Task, unknown][] = []
    let current: Task | undefined
    try {
      for (let n = 0; n < mostTogether && (current = waiting.shift()); n++) {
        const value = await runOne(current)
        if (value) finished.push([current, value.of])
      }
      current = undefined
      end.run()
    } catch (error) {
      undo()
      for (const task of [...finished.map(([task]) => task), ...(current ? [current] : [])]) task.reject(error)
      return
    }
    for (const [task, value] of finished) task.resolve(value)
  }

  /** Nothing when the task failed by itself; throws when its failure took the whole group with it. */
  async function runOne(task: Task): Promise<{ of: unknown } | undefined> {
    try {
      const of = await task.run()
      // A task may have caught the disk's refusal; what it wrote before is gone all the same.
      if (!client.inTransaction) throw new GroupLost()
      return { of }
    } catch (error) {
      if (!client.inTransaction) throw error
      task.reject(error)
      return undefined
    }
  }

  function undo() {
    try {
      if (client.inTransaction) client.exec('rollback')
    } catch {
      // The disk is gone: the next BEGIN fails too and says so.
    }
  }

  function start() {
    working ??= work().finally(() => {
      working = undefined
      // Somebody may have come after the last look and before this line.
      if (waiting.length > 0) start()
    })
  }

  const commit = <T>(run: () => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ run, resolve: resolve as (value: unknown) => void, reject })
      start()
    })
  /** Resolves when nothing waits any more. */
  commit.settled = async () => {
    while (working) await working
  }
  return commit
}
