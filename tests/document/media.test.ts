import { describe, expect, test } from 'vitest'
import { cropOf, cropStyles, writeCrop } from '../../shared/document/crop.ts'
import { freezeCourse } from '../../shared/document/freeze.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { readCues, readTime, showTime, writeVtt } from '../../shared/timed-text.ts'
import { aCourse, block, paragraph } from './kit.ts'

const src = `/api/courses/course01/files/${'a'.repeat(64)}`
const poster = `/api/courses/course01/files/${'b'.repeat(64)}`
const cue = (start: number, end: number, words: string) => block('cue', { id: `cue-${start}-${end}`, start, end }, words)
const freeze = (...content: Prose[]) => {
  const frozen = freezeCourse(aCourse({ a: content }).doc)
  return { ...frozen.lessons[0]!, faults: frozen.faults.map(({ code }) => code) }
}

describe('a published lesson', () => {
  test('[M10] holds film with its captions and chapters, and names every file that learners need', () => {
    const film = block(
      'video',
      { id: 'video-1', src, poster, name: 'talk.mp4', start: 1.23456, end: 60, caption: 'A talk', secret: 'SECRET' },
      block('captions', { id: 'captions-1', language: 'en' }, cue(0, 2, 'Hello there.')),
      block('chapter', { id: 'chapter-1', at: 30 }, 'The middle'),
    )
    const { public: shown, files, faults, ids } = freeze(film)
    expect(shown.content).toMatchObject([
      {
        type: 'video',
        attrs: { src, poster, start: 1.235, end: 60, caption: 'A talk' },
        content: [
          {
            type: 'captions',
            attrs: { language: 'en' },
            content: [{ type: 'cue', attrs: { start: 0, end: 2 }, content: [{ text: 'Hello there.' }] }],
          },
          { type: 'chapter', attrs: { at: 30 }, content: [{ text: 'The middle' }] },
        ],
      },
    ])
    expect(JSON.stringify(shown)).not.toContain('SECRET')
    expect([...files].sort()).toEqual(['a'.repeat(64), 'b'.repeat(64)])
    expect(faults).toEqual([])
    expect(Object.keys(ids), 'learners can say that a caption is out of date').toContain('cue-0-2')
  })

  test('[M10] leaves out what never arrived, and tells what people will miss', () => {
    const { public: shown, faults } = freeze(
      paragraph('Words.'),
      block('video', { id: 'video-1' }),
      block('audio', { id: 'audio-1', src: 'https://elsewhere.example/a.mp3' }),
      block('gallery', { id: 'gallery-1' }),
      block('attachment', { id: 'attachment-1' }),
      block('embed', { id: 'embed-1', url: 'javascript:alert(1)' }),
      block('embed', { id: 'embed-2', url: 'https://charts.example.com/' }),
      block('video', { id: 'video-2', src }, block('captions', { id: 'captions-2' }, cue(3, 1, 'Backwards.'))),
      block('video', { id: 'video-3', src }),
    )
    expect(shown.content?.map(({ type }) => type)).toEqual(['paragraph', 'embed', 'video', 'video'])
    expect(faults).toEqual([...Array.from({ length: 5 }, () => 'media.noSource'), 'embed.noTitle', 'cue.times', 'video.noCaptions'])
  })

  test('[M10] a picture that only adorns needs no description, and keeps how it was cut', () => {
    const picture = { src, width: 100, height: 50 }
    const { public: shown, faults } = freeze(
      block(
        'gallery',
        { id: 'gallery-1', caption: 'Two' },
        block('image', { id: 'image-1', ...picture, decorative: true, crop: '0.1 0 0.5 1' }),
      ),
      block('image', { id: 'image-2', ...picture, crop: 'expression(alert(1))' }),
    )
    expect(faults).toEqual(['image.noAlt'])
    expect(shown.content?.[0]?.content?.[0]?.attrs).toMatchObject({ crop: '0.1 0 0.5 1', decorative: true })
    expect(shown.content?.[1]?.attrs).not.toHaveProperty('crop')
  })
})

describe('a crop', () => {
  test('is one word that is read as it was written', () => {
    expect(cropOf(writeCrop({ x: 0.1, y: 0.25, width: 1 / 3, height: 0.5 }))).toEqual({ x: 0.1, y: 0.25, width: 0.3333, height: 0.5 })
    expect(writeCrop({ x: 0, y: 0, width: 1, height: 1 })).toBe('')
  })

  test.each(['', 'x', '0 0 1 1', '0 0 0 0', '0.5 0 0.6 1', '0 0 0.5', '-1 0 1 1', '0 0 0.5 NaN', null, 7])(
    '%s shows the whole picture',
    (written) => expect(cropOf(written)).toBeUndefined(),
  )

  test('is a frame with the whole picture behind it', () => {
    expect(cropStyles({ x: 0.25, y: 0, width: 0.5, height: 1 }, 400, 100)).toEqual({
      frame: { 'aspect-ratio': '200 / 100', 'max-inline-size': '200px' },
      picture: { 'inline-size': '200%', 'block-size': '100%', left: '-50%', top: '0%' },
    })
  })
})

describe('what is said when', () => {
  test('times are read as people write them', () => {
    expect(['7', '1:02', '1:02.5', '01:01:01,250', ' 0:00 '].map(readTime)).toEqual([7, 62, 62.5, 3661.25, 0])
    expect(['', 'x', '1:2:3:4', '-1', '1:', '1e9'].map(readTime)).toEqual(Array.from({ length: 6 }))
    expect([showTime(62), showTime(3661), showTime(62.5, true), showTime(62, true), showTime(59.96, true)]).toEqual([
      '1:02',
      '1:01:01',
      '1:02.5',
      '1:02',
      '1:00',
    ])
  })

  test('captions go out as WebVTT and come back the same, by time, without what says nothing', () => {
    const cues = [
      { start: 3661.5, end: 3663, text: 'Later, <b> & all' },
      { start: 0, end: 1.25, text: 'First\nin two lines' },
    ]
    const file = writeVtt([...cues, { start: 5, end: 5, text: 'never' }, { start: 6, end: 7, text: '  ' }])
    expect(file).toContain('01:01:01.500 --> 01:01:03.000')
    expect(readCues(file)).toEqual([cues[1], cues[0]])
  })

  test('SubRip and dressed-up WebVTT are read for their words', () => {
    expect(
      readCues('1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hi</i> {\\an8}there\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n\r\n'),
    ).toEqual([{ start: 1, end: 2.5, text: 'Hi there' }])
    expect(readCues('WEBVTT\n\nSTYLE\n::cue { color: red }\n\na\n00:01.000 --> 00:02.000 align:start\n<v Ana>Hi &amp; bye')).toEqual([
      { start: 1, end: 2, text: 'Hi & bye' },
    ])
    expect(readCues('WEBVTT')).toEqual([])
    expect([readCues('just text'), readCues('{"a": 1}'), readCues('')]).toEqual([undefined, undefined, undefined])
  })
})
