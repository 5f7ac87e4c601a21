import path from 'node:path'
import { contract } from '../shared/contract.ts'
import { describe } from './openapi.ts'
import { BadConfig, readConfig } from './platform/config.ts'
import { dialect } from './platform/db/columns.ts'
import { type Connection, openDatabase } from './platform/db/database.ts'
import { root } from './platform/root.ts'
import { beginEpoch, restoreCourse } from './restore.ts'

// `npm run cli -- <command>`: what an operator does beside the running server.

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** Does something with the database of the installation, which is brought up to this program first. */
async function withDatabase(work: (connection: Connection) => Promise<void>) {
  const config = readConfig(process.env)
  const connection = await openDatabase(config.databaseUrl, config.dataDir)
  try {
    await connection.migrate(path.join(root, 'migrations', dialect))
    await work(connection)
  } finally {
    await connection.close()
  }
}

const commands: Record<string, { about: string; run: (args: string[]) => Promise<void> }> = {
  migrate: {
    about: 'Bring the database up to this program, after a backup',
    run: () => withDatabase(async () => say('The database is up to date.')),
  },
  restored: {
    about: 'Say that a whole backup was put back: once, before the server starts again',
    run: () => withDatabase((connection) => beginEpoch(connection, say)),
  },
  restore: {
    about: '<course> [<state or backup>]: put an earlier draft in the place of the present one, or list those that are kept',
    run: (args) => withDatabase((connection) => restoreCourse(connection, args, say)),
  },
  openapi: {
    about: 'Print the description of every operation',
    async run() {
      say(JSON.stringify(describe(contract), null, 2))
    },
  },
}

const [name = 'help', ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  const list = Object.entries(commands).map(([its, { about }]) => `  ${its.padEnd(12)}${about}`)
  process.stdout.write(`npm run cli -- <command>\n\n${list.join('\n')}\n`)
  process.exit(name === 'help' ? 0 : 64) // EX_USAGE
}
try {
  await command.run(args)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof BadConfig ? 78 : 1)
}
