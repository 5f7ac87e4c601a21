import { createTransport } from 'nodemailer'
import type { Config } from './config.ts'
import type { Log } from './log.ts'

/** One letter, in plain text: every mail program shows it, and nothing in it can be dressed up as something else. */
export type Letter = { to: string; subject: string; text: string }

export type Mail = {
  /** Whether letters leave this machine. Where not, whoever invites is shown the link instead. */
  readonly leaves: boolean
  /** Resolves when the mail server has taken the letter. Never inside a transaction: that may run twice. */
  send(letter: Letter): Promise<void>
  /** The letters of the development inbox, newest first. */
  inbox(): readonly (Letter & { at: number })[]
}

const mostKept = 200

/** Sends through SMTP_URL; without one, keeps the last letters in memory to be read at /dev/mail. */
export function openMail(config: Pick<Config, 'smtpUrl' | 'appUrl'>, log: Log, now: () => number): Mail {
  if (config.smtpUrl) return smtpMail(config.smtpUrl, config.appUrl, log)
  const kept: (Letter & { at: number })[] = []
  return {
    leaves: false,
    async send(letter) {
      kept.unshift({ ...letter, at: now() })
      kept.length = Math.min(kept.length, mostKept)
    },
    inbox: () => kept,
  }
}

function smtpMail(smtpUrl: string, appUrl: string, log: Log): Mail {
  const transport = createTransport(smtpUrl)
  const from = new URL(smtpUrl).searchParams.get('from') ?? `Colloquy <no-reply@${new URL(appUrl).hostname}>`
  return {
    leaves: true,
    async send({ to, subject, text }) {
      await transport.sendMail({ from, to, subject, text })
      log.info({ subject }, 'a letter was sent')
    },
    inbox: () => [],
  }
}
