import { render } from 'solid-js/web'
import { afterEach, expect, test, vi } from 'vitest'
import { passagesOnlyIn } from '../../client/collaboration/passages.ts'
import { RefusedDialog } from '../../client/collaboration/RefusedDialog.tsx'
import { startText, wholeText } from '../../client/platform/text.ts'
import { anchorOnBlock } from '../../shared/document/characters.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { LessonText } from '../../shared/document/positions.ts'
import * as Y from 'yjs'
import { aCourse, block, lessonA, replica } from '../document/kit.ts'

// Words that the server did not take as an edit, sent as a suggestion instead.

let close = () => {}
afterEach(() => close())

test('[S14] what was not accepted can be sent as a suggestion, each passage once', async () => {
  await startText()
  await wholeText()
  const onSuggest = vi.fn(async () => true)
  const passages = [
    { lesson: 'lesson-a', title: 'Welcome', text: 'my words', block: 'para1' },
    { lesson: null, title: '', text: 'A title' },
  ]
  const place = document.createElement('div')
  document.body.append(place)
  close = render(() => <RefusedDialog open passages={passages} onClose={() => {}} onLetGo={() => {}} onSuggest={onSuggest} />, place)
  const buttons = () => [...place.querySelectorAll('button')].filter((each) => /suggestion/.test(each.textContent ?? ''))
  // A title in the outline is no words of a lesson.
  expect(buttons()).toHaveLength(1)
  buttons()[0]!.click()
  await vi.waitFor(() => expect(buttons()[0]!.textContent).toBe('Sent as a suggestion'))
  expect(buttons()[0]!.disabled).toBe(true)
  expect(onSuggest).toHaveBeenCalledExactlyOnceWith(passages[0])
})

test('[S14] refused words know their block, and are suggested for what it says by now', () => {
  const { doc: server } = aCourse({ a: [block('paragraph', { id: 'para1' }, 'A refund takes ten days.')] })
  const mine = replica(server, 30)
  const typed = new LessonText(lessonFragment(mine, lessonA)).pieces[0]!.type as Y.XmlText
  typed.insert(typed.length, ' Ask twice.')
  const [passage] = passagesOnlyIn(mine, Y.decodeStateVector(Y.encodeStateVector(server)))
  expect(passage).toMatchObject({ lesson: 'lesson-a', block: 'para1', text: 'A refund takes ten days. Ask twice.' })
  expect(anchorOnBlock(server, lessonA, 'para1')?.quote.exact).toBe('A refund takes ten days.')
  expect(anchorOnBlock(server, lessonA, 'another')).toBeNull()
})
