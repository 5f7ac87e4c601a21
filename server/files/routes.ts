import { RateLimiterMemory } from 'rate-limiter-flexible'
import { done } from '../../shared/endpoint.ts'
import {
  adoptFile,
  bringPicture,
  cancelUpload,
  finishUpload,
  getFile,
  getFileLimits,
  getUpload,
  getVariant,
  sendChunk,
  startUpload,
  uploadFile,
} from '../../shared/files.ts'
import type { PersonId } from '../../shared/id.ts'
import { Problem } from '../../shared/problem.ts'
import { piecesOf } from '../platform/http/pieces.ts'
import { type App, serve } from '../platform/http/serve.ts'
import { answerFile, answerVariant } from './sending.ts'
import type { FileService } from './service.ts'

/** `uploadsPerMinute` counts per person; 0 means no limit. */
export function fileRoutes(app: App, files: FileService, { uploadsPerMinute }: { uploadsPerMinute: number }) {
  const limit = new RateLimiterMemory({ points: uploadsPerMinute, duration: 60 })
  const count = async (personId: PersonId) => {
    if (uploadsPerMinute === 0) return
    await limit.consume(personId).catch(() => {
      throw new Problem('busy', 'file.tooMany', 'These are many files at once. Wait a minute and go on.')
    })
  }

  serve(app, uploadFile, async ({ courseId, name }, member, context) => {
    await count(member.id)
    const announced = Number(context.req.header('content-length') ?? 0)
    return files.receive(member, courseId, { name, announced, pieces: piecesOf(context) })
  })
  serve(app, adoptFile, ({ courseId, from, file }, member) => files.take(member, courseId, { of: from, id: file }))
  serve(app, bringPicture, async ({ courseId, url }, member) => {
    await count(member.id)
    return files.bring(member, courseId, url)
  })
  serve(app, getFileLimits, () => files.limits())

  serve(app, startUpload, async ({ courseId, ...announced }, member) => {
    await count(member.id)
    return files.uploads.start(member, { courseId, question: null }, announced)
  })
  serve(app, getUpload, ({ courseId, uploadId }, member) => files.uploads.get(member, courseId, uploadId))
  serve(app, sendChunk, ({ courseId, uploadId, offset, sha256 }, member, context) =>
    files.uploads.write(member, courseId, uploadId, { offset, sha256, pieces: piecesOf(context) }),
  )
  serve(app, finishUpload, ({ courseId, uploadId }, member) => files.uploads.finish(member, courseId, uploadId))
  serve(app, cancelUpload, async ({ courseId, uploadId }, member) => {
    await files.uploads.cancel(member, courseId, uploadId)
    return done
  })

  serve(app, getFile, ({ courseId, fileId }, member, { req }) =>
    answerFile(req.raw, {
      find: () => files.find(member, courseId, fileId),
      open: (part) => files.open(member, courseId, fileId, part),
    }),
  )
  serve(app, getVariant, async ({ courseId, fileId, width }, member, { req }) => {
    const takesAvif = (req.header('accept') ?? '').includes('image/avif')
    const variant = await files.variant(member, courseId, fileId, width, takesAvif)
    if (variant) return answerVariant(req.raw, `${fileId}-${width}`, variant)
    return answerFile(req.raw, {
      find: () => files.find(member, courseId, fileId),
      open: (part) => files.open(member, courseId, fileId, part),
    })
  })
}
