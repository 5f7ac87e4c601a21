import type { EditorState } from 'prosemirror-state'
import { createEffect, createSignal, For, on, onCleanup, Show, untrack } from 'solid-js'
import { personHref } from '../../../shared/document/names.ts'
import type { Person } from '../../../shared/people.ts'
import { language, t } from '../../platform/text.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { markType } from '../nodes.ts'
import { placeBeside } from './placing.ts'
import type { Links, Tools } from './tools.ts'

/** What was typed behind a colon or an at sign, which stands at `from`. */
type Begun = { what: 'sign' | 'person'; from: number; to: number; query: string }
type Offer = { key: string; label: string; sign?: string; person?: Person }

// Two letters behind a colon, so that `:D` and a line break stay what they are; a name may have two parts.
const begins = /(?:^|[\s(\ufffc])(?::([\p{L}\p{N}_+-]{2,20})|@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]+)?))$/u

/** What is being asked for at the caret. */
export function begunAt({ selection: { $from, empty }, schema }: EditorState): Begun | undefined {
  const { parent, parentOffset, pos } = $from
  if (!empty || !parent.inlineContent || parent.type.spec.code) return undefined
  if ($from.marks().some(({ type }) => type.spec.code || type === markType(schema, 'link'))) return undefined
  const found = begins.exec(parent.textBetween(0, parentOffset, undefined, '\ufffc'))
  const query = found?.[1] ?? found?.[2]
  if (query === undefined) return undefined
  return { what: found?.[1] === undefined ? 'person' : 'sign', from: pos - query.length - 1, to: pos, query }
}

const mostShown = 8
const restMs = 120

async function signsFor(query: string): Promise<Offer[]> {
  const { findEmoji, nameOf } = await import('../../platform/emoji.ts')
  return findEmoji(query, mostShown).map((one) => ({ key: one.sign, sign: one.sign, label: nameOf(one, language()) }))
}

async function peopleFor(query: string, links: Links, isWanted: () => boolean): Promise<Offer[]> {
  // A moment's rest, so that a name typed quickly is asked for once.
  await new Promise((resolve) => setTimeout(resolve, restMs))
  const found = isWanted() ? await (await links.elsewhere()).people(query) : []
  return found.slice(0, mostShown).map((person) => ({ key: person.id, person, label: person.name }))
}

/**
 * The list that `:` and `@` open behind a space: signs, and people who can see the course.
 *
 * The focus stays in the text. It opens for what was just typed, and never for a caret that came by.
 */
export function Offers(props: { tools: Tools }) {
  const { view } = props.tools.lesson
  const { links } = props.tools // one for the life of the lesson
  const [begun, setBegun] = createSignal<Begun>()
  const [found, setFound] = createSignal<readonly Offer[]>([])
  const [picked, setPicked] = createSignal(0)
  let typed = false
  let refused: number | undefined

  const close = () => {
    setBegun()
    setFound([])
  }
  const look = (state: EditorState) => {
    const before = untrack(begun)
    const now = typed || before ? begunAt(state) : undefined
    typed = false
    if (!now || (now.what === 'person' && !links)) refused = undefined
    if (!now || now.from === refused || (now.what === 'person' && !links)) return close()
    setBegun(now)
    if (now.query === before?.query && now.what === before.what) return
    const isWanted = () => begun()?.query === now.query && begun()?.what === now.what
    const offers = now.what === 'sign' ? signsFor(now.query) : peopleFor(now.query, links!, isWanted) // looked at above
    void offers
      .catch(() => []) // offline: the words stay as they are typed
      .then((list) => {
        if (!isWanted()) return
        setPicked(0)
        setFound(list)
      })
  }
  createEffect(on(props.tools.state, look, { defer: true }))

  const choose = (offer: Offer) => {
    const at = begun()
    if (!at) return
    const { tr, schema } = view.state
    const marks = view.state.doc.resolve(at.to).marks()
    if (offer.sign) tr.replaceWith(at.from, at.to, schema.text(offer.sign, marks))
    if (offer.person) {
      const link = markType(schema, 'link')
      const named = link.create({ href: personHref(offer.person.id) }).addToSet(marks)
      tr.replaceWith(at.from, at.to, [schema.text(`@${offer.person.name}`, named), schema.text(' ', marks)]).removeStoredMark(link)
    }
    close()
    view.dispatch(tr.setMeta('apart', true).scrollIntoView())
    view.focus()
  }

  const onInput = () => (typed = true)
  const onKeyDown = (event: KeyboardEvent) => {
    const list = found()
    if (list.length === 0 || !begun() || event.isComposing || !view.dom.contains(event.target as Node)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const offer = list[picked()]
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (step) setPicked((picked() + step + list.length) % list.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && offer) choose(offer)
    else if (event.key === 'Escape') {
      refused = begun()?.from
      close()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  // Heard before the text hears it, which would break the line or leave the block.
  props.tools.wrapper.addEventListener('keydown', onKeyDown, true)
  view.dom.addEventListener('beforeinput', onInput)
  view.dom.addEventListener('blur', close)
  onCleanup(() => {
    props.tools.wrapper.removeEventListener('keydown', onKeyDown, true)
    view.dom.removeEventListener('beforeinput', onInput)
    view.dom.removeEventListener('blur', close)
    tell()
  })
  /** The list is drawn outside; the text says to a screen reader which line of it is picked. */
  const tell = (line?: string) => {
    if (line) view.dom.setAttribute('aria-activedescendant', line)
    else if (view.dom.getAttribute('aria-activedescendant')?.startsWith('offer-')) view.dom.removeAttribute('aria-activedescendant')
  }
  createEffect(() => tell(found().length > 0 ? `offer-${picked()}` : undefined))

  return (
    <Show when={found().length > 0 && begun()?.what} keyed>
      {(what) => (
        <List tools={props.tools} what={what} from={begun()?.from} found={found()} picked={picked()} onPick={setPicked} onChoose={choose} />
      )}
    </Show>
  )
}

type ListProps = {
  tools: Tools
  what: Begun['what']
  from: number | undefined
  found: readonly Offer[]
  picked: number
  onPick: (at: number) => void
  onChoose: (offer: Offer) => void
}

function List(props: ListProps) {
  let box!: HTMLDivElement
  const { view } = props.tools.lesson
  const anchor = () => {
    if (props.from === undefined || props.from > view.state.doc.content.size) return null
    const { left, top, bottom } = view.coordsAtPos(props.from)
    return new DOMRect(left, top, 0, bottom - top)
  }
  placeBeside(
    () => box,
    anchor,
    () => props.found,
    'bottom-start',
  )
  createEffect(() => box.querySelector(`#offer-${props.picked}`)?.scrollIntoView({ block: 'nearest' }))
  return (
    <div
      ref={box}
      popover="manual"
      class="slash-menu"
      role="listbox"
      aria-label={t(props.what === 'sign' ? 'editor.signs' : 'editor.mentionable')}
    >
      <For each={props.found}>
        {(offer, at) => (
          <div
            id={`offer-${at()}`}
            class="slash-entry offer"
            role="option"
            aria-selected={at() === props.picked}
            onPointerMove={() => at() !== props.picked && props.onPick(at())}
            onMouseDown={(event) => {
              event.preventDefault() // the focus stays in the text
              props.onChoose(offer)
            }}
          >
            <Show when={offer.person} fallback={<span class="offer-sign">{offer.sign}</span>}>
              {(person) => <Avatar person={person()} size="small" named />}
            </Show>
            <span>{offer.label}</span>
          </div>
        )}
      </For>
    </div>
  )
}
