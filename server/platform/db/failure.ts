import { Problem } from '../../../shared/problem.ts'

// SQLite: the disk is full, broken or read-only. PostgreSQL: out of resources, stopping, failing, or not to be reached.
const failing =
  /^(SQLITE_(FULL|IOERR|READONLY|CANTOPEN|CORRUPT)|53\w{3}|57P\w\w|58\w{3}|08\w{3}|ECONN\w+|ETIMEDOUT|ENOTFOUND|EPIPE|ENOSPC|EROFS|EIO)/

/** What node-postgres says without a code when a connection breaks under a query, or when none is to be had. */
const unreachable = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/**
 * What a failure of the storage reads as to people, or nothing when `error` is another failure.
 *
 * It is the operator's matter, and people are told that nothing was stored. Looks through the errors that Drizzle and
 * others wrap around the database's own.
 */
export function storageProblem(error: unknown): Problem | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof Problem) return cause
    const { code } = cause as { code?: unknown }
    const isFailing = typeof code === 'string' ? failing.test(code) : unreachable.test(cause.message)
    if (isFailing)
      return new Problem(
        'unavailable',
        'storage.failed',
        'The server cannot store anything right now. Nothing was changed; try again in a while.',
        { cause: typeof code === 'string' ? code : 'unreachable' },
      )
  }
  return undefined
}
