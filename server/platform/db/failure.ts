import { Problem } from '../../../shared/problem.ts'

// SQLite: the disk is full, broken or read-only. PostgreSQL: out of resources, stopping, failing, or not to be reached.
const failing =
  /^(SQLITE_(FULL|IOERR|READONLY|CANTOPEN|CORRUPT)|53\w{3}|57P\w\w|58\w{3}|08\w{3}|ECONN\w+|ETIMEDOUT|ENOTFOUND|EPIPE|ENOSPC|EROFS|EIO)/

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
    if (typeof code === 'string' && failing.test(code))
      return new Problem(
        'unavailable',
        'storage.failed',
        'The server cannot store anything right now. Nothing was changed; try again in a while.',
        { cause: code },
      )
  }
  return undefined
}
