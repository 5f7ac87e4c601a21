import { demoPeople } from './auth/demo.ts'
import { listen } from './listen.ts'
import { BadConfig, readConfig } from './platform/config.ts'
import { openingProblem } from './platform/db/failure.ts'
import { openLog } from './platform/log.ts'

// The program: settings, then the server, then waiting for the word to stop.

const stopMs = 10_000

function settings() {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error
    process.stderr.write(`Colloquy cannot start with these settings:\n${error.message.replace(/^/gm, '  ')}\n`)
    process.exit(78) // EX_CONFIG: a service manager should not try again
  }
}

const config = settings()
const log = openLog(config.logLevel)

// A program in a state nobody thought of must not go on writing. Its log is written synchronously, so it is out.
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'an unforeseen fault: stopping')
  process.exit(1)
})

const isDevelopment = process.env.NODE_ENV === 'development'
const pages = isDevelopment ? (await import('./platform/http/development.ts')).developedPages : undefined
const listening = await listen(config, log, pages).catch((error: unknown) => {
  const why = openingProblem(error, config)
  if (!why) throw error
  process.stderr.write(`Colloquy cannot start.\n  ${why}\n`)
  process.exit(1) // what is missing may come back: a service manager should try again
})
const setUpPath = await listening.app.services.first.begin()
if (setUpPath) process.stdout.write(`Nobody is here yet. Make the first admin at ${config.appUrl}${setUpPath}\n`)
log.info({ url: listening.url }, 'ready')

/** What a tool that starts this program tells its person. */
export const ready = {
  url: listening.url,
  demo: config.demo
    ? demoPeople.map(({ name, email, role }) => ({ name, role, link: `${listening.url}/demo/${email.split('@')[0]}` }))
    : [],
}

let stopping = false
function stop(signal: string) {
  if (stopping) return
  stopping = true
  log.info({ signal }, 'stopping')
  setTimeout(() => {
    log.error('stopping took too long')
    process.exit(1)
  }, stopMs).unref()
  listening.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ err: error }, 'stopping failed')
      process.exit(1)
    },
  )
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
