import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import { picture } from '../kit/browser.ts'
import { aCourse, agree, face, isSaved, mark, openDraft, openPlace, paragraphs, patience, text, typeAfter } from './people.ts'

// When things break, nothing that was called saved is lost, and nothing that was typed.

let place: Awaited<ReturnType<typeof openPlace>>
let courseId: CourseId
beforeAll(async () => {
  place = await openPlace()
  courseId = await aCourse(place.server, { title: 'Power cuts', lessons: { Plan: 'First:\n\nSecond:\n\nThird:' } })
})
afterAll(() => place?.close())

test('the server is killed while somebody types: the page says so, comes back by itself and has every word', async () => {
  const ana = await place.who('ana')
  await openDraft(ana, courseId)
  const words = Array.from({ length: 40 }, (_, n) => ` word${n}`).join('')
  await isSaved(ana.page)
  const typing = typeAfter(ana.page, 'First:', words)
  await ana.page.getByText('word5').waitFor()
  await place.server.kill()
  await expect.poll(() => face(ana.page), patience).toBe('offline')
  await typing
  await picture(ana.page, 'server-gone')
  await place.server.restart()
  await isSaved(ana.page)
  // As somebody else reads it, who has only what the server has.
  const rita = await place.who('rita')
  await openDraft(rita, courseId)
  await agree([ana, rita], (read) => read.includes(`First:${words}`))
  await Promise.all([ana.context.close(), rita.context.close()])
})

test('whoever is signed out while typing signs in again over the page, and loses nothing', async () => {
  const ben = await place.who('ben')
  await openDraft(ben, courseId)
  await isSaved(ben.page)
  await typeAfter(ben.page, 'Second:', ' typed')
  // The session ends under the typing hand: the question to sign in waits until it rests.
  const typing = ben.page.keyboard.type(' while signed out, word by word', { delay: 100 })
  await ben.context.clearCookies()
  await place.server.restart()
  await typing
  const again = ben.page.getByRole('dialog', { name: 'Sign in again' })
  await again.getByLabel('Password').fill('colloquy-demo')
  await picture(ben.page, 'signed-out')
  await again.getByRole('button', { name: 'Sign in', exact: true }).click()
  await again.waitFor({ state: 'hidden' })
  await isSaved(ben.page)
  const rita = await place.who('rita')
  await openDraft(rita, courseId)
  await agree([ben, rita], (read) => read.includes('Second: typed while signed out, word by word'))
  await Promise.all([ben.context.close(), rita.context.close()])
})

test('what was typed without the server is there after the page is opened anew', async () => {
  const ana = await place.who('ana')
  await openDraft(ana, courseId)
  await isSaved(ana.page)
  await ana.context.setOffline(true)
  await typeAfter(ana.page, 'Third:', ' on the train')
  await ana.page.getByText(/^Offline, \d+ changes kept/).waitFor()
  ana.page.on('dialog', (dialog) => void dialog.accept())
  await ana.context.setOffline(false)
  await place.server.kill()
  await place.server.restart()
  await ana.page.reload()
  await text(ana.page).waitFor()
  await expect.poll(async () => (await paragraphs(ana.page)).join(), patience).toContain('Third: on the train')
  await isSaved(ana.page)
  await ana.context.close()
})

test('on a full disk the page says that nothing is saved, keeps what is typed, and heals by itself', async () => {
  const ana = await place.who('ana')
  await openDraft(ana, courseId)
  await isSaved(ana.page)
  await place.server.restart({ LIMIT_DATABASE_BYTES: '1' })
  await isSaved(ana.page)
  await mark(text(ana.page), 'on the train', 'end')
  // A small edit may still find room in a page of the database; a long text does not.
  await ana.page.keyboard.insertText(' and a long text'.repeat(4000))
  await ana.page.getByText('Not saving').waitFor()
  await ana.page.keyboard.type(' typed with a full disk')
  await picture(ana.page, 'disk-full')

  await place.server.restart()
  await isSaved(ana.page)
  const rita = await place.who('rita')
  await openDraft(rita, courseId)
  await agree([ana, rita], (read) => read.includes('and a long text typed with a full disk'))
  await Promise.all([ana.context.close(), rita.context.close()])
})
