import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import * as Y from 'yjs'
import { median, sleep } from '../proc.mjs'
import { RawClient } from '../raw-client.mjs'
import { chance } from '../typist.mjs'

// What a large course costs its author's own machine: one lesson of several thousand words is open in Chromium, with
// hundreds of threads in it and hundreds of lessons beside it. Work is what the page's main thread did, in its own
// processor time, so that a busy machine does not count.

const lessons = 500
const threads = 500
const openWords = 5000
const otherWords = 90
const keys = 150

const vocabulary =
  'the customer asks for a refund and you look at the date of purchase before anything else is said or promised to them'.split(' ')

function sentence(random, count) {
  return `${Array.from({ length: count }, () => vocabulary[Math.floor(random() * vocabulary.length)]).join(' ')}.`
}

function lessonText(fragment, random, words, ids) {
  const blocks = []
  for (let left = words; left > 0; left -= 40) {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.setAttribute('id', `b${String(ids.next++).padStart(11, '0')}`)
    paragraph.insert(0, [new Y.XmlText(sentence(random, Math.min(40, left)))])
    blocks.push(paragraph)
  }
  fragment.insert(0, blocks)
}

/** Fifty thousand words in sections of twenty lessons, the first lesson a long one. */
function largeCourse(state, author) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const vector = Y.encodeStateVector(doc)
  const random = chance(17)
  const ids = { next: 0 }
  const outline = doc.getMap('outline')
  const made = []
  doc.transact(() => {
    for (const key of outline.keys()) outline.get(key).set('trashed', { by: author, at: 1 })
    for (let n = 0; n < lessons; n++) {
      const section = `bench-s${String(Math.floor(n / 20)).padStart(4, '0')}`
      const place = (kind, parent, title) =>
        new Y.Map(Object.entries({ kind, parent, pos: `a${String(n).padStart(4, '0')}V`, title: `${title} ${n + 1}` }))
      if (n % 20 === 0) outline.set(section, place('section', null, 'Section'))
      const id = `bench-l${String(n).padStart(4, '0')}`
      outline.set(id, place('lesson', section, 'Lesson'))
      lessonText(doc.getXmlFragment(`l:${id}`), random, n === 0 ? openWords : otherWords, ids)
      made.push(id)
    }
  })
  return { doc, made, update: Y.encodeStateAsUpdate(doc, vector) }
}

const relative = (type, index, assoc) =>
  Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(type, index, assoc))).toString('base64')

/** A thread on a word of a lesson: half of them in the long one. */
function threadIn(doc, made, n) {
  const lesson = n % 2 === 0 ? made[0] : made[n % made.length]
  const fragment = doc.getXmlFragment(`l:${lesson}`)
  const text = fragment.get((n >> 1) % fragment.length).get(0)
  const from = 4 * (1 + (n % 9))
  const words = text.toString()
  return {
    threadId: randomUUID(),
    commentId: randomUUID(),
    place: {
      on: 'text',
      anchor: {
        lesson,
        start: relative(text, from, 0),
        end: relative(text, from + 8, -1),
        quote: {
          exact: words.slice(from, from + 8),
          prefix: words.slice(Math.max(0, from - 32), from),
          suffix: words.slice(from + 8, from + 40),
        },
      },
    },
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: `Is this so? ${n}` }] }] },
  }
}

async function prepare(server) {
  const [course] = await server.courses(1)
  const client = await new RawClient(server.url(course), course.id).open()
  const me = await server.ask('GET', '/me')
  const { doc, made, update } = largeCourse(client.state, me.id)
  client.sendStep2(update)
  await sleep(2000)
  if (client.refused.length > 0) throw new Error(`the course was refused: ${client.refused.join()}`)
  client.close()
  for (let n = 0; n < threads; n++) await server.ask('POST', `/courses/${course.id}/threads`, threadIn(doc, made, n))
  return { course, made }
}

const chromiumPath = () =>
  process.env.CHROMIUM_PATH || ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file))

async function openPage(server, width = 1440) {
  const { chromium } = await import('playwright-core')
  const executablePath = chromiumPath()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  const context = await browser.newContext({ baseURL: server.base, viewport: { width, height: 900 } })
  await context.request.post('/api/auth/sign-in/email', {
    data: { email: 'ana@demo.test', password: 'colloquy-demo' },
    headers: { origin: server.base },
  })
  return { browser, page: await context.newPage() }
}

const text = (page) => page.getByRole('textbox', { name: 'Lesson text' })
const percentile = (figures, share) => figures.toSorted((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * share))]

