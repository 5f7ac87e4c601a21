import {
  addComment,
  editComment,
  findMentionable,
  listThreads,
  listVoices,
  removeComment,
  reopenThread,
  resolveThread,
  startThread,
  takeVoteBack,
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
  serve(app, removeComment, ({ courseId, threadId, commentId }, member) => comments.remove(member, courseId, threadId, commentId))
  serve(app, voteForComment, ({ courseId, threadId, commentId }, member) => comments.vote(member, courseId, threadId, commentId, true))
  serve(app, takeVoteBack, ({ courseId, threadId, commentId }, member) => comments.vote(member, courseId, threadId, commentId, false))
  serve(app, resolveThread, ({ courseId, threadId }, member) => comments.resolve(member, courseId, threadId))
  serve(app, reopenThread, ({ courseId, threadId }, member) => comments.reopen(member, courseId, threadId))
  serve(app, listThreads, (query, member) => comments.list(member, query))
  serve(app, listVoices, async ({ courseId }, member) => ({ items: await comments.voices(member, courseId) }))
  serve(app, findMentionable, async ({ courseId, q }, member) => ({ items: await comments.mentionable(member, courseId, q) }))
}
