import type SQLite from 'better-sqlite3'

type Task = { run: () => unknown; resolve: (value: unknown) => void; reject: (error: unknown) => void }

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
  let isWorking = false
  const whenSettled: (() => void)[] = []

  /** What arrives in the same turn of the event loop is committed together. */
  function start() {
    if (isWorking) return
    isWorking = true
    setImmediate(work)
  }

  function work() {
    void commitSome().then(() => {
      if (waiting.length > 0) return setImmediate(work)
      isWorking = false
      for (const tell of whenSettled.splice(0)) tell()
    })
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
        try {
          const ran = current.run()
          // What is done at once is not waited for: the others of the group come sooner.
          const value = ran instanceof Promise ? await ran : ran
          // A task may have caught the disk's refusal; what it wrote before is gone all the same.
          if (!client.inTransaction) throw new GroupLost()
          finished.push([current, value])
        } catch (error) {
          // It failed by itself, unless its failure took the whole group with it.
          if (!client.inTransaction) throw error
          current.reject(error)
        }
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

  function undo() {
    try {
      if (client.inTransaction) client.exec('rollback')
    } catch {
      // The disk is gone: the next BEGIN fails too and says so.
    }
  }

  const commit = <T>(run: () => T | Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ run, resolve: resolve as (value: unknown) => void, reject })
      start()
    })
  /** Resolves when nothing waits any more. */
  commit.settled = async () => {
    while (isWorking) await new Promise<void>((resolve) => whenSettled.push(resolve))
  }
  return commit
}
