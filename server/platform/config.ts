import { z } from 'zod'
import { gatherMs, mostGatherMs } from '../../shared/notifications.ts'
import { second } from '../../shared/time.ts'
import { publicOr } from './outside.ts'

// Everything an operator can set, read once at the start. All faults are told at once: a second restart should not be
// needed to learn of the second mistake.

const whole = (fallback: number) => z.coerce.number().int().min(0).default(fallback)
const url = z.string().url().optional()

function areNetworks(networks: string[]) {
  try {
    return Boolean(publicOr(networks))
  } catch {
    return false
  }
}

const Environment = z.object({
  PORT: whole(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.string().optional(),
  APP_URL: url,
  REDIS_URL: url,
  BLOBS_URL: url,
  SMTP_URL: url,
  LETTERS_AFTER_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(mostGatherMs / second)
    .default(gatherMs / second),
  CONTENT_URL: url,
  SECRET: z.string().min(32).optional(),
  DEMO: z.enum(['on', 'people', 'off']).default('off'),
  LINK_CHECKS: z.enum(['on', 'off']).default('on'),
  LINK_CHECK_NETWORKS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((network) => network.trim() || []))
    .refine(areNetworks, 'names networks as 10.0.0.0/8, with commas between them'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  LIMIT_SOCKETS_PER_PERSON: whole(20),
  LIMIT_SOCKETS_PER_COURSE: whole(200),
  LIMIT_CLIENT_IDS_PER_DAY: whole(1000),
  LIMIT_BYTES_PER_SECOND: whole(1_000_000),
  LIMIT_CPU_MS_PER_SECOND: whole(250),
  LIMIT_SIGN_INS: whole(10),
  LIMIT_INVITATIONS_PER_HOUR: whole(200),
  LIMIT_COMMENTS_PER_HOUR: whole(500),
  LIMIT_UPLOADS_PER_MINUTE: whole(120),
  LIMIT_UPLOAD_BYTES: whole(100 * 1024 * 1024),
  LIMIT_UPLOAD_HOURS: whole(24),
  LIMIT_OPEN_UPLOADS: whole(50),
  LIMIT_COURSE_BYTES: whole(10 * 1024 * 1024 * 1024),
  LIMIT_RECORDING_SECONDS: whole(15 * 60),
  LIMIT_DATABASE_BYTES: whole(0),
})

export type Config = {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | undefined
  /** What people type into the browser, without a slash at the end. */
  appUrl: string
  redisUrl: string | undefined
  blobsUrl: string | undefined
  smtpUrl: string | undefined
  /** How long what is meant for one person gathers before it is sent. */
  gatherMs: number
  contentUrl: string | undefined
  /** Signs session cookies; without one, a file in the data folder holds it. Several servers need the same. */
  secret: string | undefined
  /** One-click sign-in for the demo people: only ever on a loopback host. */
  demo: boolean
  /** Whether a new installation also gets the demo's courses, or its people alone. */
  demoCourses: boolean
  /** Whether links of drafts are looked at, and in which networks besides the internet. */
  links: { on: boolean; networks: string[] }
  logLevel: string
  /** 0 means no limit. */
  limits: {
    socketsPerPerson: number
    socketsPerCourse: number
    clientIdsPerDay: number
    bytesPerSecond: number
    cpuMsPerSecond: number
    signIns: number
    invitationsPerHour: number
    commentsPerHour: number
    uploadsPerMinute: number
    uploadBytes: number
    uploadHours: number
    openUploads: number
    courseBytes: number
    recordingSeconds: number
    databaseBytes: number
  }
}

export class BadConfig extends Error {}

const isLoopback = (host: string) => ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host)

/** Reads the settings from `env`; throws BadConfig with a line per fault. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = Environment.safeParse(given)
  if (!read.success) throw new BadConfig(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
  const set = read.data
  if (set.DEMO !== 'off' && !isLoopback(set.HOST))
    throw new BadConfig(`DEMO: one-click sign-in must not be open to a network; HOST is ${set.HOST}. Use DEMO=off or HOST=127.0.0.1`)
  return {
    port: set.PORT,
    host: set.HOST,
    dataDir: set.DATA_DIR,
    databaseUrl: set.DATABASE_URL,
    appUrl: (set.APP_URL ?? `http://${set.HOST.includes(':') ? `[${set.HOST}]` : set.HOST}:${set.PORT}`).replace(/\/+$/, ''),
    redisUrl: set.REDIS_URL,
    blobsUrl: set.BLOBS_URL,
    smtpUrl: set.SMTP_URL,
    gatherMs: set.LETTERS_AFTER_SECONDS * second,
    contentUrl: set.CONTENT_URL,
    secret: set.SECRET,
    demo: set.DEMO !== 'off',
    demoCourses: set.DEMO === 'on',
    links: { on: set.LINK_CHECKS === 'on', networks: set.LINK_CHECK_NETWORKS },
    logLevel: set.LOG_LEVEL,
    limits: {
      socketsPerPerson: set.LIMIT_SOCKETS_PER_PERSON,
      socketsPerCourse: set.LIMIT_SOCKETS_PER_COURSE,
      clientIdsPerDay: set.LIMIT_CLIENT_IDS_PER_DAY,
      bytesPerSecond: set.LIMIT_BYTES_PER_SECOND,
      cpuMsPerSecond: set.LIMIT_CPU_MS_PER_SECOND,
      signIns: set.LIMIT_SIGN_INS,
      invitationsPerHour: set.LIMIT_INVITATIONS_PER_HOUR,
      commentsPerHour: set.LIMIT_COMMENTS_PER_HOUR,
      uploadsPerMinute: set.LIMIT_UPLOADS_PER_MINUTE,
      uploadBytes: set.LIMIT_UPLOAD_BYTES,
      uploadHours: set.LIMIT_UPLOAD_HOURS,
      openUploads: set.LIMIT_OPEN_UPLOADS,
      courseBytes: set.LIMIT_COURSE_BYTES,
      recordingSeconds: set.LIMIT_RECORDING_SECONDS,
      databaseBytes: set.LIMIT_DATABASE_BYTES,
    },
  }
}
