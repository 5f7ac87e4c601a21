import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { blocksFrom } from '../../server/interop/service.ts'
import { builtIn } from '../../server/templates/built-in/built-in.ts'
import { freezeCourse } from '../../shared/document/freeze.ts'
import { nodesIn } from '../../shared/document/prose.ts'
import { writtenDocument } from '../../shared/document/write.ts'
import { builtInNames } from '../../shared/templates.ts'
import { ana } from '../document/kit.ts'

function begun(name: (typeof builtInNames)[number], language: string) {
  const { title, sections } = builtIn(name, language)
  const doc = new Y.Doc()
  const written = sections.map((section) => ({
    title: section.title,
    lessons: section.lessons.map((lesson) => ({ title: lesson.title, content: blocksFrom(lesson.text) })),
  }))
  Y.applyUpdate(doc, writtenDocument({ title, language, by: ana, at: 1, sections: written }))
  return freezeCourse(doc)
}

describe.each(builtInNames)('the built-in template %s', (name) => {
  test.each(['en', 'de'])(
    '[T8] in %s has nothing that keeps it from being published, and its advice stays with the authors',
    (language) => {
      const { lessons, faults } = begun(name, language)
      expect(faults).toEqual([])
      const shown = JSON.stringify(lessons.map((lesson) => lesson.public))
      expect(shown).not.toMatch(/GUIDE|"guide"|```/)
      for (const { text } of builtIn(name, language).sections.flatMap((section) => section.lessons)) {
        const advice = /> \[!GUIDE\]\n> (.*)/.exec(text)
        if (advice) expect(shown).not.toContain(advice[1]!.slice(0, 40))
      }
    },
  )

  test('[T8] says the same in both languages, and asks as much', () => {
    const shapeOf = (language: string) =>
      builtIn(name, language).sections.map(({ lessons }) =>
        lessons.map(({ text }) =>
          blocksFrom(text).flatMap((block) =>
            [...nodesIn(block)].map(({ type }) => type).filter((type) => /question|choice|guide|table$|heading|callout/.test(type)),
          ),
        ),
      )
    expect(shapeOf('de')).toEqual(shapeOf('en'))
  })

  test('[T8] has advice to the authors and at least one question', () => {
    const all = builtIn(name, 'en')
      .sections.flatMap(({ lessons }) => lessons.map(({ text }) => text))
      .join('\n')
    expect(all).toContain('[!GUIDE]')
    expect(all).toContain('```question')
  })
})

test('[T8] a language that no template is written in gets English', () => {
  expect(builtIn('onboarding', 'fr').language).toBe('en')
  expect(builtIn('onboarding', 'de-CH').language).toBe('de')
})
