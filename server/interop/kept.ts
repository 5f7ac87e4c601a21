import { createHmac, timingSafeEqual } from 'node:crypto'
import type { CourseId, PersonId } from '../../shared/id.ts'
import type { BlobHash } from '../platform/blobs.ts'

type Sent = { courseId: CourseId; by: PersonId; hash: BlobHash }

/**
 * Names for bytes that were sent for a preview, good for whoever sent them and in that course alone.
 *
 * Files of every course are kept by their hash, and a hash stands in the address of each: by itself it opens nothing.
 */
export function keptUploads(secret: string) {
  const key = createHmac('sha256', secret).update('uploads kept for an import').digest()
  const sign = ({ courseId, by, hash }: Sent) =>
    createHmac('sha256', key)
      .update(JSON.stringify([courseId, by, hash]))
      .digest('hex')
  return {
    name: (sent: Sent): string => `${sent.hash}.${sign(sent)}`,
    /** The bytes that a name stands for, or undefined when it is somebody else's or none of ours. */
    read(name: string, { courseId, by }: Omit<Sent, 'hash'>): BlobHash | undefined {
      const [hash = '', signature = ''] = name.split('.')
      const right = Buffer.from(sign({ courseId, by, hash }))
      const given = Buffer.from(signature)
      return right.length === given.length && timingSafeEqual(right, given) ? hash : undefined
    },
  }
}
