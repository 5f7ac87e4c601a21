import { createHmac, timingSafeEqual } from 'node:crypto'
import { CourseId, PersonId } from '../../shared/id.ts'
import { minute } from '../../shared/time.ts'

/** A ticket opens a socket within this time; the socket then stays open. */
const validMs = minute

export type Ticket = {
  courseId: CourseId
  personId: PersonId
  /** The id of the session or of the key that it was asked for with. It is worth no more than that one. */ proof: string
}

/** Short-lived words that let their bearer into one course as one person. They are signed, so that nothing is stored. */
export function tickets(secret: string, now: () => number) {
  const key = createHmac('sha256', secret).update('collaboration tickets').digest()
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  return {
    issue({ courseId, personId, proof }: Ticket): string {
      const text = Buffer.from(JSON.stringify([courseId, personId, proof, now() + validMs])).toString('base64url')
      return `ticket.${text}.${sign(text)}`
    },
    /** What a ticket says, or undefined when it is none of ours or too old. */
    read(token: string): Ticket | undefined {
      const [kind, text = '', signature = ''] = token.split('.')
      const right = Buffer.from(sign(text))
      const given = Buffer.from(signature)
      if (kind !== 'ticket' || right.length !== given.length || !timingSafeEqual(right, given)) return undefined
      const [courseId, personId, proof, until] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [unknown, unknown, string, number] // signed by us
      if (until < now()) return undefined
      return { courseId: CourseId.parse(courseId), personId: PersonId.parse(personId), proof }
    },
  }
}
export type Tickets = ReturnType<typeof tickets>
