import type { Prose } from '../../../shared/document/prose.ts'
import { node, p } from './prose.ts'
import { film, harbour, paper, tone } from './samples.ts'

// Media without a file, on its way, failed, and there.

const cue = (start: number, end: number, words: string) => node('cue', { start, end }, words)
const captions = node(
  'captions',
  { language: 'en' },
  cue(0, 1, 'First the spring line.'),
  cue(1, 2, 'Then the bow line, while she lies still.'),
)
const picture = (attrs = {}) => node('image', { ...harbour, alt: 'A boat behind a pier', ...attrs })

/** Ids of blocks whose file is on its way, or did not come. */
export const sending = ['sample-sends', 'sample-sends-film']
export const failed = ['sample-fails', 'sample-fails-film']

export const mediaSpecimens = (): Record<string, Prose[]> => ({
  'picture, empty': [node('image', {})],
  'picture on its way': [node('image', { id: sending[0] })],
  'picture that failed': [node('image', { id: failed[0] })],
  'picture that lies elsewhere': [node('image', { src: 'https://pictures.example.org/harbour/2024/boat.png', alt: 'A boat' })],
  picture: [
    picture({
      caption: 'She lies behind the pier. A caption may be longer than the picture is wide, and then it goes on in a second line.',
    }),
  ],
  'picture without a description': [picture({ alt: '' })],
  'picture that only adorns, cropped': [picture({ decorative: true, alt: '', crop: '0.5 0.2 0.45 0.7' })],
  'gallery, empty': [node('gallery', {})],
  gallery: [
    node('gallery', { caption: 'Three views' }, picture(), picture({ crop: '0 0 0.5 1', caption: 'The pier' }), picture({ alt: '' })),
  ],
  'film, empty': [node('video', {})],
  'film on its way': [node('video', { id: sending[1] })],
  'film that failed': [node('video', { id: failed[1] })],
  film: [node('video', { ...film, title: 'Mooring alone', caption: 'Mooring alone', seconds: 2 })],
  'film with captions and chapters': [
    node(
      'video',
      { ...film, title: 'Mooring', seconds: 2, start: 0.5 },
      captions,
      node('chapter', { at: 0 }, 'The spring line'),
      node('chapter', { at: 1 }, 'The bow'),
    ),
  ],
  'sound, empty': [node('audio', {})],
  sound: [node('audio', { ...tone, title: 'A horn', seconds: 1 }, captions)],
  'file, empty': [node('attachment', {})],
  file: [
    node('attachment', paper),
    node('attachment', { ...paper, name: 'a-plan-with-a-very-long-name-that-nobody-would-ever-type-by-hand-but-programs-do.pdf' }),
  ],
  'page from elsewhere, empty': [node('embed', {})],
  'page from elsewhere': [
    node('embed', { url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', title: 'Mooring alone, in four minutes', caption: 'By the port' }),
    node('embed', { url: 'https://charts.example.com/depths', title: '' }),
  ],
  'media in columns': [
    node('columns', {}, node('column', {}, picture()), node('column', {}, p('Words beside it.'), node('attachment', paper))),
  ],
})
