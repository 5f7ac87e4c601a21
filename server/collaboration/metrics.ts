import type { Metrics } from '../platform/metrics.ts'

/** What a monitor is told of collaboration: counts and times, never content. */
export function collaborationMetrics(
  metrics: Metrics,
  open: { sockets: () => number; courses: () => number; documents: () => number; bytes: () => number },
) {
  metrics.gauge('collaboration_sockets', 'Open collaboration sockets', open.sockets)
  metrics.gauge('collaboration_courses', 'Courses held in memory', open.courses)
  metrics.gauge('collaboration_documents', 'Courses of which the document itself is built', open.documents)
  metrics.gauge('collaboration_bytes', 'Bytes of course state held in memory', open.bytes)
  const refusals = metrics.counter('collaboration_refusals_total', 'Updates refused, by code', ['code'])
  const records = metrics.counter('collaboration_records_total', 'Records appended to course logs')
  const sent = metrics.counter('collaboration_sent_bytes_total', 'Bytes of edits sent to sockets')
  const append = metrics.seconds('collaboration_append', 'Time of one append to a course log')
  return {
    refused: (code: string) => refusals.inc({ code }),
    appended(ms: number, count: number) {
      append.observe(ms / 1000)
      records.inc(count)
    },
    sent: (bytes: number, receivers: number) => sent.inc(bytes * receivers),
  }
}
export type CollaborationMetrics = ReturnType<typeof collaborationMetrics>
