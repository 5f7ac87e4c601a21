import ListFilter from 'lucide-solid/icons/list-filter'
import { createEffect, createSignal, on } from 'solid-js'
import type { PersonId } from '../../shared/id.ts'
import { recall, remember } from '../platform/memory.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { type Choice, firstChoice, scopes, sorts, states } from './order.ts'

type FilterProps = {
  choice: Choice
  onChoice: (choice: Choice) => void
  /** Those who spoke, to be listed alone. */
  people: readonly { id: PersonId; name: string }[]
  unread: number
  onReadAll: () => void
  onSave: () => void
}

/** Which threads are listed, in which order, and what can be done with all of them. */
export function Filter(props: FilterProps) {
  const set = (change: Partial<Choice>) => props.onChoice({ ...props.choice, ...change })
  const said = () => {
    const person = props.people.find(({ id }) => id === props.choice.person)
    const state = t(`comments.state_${props.choice.state}`)
    return person ? `${state}, ${person.name}` : state
  }
  const items = (): MenuItem[] => [
    ...states.map((state) => ({
      label: t(`comments.state_${state}`),
      checked: props.choice.state === state,
      onSelect: () => set({ state }),
      ...(state === 'unread' && props.unread > 0 && { hint: String(props.unread) }),
    })),
    ...(props.people.length > 1
      ? [
          { heading: t('comments.fromWhom') },
          { label: t('comments.everybody'), checked: !props.choice.person, onSelect: () => set({ person: undefined }) },
          ...props.people.slice(0, mostPeople).map(({ id, name }) => ({
            label: name,
            checked: props.choice.person === id,
            onSelect: () => set({ person: id }),
          })),
        ]
      : []),
    'line',
    ...sorts.map((sort) => ({ label: t(`comments.sort_${sort}`), checked: props.choice.sort === sort, onSelect: () => set({ sort }) })),
    'line',
    ...scopes.map((scope) => ({
      label: t(`comments.scope_${scope}`),
      checked: props.choice.scope === scope,
      onSelect: () => set({ scope }),
    })),
    'line',
    { label: t('comments.readAll'), disabled: props.unread === 0, onSelect: () => props.onReadAll() },
    { label: t('comments.saveCsv'), onSelect: () => props.onSave() },
  ]
  return (
    <Menu
      label={t('comments.filter')}
      items={items()}
      trigger={(opener) => (
        <Button {...opener} size="small" tone="quiet" aria-label={`${t('comments.filter')}: ${said()}`}>
          <ListFilter aria-hidden="true" />
          {said()}
        </Button>
      )}
    />
  )
}
/** So many are listed; words of the others are found by their names. */
const mostPeople = 12

/** The choice of this person on this device; what and whose words they looked for is forgotten. */
export function createChoice() {
  const [state, sort, scope] = (recall('threads.choice') ?? '').split(' ')
  const [choice, setChoice] = createSignal<Choice>({
    state: states.find((each) => each === state) ?? firstChoice.state,
    sort: sorts.find((each) => each === sort) ?? firstChoice.sort,
    scope: scopes.find((each) => each === scope) ?? firstChoice.scope,
  })
  createEffect(on(choice, (now) => remember('threads.choice', `${now.state} ${now.sort} ${now.scope}`), { defer: true }))
  return [choice, setChoice] as const
}
