import { expect, test } from 'vitest'
import { directionOf } from '../../shared/direction.ts'

test.each([
  ['', undefined],
  ['1. 2026 …', undefined],
  ['Refunds take ten days.', undefined],
  ['سياسة الاسترداد', 'rtl'],
  ['מדיניות החזרים', 'rtl'],
  ['RF-30 هو رقم النموذج الذي يجب إرفاقه', 'rtl'],
  ['The form is called سند القبض and nothing else will do.', undefined],
])('%j runs %s', (text, way) => expect(directionOf(text)).toBe(way))
