import { pino } from 'pino'

export type Log = ReturnType<typeof openLog>

/** One line of JSON per happening, to standard error. Never content, never secrets: ids, codes and counts. */
export const openLog = (level: string) =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }))
