import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { second } from '../../shared/time.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'

/** One letter, in plain text: every mail program shows it, and nothing in it can be dressed up as something else. */
export type Letter = {
  to: string
  subject: string
  text: string
  /** Of a letter that may be sent again after a crash: mailboxes show one id once. */
  id?: string
}

export type Mail = {
  /** Whether letters leave this machine. Where not, whoever invites is shown the link instead. */
  readonly leaves: boolean
  /** Resolves when the mail server has taken the letter. Never inside a transaction: that may run twice. */
  send(letter: Letter): Promise<void>
  /** The letters of the development inbox, newest first. */
  inbox(): readonly (Letter & { at: number })[]
}

const mostKept = 200
/** Short, so that the line it stands on is never folded: not every mail server takes that well. */
const hashOf = (id: string) => createHash('sha256').update(id).digest('hex').slice(0, 32)
const patienceMs = 30 * second

/** Sends through SMTP_URL; without one, keeps the last letters in memory to be read at /dev/mail. */
export function openMail(config: Pick<Config, 'smtpUrl' | 'appUrl'>, log: Log, now: () => number): Mail {
  if (config.smtpUrl) return smtpMail(config.smtpUrl, config.appUrl, log)
  const kept: (Letter & { at: number })[] = []
  return {
    leaves: false,
    async send(letter) {
      if (letter.id && kept.some(({ id }) => id === letter.id)) return
      kept.unshift({ ...letter, at: now() })
      kept.length = Math.min(kept.length, mostKept)
    },
    inbox: () => kept,
  }
}

function smtpMail(smtpUrl: string, appUrl: string, log: Log): Mail {
  // A mail server that hangs must not hold up the other jobs for the minutes that are usual.
  const transport = createTransport(smtpUrl, {
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  } as object)
  const host = new URL(appUrl).hostname
  const from = new URL(smtpUrl).searchParams.get('from') ?? `Colloquy <no-reply@${host}>`
  return {
    leaves: true,
    async send({ to, subject, text, id }) {
      // No holiday note comes back for what a program sent.
      const headers = { 'Auto-Submitted': 'auto-generated' }
      await transport.sendMail({ from, to, subject, text, headers, ...(id && { messageId: `<${hashOf(id)}@${host}>` }) })
      log.info({ subject }, 'a letter was sent')
    },
    inbox: () => [],
  }
}
