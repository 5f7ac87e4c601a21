import { Problem } from '../../../shared/problem.ts'

// SQLite: the disk is full, broken or read-only. PostgreSQL: read-only (a replica after a failover), out of resources,
// stopping, failing, or not to be reached.
const failing =
  /^(SQLITE_(FULL|IOERR|READONLY|CANTOPEN|CORRUPT)|25006|53\w{3}|57P\w\w|58\w{3}|08\w{3}|ECONN\w+|ETIMEDOUT|ENOTFOUND|EPIPE|ENOSPC|EROFS|EIO)/

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

/**
 * Why a program cannot start on its storage, in words for its operator, or nothing when `error` is another failure.
 *
 * Nothing of it can be mended from inside: a folder that cannot be written, a database that is not there or lets nobody in.
 */
export function openingProblem(
  error: unknown,
  { databaseUrl, dataDir }: { databaseUrl: string | undefined; dataDir: string },
): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown }
    if (typeof code !== 'string') continue
    if (/^(E(NOTDIR|ACCES|ROFS|PERM|NOENT|NOSPC)|SQLITE_(CANTOPEN|READONLY|FULL|IOERR|PERM))/.test(code))
      return `The data folder ${dataDir} cannot be written (${code}). Give DATA_DIR a folder that this program's user may write, with room on its disk.`
    // 28: signing in failed; 3D: no such database.
    if (databaseUrl && (failing.test(code) || /^(28|3D)\w{3}$/.test(code)))
      return `The database that DATABASE_URL names cannot be opened (${code}): ${cause.message}`
  }
  return undefined
}
