import fc from 'fast-check'
import { strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { readUpload } from '../../server/interop/archive.ts'
import { planImport } from '../../server/interop/plan.ts'
import { nodesIn } from '../../shared/document/prose.ts'
import { allowedHref } from '../../shared/document/addresses.ts'
import { schema } from '../../shared/document/schema.ts'
import { Problem } from '../../shared/problem.ts'

// Whatever a file holds, what comes of it is a lesson that every editor can open, or a sentence that says why not.

const pieces = [
  '# A heading',
  '## Another\n',
  'Text with **strong *both* words** and `code`',
  '- one\n  - two\n    1. three\n       > four',
  '* [x] done [link](https://a.example "t")',
  '> [!TIP]\n> well',
  '| a | ![p](x.png) |\n|---|:-:|\n| `b` | <br> |',
  '```\nfence',
  '~~~~js {1}\n</script>\n~~~~',
  '    indented',
  '<div onclick="x()">in <b>html</b></div>',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '<!-- never closed',
  '![pic](data:image/png;base64,AAAA) [![a](b.png)](c)',
  '[x](javascript:alert(1)) <javascript:alert(1)> [y]: vbscript:z',
  '---\ntitle: x\n---',
  '***',
  '\u0000\u202e\ud800',
  '[[[[[[[[((((((((',
  '&lt;b&gt; &#x3c;i&#x3e;',
  'Setext\n===',
]

const anyMarkdown = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string({ maxLength: 60, unit: 'binary' }) }),
    {
      minLength: 1,
      maxLength: 14,
    },
  )
  .chain((parts) => fc.constantFrom('\n\n', '\n', ' ').map((between) => parts.join(between)))

test('[I1] [I9] any text at all becomes a lesson that the schema holds, with safe links only', async () => {
  await fc.assert(
    fc.asyncProperty(anyMarkdown, async (text) => {
      const plan = await readUpload('a.md', strToU8(text)).then(
        (archive) => planImport('a.md', archive),
        (error: unknown) => void expect(error).toBeInstanceOf(Problem),
      )
      for (const lesson of (plan ?? { sections: [] }).sections.flatMap((section) => section.lessons) ?? []) {
        schema.nodeFromJSON({ type: 'doc', content: lesson.blocks }).check()
        expect(lesson.title.trim()).not.toBe('')
        for (const node of nodesIn({ type: 'doc', content: lesson.blocks }))
          for (const mark of node.marks ?? []) if (mark.type === 'link') expect(allowedHref(mark.attrs?.['href'])).toBe(true)
      }
    }),
    { numRuns: 600 },
  )
})

test('[I7] any bytes at all are read or refused, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, asZip) => {
      const upload = asZip ? Uint8Array.from([0x50, 0x4b, 3, 4, ...bytes]) : bytes
      await readUpload(asZip ? 'a.zip' : 'a.md', upload).then(
        () => undefined,
        (error: unknown) => void expect(error).toBeInstanceOf(Problem),
      )
    }),
    { numRuns: 500 },
  )
})
