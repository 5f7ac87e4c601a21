import { strToU8, zipSync } from 'fflate'

// Small files as Word and PowerPoint would write them.

const xml = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`)
const rels = (...items: [id: string, type: string, target: string, outside?: boolean][]) =>
  xml(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items
      .map(
        ([id, type, target, outside]) =>
          `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${outside ? ' TargetMode="External"' : ''}/>`,
      )
      .join('')}</Relationships>`,
  )
const types = xml(
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
)
const w =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'

export const run = (text: string, style = '') => `<w:r><w:rPr>${style}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
export const line = (inside: string, style = '') => `<w:p><w:pPr>${style && `<w:pStyle w:val="${style}"/>`}</w:pPr>${inside}</w:p>`
export const drawn = (id: string, alt: string) =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="${alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`

type Word = {
  body: string
  comments?: string
  picture?: Uint8Array
  outside?: string
  extra?: Record<string, Uint8Array>
  doctype?: string
}

export const aWordFile = ({ body, comments = '', picture, outside, extra = {}, doctype = '' }: Word) =>
  zipSync({
    '[Content_Types].xml': types,
    '_rels/.rels': rels(['rId1', 'officeDocument', 'word/document.xml']),
    'word/document.xml': xml(`${doctype}<w:document ${w}><w:body>${body}</w:body></w:document>`),
    'word/_rels/document.xml.rels': rels(
      ['rId1', 'styles', 'styles.xml'],
      ['rId2', 'image', 'media/a.png'],
      ['rId3', 'hyperlink', 'https://a.example/', true],
      ['rId4', 'hyperlink', 'javascript:alert(1)', true],
      ...(outside ? ([['rId5', 'image', outside, true]] as [string, string, string, boolean][]) : []),
    ),
    'word/styles.xml': xml(
      `<w:styles ${w}>${['Title', 'heading 1', 'heading 2'].map((name) => `<w:style w:type="paragraph" w:styleId="${name.replace(' ', '')}"><w:name w:val="${name}"/></w:style>`).join('')}</w:styles>`,
    ),
    ...(comments && { 'word/comments.xml': xml(`<w:comments ${w}>${comments}</w:comments>`) }),
    ...(picture && { 'word/media/a.png': picture }),
    ...extra,
  })

const p =
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
export const shape = (kind: string, ...lines: string[]) =>
  `<p:sp><p:nvSpPr><p:cNvPr id="2" name="s"/><p:cNvSpPr/><p:nvPr>${kind && `<p:ph type="${kind}"/>`}</p:nvPr></p:nvSpPr><p:txBody><a:bodyPr/>${lines.join('')}</p:txBody></p:sp>`
export const said = (text: string, level = 0) => `<a:p><a:pPr lvl="${level}"/><a:r><a:rPr/><a:t>${text}</a:t></a:r></a:p>`

type Slide = { shapes: string; notes?: string; hidden?: boolean; isSection?: boolean }

export const aDeck = (slides: Slide[], picture?: Uint8Array) =>
  zipSync({
    '[Content_Types].xml': types,
    'ppt/presentation.xml': xml(
      `<p:presentation ${p}><p:sldIdLst>${slides.map((_, n) => `<p:sldId id="${256 + n}" r:id="r${n}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    ),
    'ppt/_rels/presentation.xml.rels': rels(
      ...slides.map((_, n): [string, string, string] => [`r${n}`, 'slide', `slides/slide${n + 1}.xml`]),
    ),
    'ppt/slideLayouts/head.xml': xml(`<p:sldLayout ${p} type="secHead"/>`),
    ...(picture && { 'ppt/media/a.png': picture }),
    ...Object.assign(
      {},
      ...slides.map(({ shapes, notes, hidden, isSection }, n) => ({
        [`ppt/slides/slide${n + 1}.xml`]: xml(
          `<p:sld ${p}${hidden ? ' show="0"' : ''}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`,
        ),
        [`ppt/slides/_rels/slide${n + 1}.xml.rels`]: rels(
          ['i1', 'image', '../media/a.png'],
          ...(notes ? ([['n1', 'notesSlide', `../notesSlides/n${n}.xml`]] as [string, string, string][]) : []),
          ...(isSection ? ([['l1', 'slideLayout', '../slideLayouts/head.xml']] as [string, string, string][]) : []),
        ),
        ...(notes && {
          [`ppt/notesSlides/n${n}.xml`]: xml(`<p:notes ${p}><p:cSld><p:spTree>${shape('body', said(notes))}</p:spTree></p:cSld></p:notes>`),
        }),
      })),
    ),
  })
