import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyOf } from '../../shared/comment-typing.ts'
import { addComment, startThread } from '../../shared/comments.ts'
import { createToken } from '../../shared/auth.ts'
import { type CommentId, newId, type ThreadId } from '../../shared/id.ts'
import { aCourseWithPeople } from '../collaboration/kit.ts'
import { asker } from '../kit/server.ts'

let world: Awaited<ReturnType<typeof aCourseWithPeople>>
beforeAll(async () => {
  world = await aCourseWithPeople({ LIMIT_COMMENTS_PER_HOUR: '3' })
})
afterAll(() => world.server.close())

test('one person cannot fill a course with words, by whichever way in, and others go on', async () => {
  const rita = await world.server.signIn('rita@demo.test')
  const { token } = await (await world.server.signIn('rita@demo.test')).ask(createToken, { name: 'program' })
  const program = asker(world.server.url, { authorization: `Bearer ${token}` })
  const body = bodyOf('Is this right?', [])
  const threadId = newId<ThreadId>()
  const begin = (who: typeof rita, id = newId<ThreadId>()) =>
    who.ask(startThread, { courseId: world.course, threadId: id, commentId: newId<CommentId>(), place: { on: 'course' }, body })
  await begin(rita, threadId)
  await rita.ask(addComment, { courseId: world.course, threadId, commentId: newId<CommentId>(), body })
  await begin(program)
  await expect(begin(rita)).rejects.toMatchObject({ kind: 'busy', code: 'comment.tooMany' })
  await expect(begin(program)).rejects.toMatchObject({ code: 'comment.tooMany' })
  await begin(await world.server.signIn('ben@demo.test'))
})
