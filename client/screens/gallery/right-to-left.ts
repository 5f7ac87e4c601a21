import type { Prose } from '../../../shared/document/prose.ts'
import { li, node, p, panel, row, td, text, th } from './prose.ts'
import { film, harbour, paper } from './samples.ts'

// Blocks whose words run from right to left, with some between that do not.

const long = 'من يرسو وحده يربط الحبل النابض أولاً، لأنه يثبّت القارب في مكانه بينما كلّ شيء آخر لا يزال في اليدين.'
const hebrew = 'מי שעוגן לבד קושר קודם את הקפיץ, כי הוא מחזיק את הסירה במקום.'

export const rightToLeft = (): Record<string, Prose[]> => ({
  'Arabic text': [
    node('heading', { level: 1 }, 'الرسو'),
    p(long, ' ', text('مهمّ', 'strong'), ' ثم ', text('code', 'code'), ' و RF-30.'),
    node('heading', { level: 2 }, 'الخطوات'),
  ],
  'Hebrew text': [node('heading', { level: 2 }, 'עגינה'), p(hebrew), node('bulletList', {}, li('אחת'), li('שתיים'))],
  'Arabic lists': [
    node('bulletList', {}, li('واحد'), li('اثنان', node('orderedList', {}, li('أولاً'), li('ثانياً')))),
    node('orderedList', { start: 4 }, li('رابعاً'), li(long)),
    node('checkList', {}, li('الدفاعات'), li(long)),
  ],
  'Arabic callouts and quotes': [
    node('callout', { tone: 'warning' }, p(long)),
    node('quote', {}, p(long), p('مجهول')),
    node('codeBlock', { language: 'python' }, 'print("left to right")'),
    p(long),
  ],
  'Arabic table': [node('table', {}, row(th('الميناء', { width: 120 }), th('العمق'), th('ملاحظات')), row(td('كيل'), td('11 m'), td(long)))],
  'Arabic columns': [
    node(
      'columns',
      {},
      node('column', {}, node('heading', { level: 3 }, 'قبل'), p(long)),
      node('column', {}, node('heading', { level: 3 }, 'بعد'), p('قصير.')),
    ),
  ],
  'Arabic accordion': [
    node('panels', { look: 'accordion' }, panel('ماذا لو دارت الريح؟', p(long)), panel('وفي الليل؟', p('استعمل الأضواء.'))),
  ],
  'Arabic tabs': [node('panels', { look: 'tabs' }, panel('بالشراع', p(long)), panel('بالمحرّك', p('ببطء.')))],
  'Arabic steps': [node('panels', { look: 'steps' }, panel('اربط الحبل', p(long)), panel('أوقف المحرّك', p('واستمع.')))],
  'Arabic timeline': [node('panels', { look: 'timeline' }, panel('1620', p('الحبال الأولى.')), panel('1945', p(long)))],
  'Arabic cards': [
    node(
      'cards',
      {},
      node('card', {}, node('side', {}, p('ما هو المربط؟')), node('side', {}, p('عمود على الرصيف.'))),
      node('card', {}, node('side', {}, p('والثاني؟')), node('side', {}, p('حبل.'))),
    ),
  ],
  'Arabic media': [
    node('image', { ...harbour, alt: 'قارب', caption: 'قارب خلف الرصيف' }),
    node(
      'video',
      { ...film, title: 'الرسو', caption: 'الرسو', seconds: 2 },
      node('captions', { language: 'ar' }, node('cue', { start: 0, end: 1 }, 'الحبل النابض أولاً.')),
      node('chapter', { at: 1 }, 'المقدمة'),
    ),
    node('attachment', { ...paper, name: 'خطة.pdf' }),
    node('button', { href: 'https://example.org/form' }, 'افتح النموذج'),
    node('embed', { url: 'https://vimeo.com/76979871', title: 'الرسو في أربع دقائق' }),
    node('mathsBlock', {}, '\\int_0^\\infty e^{-x^2}\\,dx'),
    node('guide', {}, p('للمؤلفين: اذكر مثالاً.')),
  ],
})
