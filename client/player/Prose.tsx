import Info from 'lucide-solid/icons/info'
import Lightbulb from 'lucide-solid/icons/lightbulb'
import OctagonAlert from 'lucide-solid/icons/octagon-alert'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { For, type JSX, lazy, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { attrsOf, type Prose, textOfBlock } from '../../shared/document/prose.ts'
import { gridOf, tableStyle } from '../../shared/document/table-grid.ts'
import { t } from '../platform/text.ts'
import { Cards, Columns, Panels } from './Boxes.tsx'
import { Checklist } from './Checklist.tsx'
import { createHighlight } from './code.ts'
import { useAsking } from './context.ts'
import { Formula } from './Formula.tsx'
import { blockId, Inline, shownHref } from './Inline.tsx'
import { MediaLater } from './MediaLater.tsx'
import { Picture } from './Picture.tsx'
import styles from './Prose.module.css'
import { Question } from './Question.tsx'

const Pool = lazy(async () => ({ default: (await import('./questions/more.ts')).Pool }))

// Published prose as it is read. Every block carries its id in `data-block`; those that hold text themselves are marked
// `data-text`, and hold nothing else: passages count their characters.

/** Blocks one below the other. */
export function Blocks(props: { of: readonly Prose[] | undefined }) {
  return <For each={props.of}>{blockOf}</For>
}

/** What a published block looks like. A kind this program does not know shows what it holds. */
function blockOf(node: Prose): JSX.Element {
  const id = blockId(node)
  switch (node.type) {
    case 'paragraph':
      return (
        <p data-block={id} data-text="">
          <Inline of={node.content} />
        </p>
      )
    case 'heading':
      // The lesson's title is the page's first heading, so what is inside it begins at the second.
      return (
        <Dynamic component={headings[Number(attrsOf(node)['level'])] ?? 'h3'} data-block={id} data-text="">
          <Inline of={node.content} />
        </Dynamic>
      )
    case 'bulletList':
      return (
        <ul data-block={id}>
          <Blocks of={node.content} />
        </ul>
      )
    case 'orderedList':
      return (
        <ol data-block={id} start={Number(attrsOf(node)['start'] ?? 1)}>
          <Blocks of={node.content} />
        </ol>
      )
    case 'checkList':
      return <Checklist node={node} blocks={Blocks} />
    case 'listItem':
      return (
        <li data-block={id}>
          <Blocks of={node.content} />
        </li>
      )
    case 'quote':
      return (
        <blockquote data-block={id}>
          <Blocks of={node.content} />
        </blockquote>
      )
    case 'codeBlock':
      return <Code node={node} />
    case 'mathsBlock':
      return (
        <div class={styles.maths} data-block={id} data-text="" role="group" aria-label={t('player.formula')} tabindex="0">
          <Formula tex={textOfBlock(node)} display />
        </div>
      )
    case 'button':
      return <ButtonLink node={node} />
    case 'columns':
      return <Columns node={node} blocks={Blocks} />
    case 'panels':
      return <Panels node={node} blocks={Blocks} />
    case 'panelTitle': // a second one, which its part has no other place for
      return (
        <p data-block={id} data-text="">
          <Inline of={node.content} />
        </p>
      )
    case 'cards':
      return <Cards node={node} blocks={Blocks} />
    case 'divider':
      return <hr data-block={id} />
    case 'image':
      return <Picture node={node} />
    case 'gallery':
    case 'video':
    case 'audio':
    case 'attachment':
    case 'embed':
      return (
        <MediaLater node={node}>
          <Blocks of={node.content} />
        </MediaLater>
      )
    case 'table':
      return (
        <div class={styles.table} data-block={id} role="group" aria-label={t('player.table')} tabindex="0">
          <TableOf node={node} />
        </div>
      )
    case 'tableRow':
      return (
        <tr>
          <Blocks of={node.content} />
        </tr>
      )
    case 'tableHeader':
    case 'tableCell':
      return (
        <Dynamic component={node.type === 'tableHeader' ? 'th' : 'td'} data-block={id} {...spansOf(node)}>
          <Blocks of={node.content} />
        </Dynamic>
      )
    case 'callout':
      return <Callout node={node} />
    case 'question':
      return <Dynamic component={useAsking().onPaper ?? Question} node={node} blocks={Blocks} />
    case 'pool':
      return (
        <Suspense>
          <Pool node={node} block={blockOf} />
        </Suspense>
      )
    default:
      return <Blocks of={node.content} />
  }
}

const headings: Record<number, 'h2' | 'h3' | 'h4'> = { 1: 'h2', 2: 'h3', 3: 'h4' }

/** Columns are as wide as their cells say, where they say it. */
function TableOf(props: { node: Prose }) {
  const widths = () =>
    gridOf(
      (props.node.content ?? []).map((row) => row.content ?? []),
      (cell) => ({ ...spansOf(cell), width: typeof attrsOf(cell)['width'] === 'number' ? (attrsOf(cell)['width'] as number) : null }),
    ).widths
  return (
    <table style={tableStyle(widths())}>
      <colgroup>
        <For each={widths()}>{(width) => <col style={{ width: width === null ? undefined : `${width}px` }} />}</For>
      </colgroup>
      <tbody>
        <Blocks of={props.node.content} />
      </tbody>
    </table>
  )
}

const spansOf = (node: Prose) => ({ colspan: Number(attrsOf(node)['colspan'] ?? 1), rowspan: Number(attrsOf(node)['rowspan'] ?? 1) })

const tones = {
  note: { icon: Info, name: 'player.toneNote' },
  tip: { icon: Lightbulb, name: 'player.toneTip' },
  warning: { icon: TriangleAlert, name: 'player.toneWarning' },
  danger: { icon: OctagonAlert, name: 'player.toneDanger' },
} as const
const isTone = (tone: unknown): tone is keyof typeof tones => typeof tone === 'string' && Object.hasOwn(tones, tone)

function Callout(props: { node: Prose }) {
  const said = () => attrsOf(props.node)['tone']
  const tone = () => tones[toneOf(said())]
  return (
    <div class={`${styles.callout} ${styles[toneOf(said())]}`} data-block={blockId(props.node)} role="note" aria-label={t(tone().name)}>
      <Dynamic component={tone().icon} aria-hidden="true" />
      <div>
        <Blocks of={props.node.content} />
      </div>
    </div>
  )
}
const toneOf = (said: unknown) => (isTone(said) ? said : 'note')

function ButtonLink(props: { node: Prose }) {
  const href = () => shownHref(attrsOf(props.node)['href'])
  return (
    <p>
      <a
        class={styles.button}
        href={href()}
        data-block={blockId(props.node)}
        data-text=""
        {...(/^https?:/i.test(href() ?? '') && { target: '_blank', rel: 'noopener noreferrer' })}
      >
        {props.node.content?.length ? <Inline of={props.node.content} /> : href()?.replace(/^(https?:\/\/|mailto:|tel:)/i, '')}
      </a>
    </p>
  )
}

function Code(props: { node: Prose }) {
  const language = String(attrsOf(props.node)['language'] ?? '') // eslint-disable-line solid/reactivity -- published prose never changes
  const pieces = createHighlight(textOfBlock(props.node), language)
  return (
    <pre class={styles.code} tabindex="0" role="group" aria-label={language ? `${t('player.code')}: ${language}` : t('player.code')}>
      <code data-block={blockId(props.node)} data-text="">
        <For each={pieces()}>{(piece) => (piece.look ? <span class={piece.look}>{piece.text}</span> : piece.text)}</For>
      </code>
    </pre>
  )
}
