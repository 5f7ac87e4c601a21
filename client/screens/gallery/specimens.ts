import type { Prose } from '../../../shared/document/prose.ts'
import { li, node, p, panel, row, td, text, th } from './prose.ts'

// What the gallery shows of every block: as authors leave it, empty, long, nested and wrong.

const long =
  'Whoever moors alone ties the spring line first, because it keeps the boat in place while everything else is still in the hands.'

export const specimens = (): Record<string, Prose[]> => ({
  'text and headings': [
    node('heading', { level: 1 }, 'A chapter'),
    p(
      long,
      ' ',
      text('Strong', 'strong'),
      ', ',
      text('soft', 'em'),
      ', ',
      text('underlined', 'underline'),
      ', ',
      text('gone', 'strike'),
      ', ',
      text('code', 'code'),
      '.',
    ),
    node('heading', { level: 2 }, 'A part'),
    node('heading', { level: 3 }, 'A small part'),
  ],
  lists: [
    node('bulletList', {}, li('One'), li('Two', node('orderedList', {}, li('First'), li('Second')))),
    node('orderedList', { start: 4 }, li('Fourth'), li(long)),
  ],
  checklist: [
    node('checkList', {}, li('Check the fenders'), li(long), li('Tell the crew', node('checkList', {}, li('Ana'), li('Ben')))),
    node('checkList', {}, li('')),
  ],
  quote: [node('quote', {}, p('A ship in harbour is safe, but that is not what ships are built for.'), p('John A. Shedd'))],
  callouts: ['note', 'tip', 'warning', 'danger'].map((tone) => node('callout', { tone }, p(`A ${tone}. ${long}`))),
  divider: [p('Before'), node('divider', {}), p('After')],
  code: [
    node('codeBlock', { language: 'typescript' }, 'const line = (length: number) => length * 2 // metres\nreturn line(4)'),
    node('codeBlock', { language: '' }, 'Plain, and a line that is so long that it has to be scrolled sideways to be read to its very end'),
    node('codeBlock', { language: 'python' }),
  ],
  formulas: [
    p('The area is ', text('\\pi r^2', 'maths'), ' and grows with ', text('\\frac{dA}{dr} = 2\\pi r', 'maths'), ' at the edge.'),
    node('mathsBlock', {}, '\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}'),
    node('mathsBlock', {}, '\\frac{broken'),
    node('mathsBlock', {}),
  ],
  buttons: [
    node('button', { href: 'https://example.org/form' }, 'Open the form'),
    node('button', { href: '' }, 'Leads nowhere'),
    node('button', { href: '' }),
  ],
  table: [
    node('table', {}, row(th('Port'), th('Depth'), th('Notes')), row(td('Kiel'), td('11 m'), td(long)), row(td('Riga'), td('9 m'), td(''))),
  ],
  'table with widths and merged cells': [
    node(
      'table',
      {},
      row(th('Port', { width: 96 }), th('Depths', { colspan: 2 })),
      row(td('Kiel', { rowspan: 2 }), td('11 m', { width: 140 }), td('9 m')),
      row(td('12 m'), td('8 m')),
    ),
  ],
  columns: [
    node(
      'columns',
      {},
      node('column', {}, node('heading', { level: 3 }, 'Before'), p(long)),
      node('column', {}, node('heading', { level: 3 }, 'After'), p('Short.')),
    ),
    node('columns', {}, node('column', {}, p()), node('column', {}, p()), node('column', {})),
  ],
  accordion: [
    node(
      'panels',
      { look: 'accordion' },
      panel('What if the wind turns?', p(long), node('bulletList', {}, li('Stay calm'))),
      panel('And at night?', p('Use the lights.')),
      panel('', p()),
    ),
  ],
  tabs: [
    node(
      'panels',
      { look: 'tabs' },
      panel('Sailing', p(long)),
      panel('Under engine', p('Slow ahead.')),
      panel('With a very long name of its own', p('Well.')),
      panel('', p()),
    ),
  ],
  steps: [
    node('panels', { look: 'steps' }, panel('Tie the spring line', p(long)), panel('Stop the engine', p('And listen.')), panel('', p())),
  ],
  timeline: [node('panels', { look: 'timeline' }, panel('1620', p('The first ropes.')), panel('1945', p(long)), panel('', p()))],
  'flip cards': [
    node(
      'cards',
      {},
      node('card', {}, node('side', {}, p('What is a bollard?')), node('side', {}, p('A post on a quay that lines are made fast to.'))),
      node('card', {}, node('side', {}, p(long)), node('side', {}, p('The spring line.'))),
      node('card', {}, node('side', {}, p()), node('side', {}, p())),
    ),
  ],
  nested: [
    node(
      'columns',
      {},
      node(
        'column',
        {},
        node('panels', { look: 'accordion' }, panel('Inside a column', node('callout', { tone: 'tip' }, p('And a callout in it.')))),
      ),
      node('column', {}, node('checkList', {}, li('A tick')), node('mathsBlock', {}, 'a^2 + b^2')),
    ),
  ],
  'hollow, as two people may leave it': [
    node('panels', { look: 'tabs' }),
    node('columns', {}),
    node('cards', {}, node('card', {})),
    node('panels', { look: 'steps' }, node('panel', {})),
  ],
})
