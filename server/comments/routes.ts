import { Readable } from 'node:stream'
import {
  addComment,
  editComment,
  findMentionable,
  getCommentPicture,
  listReads,
  listThreads,
  listVoices,
  markRead,
  removeComment,
  reopenThread,
  resolveThread,
  sendCommentPicture,
  setThreadTask,
  startThread,
  takeVoteBack,
  verifyThread,
  voteForComment,
} from '../../shared/comments.ts'
import type { PerHour } from '../platform/http/per-hour.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { CommentsService } from './service.ts'

/** What is said stays in the course for good, so `count` bounds how much one person says. */
export function commentsRoutes(app: App, comments: CommentsService, count: PerHour) {
  serve(app, startThread, async (thread, member) => (await count(member.id), comments.start(member, thread)))
  serve(app, addComment, async (comment, member) => (await count(member.id), comments.reply(member, comment)))
  serve(app, editComment, (comment, member) => comments.edit(member, comment))
  serve(app, removeComment, (comment, member) => comments.remove(member, comment))
  serve(app, voteForComment, ({ courseId, threadId, commentId }, member) => comments.vote(member, courseId, threadId, commentId, true))
  serve(app, takeVoteBack, ({ courseId, threadId, commentId }, member) => comments.vote(member, courseId, threadId, commentId, false))
  serve(app, resolveThread, ({ courseId, threadId }, member) => comments.resolve(member, courseId, threadId))
  serve(app, reopenThread, ({ courseId, threadId }, member) => comments.reopen(member, courseId, threadId))
  serve(app, verifyThread, ({ courseId, threadId }, member) => comments.verify(member, courseId, threadId))
  serve(app, setThreadTask, (task, member) => comments.setTask(member, task))
  serve(app, listReads, async ({ courseId }, member) => ({ items: await comments.reads(member, courseId) }))
  serve(app, markRead, async ({ courseId, threads }, member) => ({ at: await comments.markRead(member, courseId, threads) }))
  serve(app, listThreads, (query, member) => comments.list(member, query))
  serve(app, listVoices, async ({ courseId }, member) => ({ items: await comments.voices(member, courseId) }))
  serve(app, findMentionable, async ({ courseId, q }, member) => ({ items: await comments.mentionable(member, courseId, q) }))
  serve(app, sendCommentPicture, async ({ courseId, pictureId }, member, context) => {
    await comments.pictures.maySend(member, courseId)
    await count(member.id)
    return comments.pictures.keepPicture(member, courseId, pictureId, new Uint8Array(await context.req.arrayBuffer()))
  })
  serve(app, getCommentPicture, async ({ courseId, pictureId }, member, { req }) => {
    const { type, body, size } = await comments.pictures.openPicture(member, courseId, pictureId)
    const headers = {
      'Content-Type': type,
      'Content-Disposition': 'inline',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
      // Asked for anew each time: who may no longer read the comment no longer sees it.
      'Cache-Control': 'private, no-cache',
      ETag: `"${pictureId}"`,
    }
    if (req.header('if-none-match')?.includes(headers.ETag)) {
      body.destroy()
      return new Response(null, { status: 304, headers })
    }
    return new Response(Readable.toWeb(body) as ReadableStream, { headers: { ...headers, 'Content-Length': String(size) } })
  })
}
