import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyOf } from '../../shared/comment-typing.ts'
import { startThread } from '../../shared/comments.ts'
import { setCourseRole } from '../../shared/courses.ts'
import { type CommentId, type CourseId, newId, type ThreadId } from '../../shared/id.ts'
import { searchPeople } from '../../shared/people.ts'
import type { CourseRole } from '../../shared/rights.ts'
import { picture } from '../kit/browser.ts'
import type { Asker } from '../kit/server.ts'
import { aCourse, faultsBut, isSaved, mark, openDraft, openPlace, paragraphs, patience, text, thread } from './people.ts'

// Omar’s colleague Leo is shown a draft, and not what its authors say about it; then he is asked what he thinks.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
let ana: Asker
beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, {
    title: 'Handling refunds',
    lessons: { 'The policy': 'A refund takes ten days at most.\n\nWrite down what was promised.' },
  })
  ana = await place.server.signIn('ana@demo.test')
})
afterAll(() => place?.close())

async function makeLeo(role: CourseRole) {
  const [leo] = (await ana.ask(searchPeople, { q: 'leo@demo.test' })).items
  await ana.ask(setCourseRole, { courseId, personId: leo!.id, role })
}
const say = (body: string) =>
  ana.ask(startThread, {
    courseId,
    threadId: newId<ThreadId>(),
    commentId: newId<CommentId>(),
    place: { on: 'course' },
    body: bodyOf(body, []),
  })

test('[S5] a viewer reads the draft as it is written, and nothing of what is said; who may hear it sees it at once, and no longer when not', async () => {
  await say('Is ten days still right?')
  await makeLeo('viewer')
  const leo = await place.who('leo', { width: 1440 })
  const { page } = leo
  const margin = page.getByRole('complementary', { name: 'What people say' })
  const comments = page.getByRole('tab', { name: /^Comments/ })
  await openDraft(leo, courseId)
  await isSaved(page)
  await margin.waitFor()
  expect(await comments.count()).toBe(0)
  expect(await page.content()).not.toContain('Is ten days still right?')
  await picture(page, 'viewer')

  const before = await paragraphs(page)
  await mark(text(page), 'ten', 'end')
  await page.keyboard.type('VIEWED')
  expect(await paragraphs(page)).toEqual(before)

  await makeLeo('commenter')
  await comments.waitFor()
  await thread(page, 'Is ten days still right?').waitFor()
  expect(await paragraphs(page)).toEqual(before)

  await makeLeo('viewer')
  await comments.waitFor({ state: 'detached' })
  await expect.poll(() => page.content(), patience).not.toContain('Is ten days still right?')
  await say('And what does Leo not know?')
  await page.reload()
  await text(page).waitFor()
  await isSaved(page)
  expect(await paragraphs(page)).toEqual(before)
  expect(await page.content()).not.toContain('And what does Leo not know?')
  // Nor is any of it on his device.
  const onDevice = await page.evaluate(async () => {
    const found: string[] = [JSON.stringify(Object.entries(localStorage))]
    for (const { name } of await indexedDB.databases()) {
      const open = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name!)
        request.onsuccess = () => resolve(request.result)
      })
      if (open.objectStoreNames.contains('updates'))
        found.push(
          await new Promise<string>((resolve) => {
            const request = open.transaction('updates').objectStore('updates').getAll()
            request.onsuccess = () => resolve((request.result as Uint8Array[]).map((update) => new TextDecoder().decode(update)).join())
          }),
        )
      open.close()
    }
    return found.join()
  })
  expect(onDevice).toContain('Write down what was promised')
  for (const words of ['still right', 'Leo not know']) expect(onDevice).not.toContain(words)
  // What was under way in the moment in which the right ended is refused.
  expect(faultsBut(leo, 'status of 403')).toEqual([])
})