/** Processor time of the page's main thread so far, in milliseconds. */
async function workMs(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000
}

/** Milliseconds of work for each of many keys, typed as a quick hand does. */
async function typeKeys(page, session) {
  const typed = 'and then she said that it was late and went home to think it over again '
  const work = []
  for (let n = 0; n < keys; n++) {
    const before = await workMs(session)
    await page.keyboard.type(typed[n % typed.length])
    await sleep(90)
    work.push((await workMs(session)) - before)
  }
  return work
}

/** From the click on a line of the outline until the lesson's words are painted. */
const openLesson = (page, node, begins) =>
  page.locator(`[data-node="${node}"]`).evaluate(
    (line, words) =>
      new Promise((resolve) => {
        const from = performance.now()
        const look = () => {
          const isThere = document.querySelector('.lesson')?.textContent.startsWith(words)
          if (isThere) requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - from)))
          else requestAnimationFrame(look)
        }
        line.click()
        look()
      }),
    begins,
  )

/** Milliseconds between frames while the outline is scrolled from end to end. */
const scrollOutline = (page) =>
  page.getByRole('tree', { name: 'Outline' }).evaluate(
    (tree) =>
      new Promise((resolve) => {
        let box = tree
        while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement
        const frames = []
        let last = performance.now()
        const step = () => {
          const now = performance.now()
          frames.push(now - last)
          last = now
          box.scrollTop += 120
          if (frames.length < 120) requestAnimationFrame(step)
          else resolve(frames.slice(2))
        }
        requestAnimationFrame(step)
      }),
  )

/** Milliseconds of work for what is done most in an outline, each several times, by the keyboard. */
async function workInOutline(page, session, node) {
  const line = page.locator(`[data-node="${node}"]`)
  await line.focus()
  const figures = {}
  const each = async (name, act) => {
    const work = []
    for (let n = 0; n < 6; n++) {
      const before = await workMs(session)
      await act(n)
      await sleep(400)
      work.push((await workMs(session)) - before)
    }
    figures[name] = median(work.slice(2))
  }
  await each('going to the next line', () => page.keyboard.press('ArrowDown'))
  await line.focus()
  await each('moving a line', (n) => page.keyboard.press(n % 2 ? 'Alt+ArrowUp' : 'Alt+ArrowDown'))
  await each('naming a line', async (n) => {
    await page.keyboard.press('F2')
    await page.keyboard.type(`Name ${n}`)
    await page.keyboard.press('Enter')
  })
  const section = page.getByRole('treeitem', { name: /Section/ }).first()
  await section.focus()
  await each('closing or opening a section', (n) => page.keyboard.press(n % 2 ? 'ArrowRight' : 'ArrowLeft'))
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [`an outline of 500 lessons, ${name}: ms of work`, figure]))
}

/** A course of 50,000 words in 500 lessons with 500 threads, in Chromium. */
export const typing = () => ({
  name: 'typing',
  only: 'colloquy',
  async run(server) {
    const { course, made } = await prepare(server)
    const { browser, page } = await openPage(server)
    try {
      const from = performance.now()
      await page.goto(`/courses/${course.id}?lesson=${made[0]}`)
      await text(page).locator('.highlight').first().waitFor({ timeout: 60_000 })
      const opened = performance.now() - from
      const session = await page.context().newCDPSession(page)
      await session.send('Performance.enable', { timeDomain: 'threadTicks' })
      await sleep(3000)
      await text(page).locator('p').nth(3).click()
      await page.keyboard.press('End')
      await typeKeys(page, session)
      const work = await typeKeys(page, session)
      const begins = await page.evaluate(() => document.querySelector('.lesson').textContent.slice(0, 20))
      const opens = []
      for (let n = 0; n < 7; n++) {
        await page.locator(`[data-node="${made[1 + n]}"]`).click()
        await page.waitForFunction((words) => !document.querySelector('.lesson')?.textContent.startsWith(words), begins)
        await sleep(500)
        opens.push(await openLesson(page, made[0], begins))
        await sleep(500)
      }
      const frames = await scrollOutline(page)
      return {
        ...(await workInOutline(page, session, made[3])),
        'typing in 50,000 words, 500 threads: ms of work per key, p95': percentile(work, 0.95),
        'typing in 50,000 words, 500 threads: ms of work per key, median': median(work),
        'opening a lesson of 5,000 words: ms until painted': median(opens),
        'opening the course: ms until its threads are drawn': opened,
        'scrolling 500 lessons: ms per frame, p95': percentile(frames, 0.95),
      }
    } finally {
      await browser.close()
    }
  },
})
