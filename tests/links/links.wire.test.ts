import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { linkChecks } from '../../server/links/tables.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { checkPublish } from '../../shared/play.ts'
import type { Problem } from '../../shared/problem.ts'
import { publishCourse } from '../../shared/publishing.ts'
import { readReviewRules, setReviewRules } from '../../shared/review.ts'
import { aCourseWithPeople } from '../collaboration/kit.ts'
import { aDraftIn, anAdminOf, type World } from '../review/kit.ts'

// A group that wants living links, and a website on this machine.

let website: Server
let port: number
let reached: string[]
let page: number
let world: World
beforeEach(async () => {
  reached = []
  page = 404
  website = createServer((request, response) => {
    reached.push(request.url ?? '')
    response.writeHead(request.url === '/page' ? page : 200).end()
  })
  await new Promise<void>((ready) => website.listen(0, '127.0.0.1', ready))
  port = (website.address() as AddressInfo).port
})
afterEach(async () => {
  await world.server.close()
  website.close().closeAllConnections()
})

/** A draft of a group that wants living links, with one that leads to the website. */
async function aDraftWithLink(env: Record<string, string>) {
  world = await aCourseWithPeople(env)
  const draft = await aDraftIn(world)
  const omar = await anAdminOf(world)
  const { rules } = await omar.ask(readReviewRules, { groupId: world.group.id })
  await omar.ask(setReviewRules, { groupId: world.group.id, rules: { ...rules, links: true } })
  const href = `http://127.0.0.1:${port}/page`
  const paragraph = new Y.XmlElement('paragraph')
  const words = new Y.XmlText()
  paragraph.setAttribute('id', 'linked1')
  paragraph.insert(0, [words])
  const { doc } = draft.ana.draft
  doc.transact(() => {
    lessonFragment(doc, draft.lesson).push([paragraph])
    words.insert(0, 'The form', { link: { href } })
  })
  await draft.saved()
  const ana = draft.ana.asker
  return { draft, href, ana, courseId: draft.id, publish: () => ana.ask(publishCourse, { courseId: draft.id }) }
}

test('[V19] a dead link is told with its block and why, keeps the draft back, and lets it go once the page is there', async () => {
  const { draft, href, ana, courseId, publish } = await aDraftWithLink({ LINK_CHECK_NETWORKS: '127.0.0.0/8' })
  const dead = { code: 'gate.deadLink', stops: true, lesson: draft.lesson, block: 'linked1', vars: { href, why: 'gone' } }
  expect((await publish().catch((error: unknown) => error as Problem)) as Problem).toMatchObject({
    code: 'publishing.faults',
    details: { faults: [dead] },
  })
  expect((await ana.ask(checkPublish, { courseId })).faults).toMatchObject([dead])
  page = 200
  await world.server.connection.db.update(linkChecks).set({ checkedAt: 0 })
  expect(await ana.ask(checkPublish, { courseId })).toMatchObject({ faults: [], linksChecking: 0 })
  expect(await publish()).toMatchObject({ version: 1 })
  draft.ana.close()
})

test('[V18][V19] by default nothing inside our network is asked; that is said, and keeps nobody back', async () => {
  const { draft, href, ana, courseId, publish } = await aDraftWithLink({})
  expect((await ana.ask(checkPublish, { courseId })).faults).toMatchObject([
    { code: 'gate.uncheckedLink', stops: false, block: 'linked1', vars: { href, why: 'inside' } },
  ])
  expect(await publish()).toMatchObject({ version: 1 })
  expect(reached).toEqual([])
  draft.ana.close()
})
