import { Readable } from 'node:stream'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import {
  answerQuestion,
  cancelAnswerUpload,
  drawQuestions,
  finishAnswerUpload,
  getAnswerFile,
  getAnswerUpload,
  hideWallPost,
  readVotes,
  readWall,
  revealHints,
  sendAnswerChunk,
  startAnswerUpload,
} from '../../shared/assessment.ts'
import { done } from '../../shared/endpoint.ts'
import { Problem } from '../../shared/problem.ts'
import { piecesOf } from '../platform/http/pieces.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { AssessmentService } from './service.ts'

/** `uploadsPerMinute` counts per person; 0 means no limit. */
export function assessmentRoutes(app: App, assessment: AssessmentService, { uploadsPerMinute }: { uploadsPerMinute: number }) {
  const limit = new RateLimiterMemory({ points: uploadsPerMinute, duration: 60 })
  serve(app, answerQuestion, (asked, member) => assessment.answer(member, asked))
  serve(app, revealHints, async (asked, member) => ({ hints: await assessment.hints(member, asked) }))
  serve(app, drawQuestions, (asked, member) => assessment.draw(member, asked))
  serve(app, readVotes, ({ courseId, question }, member) => assessment.votes(member, courseId, question))
  serve(app, readWall, ({ courseId, question, after }, member) => assessment.wall(member, courseId, question, after))
  serve(app, hideWallPost, async ({ courseId, postId, hidden }, member) => {
    await assessment.hidePost(member, courseId, postId, hidden)
    return done
  })
  const { uploads } = assessment
  serve(app, startAnswerUpload, async ({ courseId, question, ...announced }, member) => {
    if (uploadsPerMinute > 0)
      await limit.consume(member.id).catch(() => {
        throw new Problem('busy', 'file.tooMany', 'These are many files at once. Wait a minute and go on.')
      })
    return uploads.start(member, { courseId, question }, announced)
  })
  serve(app, getAnswerUpload, ({ courseId, uploadId }, member) => uploads.get(member, courseId, uploadId))
  serve(app, sendAnswerChunk, ({ courseId, uploadId, offset, sha256 }, member, context) =>
    uploads.write(member, courseId, uploadId, { offset, sha256, pieces: piecesOf(context) }),
  )
  serve(app, finishAnswerUpload, ({ courseId, uploadId }, member) => uploads.finish(member, courseId, uploadId))
  serve(app, cancelAnswerUpload, async ({ courseId, uploadId }, member) => {
    await uploads.cancel(member, courseId, uploadId)
    return done
  })
  serve(app, getAnswerFile, async ({ courseId, fileId }, member) => {
    const { file, body } = await assessment.openFile(member, courseId, fileId)
    const shown = file.type.startsWith('video/') || file.type.startsWith('image/')
    return new Response(Readable.toWeb(body) as ReadableStream, {
      headers: {
        'Content-Type': shown ? file.type : 'application/octet-stream',
        'Content-Length': String(file.bytes),
        // What a learner sent is saved or played, and never runs as a page of ours.
        'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)}`,
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Cache-Control': 'private, no-cache',
      },
    })
  })
}
