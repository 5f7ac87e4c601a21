import { expect, test } from 'vitest'
import { typedInto } from '../../client/screens/editor/typing.ts'
import { aCourse, anchorOnWords, paragraph } from '../document/kit.ts'

const { doc } = aCourse({ a: [paragraph('A refund takes ten days.')] })
const anchor = anchorOnWords(doc, 'takes ten days')

test('[S16] what somebody types where they may not write is the beginning of a suggestion', () => {
  const caret = { anchor, from: 6, to: 6 }
  expect(typedInto(caret, 'x')).toEqual({ words: 'takes xten days', caret: 7 })
  expect(typedInto(caret, 'Backspace')).toEqual({ words: 'takesten days', caret: 5 })
  expect(typedInto(caret, 'Delete')).toEqual({ words: 'takes en days', caret: 6 })
  expect(typedInto({ anchor, from: 6, to: 9 }, 'n')).toEqual({ words: 'takes n days', caret: 7 })
  expect(typedInto({ anchor, from: 6, to: 9 }, 'Delete')).toEqual({ words: 'takes  days', caret: 6 })
})
test('[S16] keys that move, and a blank that scrolls the page, suggest nothing', () => {
  for (const key of ['ArrowLeft', 'Enter', 'Tab', 'Escape', ' ', 'PageDown'])
    expect(typedInto({ anchor, from: 6, to: 6 }, key)).toBeUndefined()
})
