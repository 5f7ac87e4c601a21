import { expect, test } from 'vitest'
import { csvOf } from '../../shared/csv.ts'

test('[C26] a cell that begins like a formula is only words to a spreadsheet', () => {
  const lines = csvOf([
    ['Comment', 'Votes'],
    ['=HYPERLINK("http://evil.test")', 2],
    ['+1', -1],
    ['@SUM(A1)', 0],
    ['-2', 0],
    ['\t=1', 0],
    ['said "so", twice\nover', 1],
  ])
  expect(lines.split('\r\n')).toEqual([
    '\uFEFFComment,Votes',
    `"'=HYPERLINK(""http://evil.test"")",2`,
    `'+1,-1`,
    `'@SUM(A1),0`,
    `'-2,0`,
    `'\t=1,0`,
    '"said ""so"", twice\nover",1',
    '',
  ])
})
