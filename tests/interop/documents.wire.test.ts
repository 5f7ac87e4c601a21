import { afterAll, beforeAll, expect, test } from 'vitest'
import { listThreads } from '../../shared/comments.ts'
import { createCourse } from '../../shared/courses.ts'
import { listGroups } from '../../shared/groups.ts'
import { getImport, previewImport, startImport } from '../../shared/interop.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { aWordFile, line, run } from './office-kit.ts'

let server: Awaited<ReturnType<typeof startServer>>
let ana: Asker
beforeAll(async () => {
  server = await startServer({ demo: true })
  ana = await server.signIn('ana@demo.test')
})
afterAll(() => server.close())

test('[I14] comments of a Word file become threads on their words, with the name of who wrote them; a preview counts them', async () => {
  const sales = (await ana.ask(listGroups)).items.find(({ name }) => name === 'Sales')!
  const { id: courseId } = await ana.ask(createCourse, { groupId: sales.id, title: 'From Word' })
  const file = aWordFile({
    comments: `<w:comment w:id="0" w:author="Jo Doe">${line(run('Is this so?'))}</w:comment>`,
    body:
      line(run('One'), 'heading1') +
      line(`${run('We ')}<w:commentRangeStart w:id="0"/>${run('always')}<w:commentRangeEnd w:id="0"/>${run(' answer.')}`) +
      line(run('Two'), 'heading1') +
      line(run('The end.')),
  }) as Uint8Array<ArrayBuffer>
  const { upload, outline } = await ana.ask(previewImport, { courseId, name: 'Rules.docx' }, file)
  expect(outline).toMatchObject({ comments: 1, sections: [{ title: 'Rules', lessons: [{ title: 'One' }, { title: 'Two' }] }] })
  const begun = await ana.ask(startImport, { courseId, name: 'Rules.docx', upload })
  await expect.poll(async () => (await ana.ask(getImport, { courseId, importId: begun.id })).state, { timeout: 30_000 }).toBe('done')
  const { items } = await ana.ask(listThreads, { courseId })
  expect(items).toMatchObject([{ on: 'text', quote: 'always', state: 'open' }])
  expect(JSON.stringify(items[0]!.comments)).toContain('Jo Doe: Is this so?')
})
