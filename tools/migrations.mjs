// `npm run migrations`: writes the SQL that makes every table of server/**/tables.ts, once per engine.
// `npm run migrations -- --check`: fails when what is committed is not what the tables say.
//
// Until the first release there is exactly one migration, 0000_init, and this regenerates it. From the first release on
// migrations are added and never rewritten; then `drizzle-kit generate` with its kept snapshots takes over from here.

import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const urls = { sqlite: '', postgres: 'postgres://schema-only' }

/** The SQL that drizzle-kit derives from the tables for one engine. */
async function generate(engine) {
  const out = await mkdtemp(path.join(tmpdir(), 'colloquy-migrations-'))
  try {
    await run(path.join(root, 'node_modules/drizzle-kit/bin.cjs'), ['generate', '--config', 'drizzle.config.ts', '--name', 'init'], {
      DATABASE_URL: urls[engine],
      // drizzle-kit joins this to the working directory, so it must be relative to it.
      MIGRATIONS_OUT: path.relative(root, out),
    })
    const files = (await readdir(out)).filter((file) => file.endsWith('.sql'))
    if (files.length !== 1) throw new Error(`drizzle-kit wrote ${files.length} files for ${engine}, not one`)
    return sorted(await readFile(path.join(out, files[0]), 'utf8'))
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}

const breakpoint = '--> statement-breakpoint'

/**
 * The statements in an order that does not depend on the order in which files were found: tables by name, then what
 * refers to them. Foreign keys of SQLite stand inside its tables and may name tables that come later.
 */
function sorted(sql) {
  const rank = (statement) => (/^create table/i.test(statement) ? 0 : /^alter table/i.test(statement) ? 1 : 2)
  const statements = sql
    .split(breakpoint)
    .map((statement) => statement.trim())
    .filter(Boolean)
  statements.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return `${statements.join(`\n${breakpoint}\n`)}\n`
}

function run(script, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`drizzle-kit failed:\n${said}`))))
  })
}

const check = process.argv.includes('--check')
const engines = Object.keys(urls)
const made = await Promise.all(engines.map(generate))
const drifted = []
for (const [at, engine] of engines.entries()) {
  const folder = path.join(root, 'migrations', engine)
  const file = path.join(folder, '0000_init.sql')
  const committed = await readFile(file, 'utf8').catch(() => '')
  if (committed === made[at]) continue
  drifted.push(path.relative(root, file))
  if (check) continue
  await mkdir(folder, { recursive: true })
  await writeFile(file, made[at])
}
if (check && drifted.length > 0) {
  console.error(`The tables and the migrations disagree: ${drifted.join(', ')}. Run: npm run migrations`)
  process.exit(1)
}
console.log(drifted.length > 0 ? `Wrote ${drifted.join(', ')}` : 'The migrations say what the tables say.')
