import path from 'node:path'
import { contract } from '../shared/contract.ts'
import { describe } from './openapi.ts'
import { BadConfig, readConfig } from './platform/config.ts'
import { dialect } from './platform/db/columns.ts'
import { openDatabase } from './platform/db/database.ts'
import { root } from './platform/root.ts'

// `npm run cli -- <command>`: what an operator does beside the running server.

const commands: Record<string, { about: string; run: (args: string[]) => Promise<void> }> = {
  migrate: {
    about: 'Bring the database up to this program, after a backup',
    async run() {
      const config = readConfig(process.env)
      const connection = await openDatabase(config.databaseUrl, config.dataDir)
      await connection.migrate(path.join(root, 'migrations', dialect))
      await connection.close()
      process.stdout.write('The database is up to date.\n')
    },
  },
  openapi: {
    about: 'Print the description of every operation',
    async run() {
      process.stdout.write(`${JSON.stringify(describe(contract), null, 2)}\n`)
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
