import { done } from '../../shared/endpoint.ts'
import {
  addPost,
  askTopic,
  editPost,
  editTopic,
  listTopics,
  readTopic,
  removePost,
  removeTopic,
  similarTopics,
  solveTopic,
  takePostVoteBack,
  takeTopicVoteBack,
  voteForPost,
  voteForTopic,
} from '../../shared/forums.ts'
import { placeTopic, suggestAnswer } from '../../shared/forum-suggestions.ts'
import type { PerHour } from '../platform/http/per-hour.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { ForumsService } from './service.ts'

/** `count` bounds how many suggestions one person makes. */
export function forumsRoutes(app: App, forums: ForumsService, count: PerHour) {
  serve(app, listTopics, (query, member) => forums.list(member, query))
  serve(app, similarTopics, async ({ courseId, title }, member) => ({ items: await forums.similar(member, courseId, title) }))
  serve(app, askTopic, (question, member) => forums.ask(member, question))
  serve(app, readTopic, ({ topicId, after }, member) => forums.read(member, topicId, after))
  serve(app, editTopic, (change, member) => forums.editTopic(member, change))
  serve(app, removeTopic, async ({ topicId }, member) => {
    await forums.removeTopic(member, topicId)
    return done
  })
  serve(app, voteForTopic, ({ topicId }, member) => forums.voteTopic(member, topicId, true))
  serve(app, takeTopicVoteBack, ({ topicId }, member) => forums.voteTopic(member, topicId, false))
  serve(app, addPost, (post, member) => forums.addPost(member, post))
  serve(app, editPost, (change, member) => forums.editPost(member, change))
  serve(app, removePost, ({ topicId, postId }, member) => forums.removePost(member, topicId, postId))
  serve(app, voteForPost, ({ topicId, postId }, member) => forums.votePost(member, topicId, postId, true))
  serve(app, takePostVoteBack, ({ topicId, postId }, member) => forums.votePost(member, topicId, postId, false))
  serve(app, placeTopic, ({ topicId }, member) => forums.place(member, topicId))
  serve(app, suggestAnswer, async (words, member) => (await count(member.id), forums.suggest(member, words)))
  serve(app, solveTopic, ({ topicId, postId }, member) => forums.solve(member, topicId, postId))
}
