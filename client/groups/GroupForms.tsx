import { createSignal, type JSX } from 'solid-js'
import type { SeenGroup } from '../../shared/groups.ts'
import type { GroupId } from '../../shared/id.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import { addGroup, nameGroup, placeGroup, useGroups } from './state.ts'
import { placesFor } from './tree.ts'

type FormProps = { group: SeenGroup; onClose: () => void }

/** Makes a group inside `group`. */
export function NewGroupForm(props: FormProps & { onMade: (id: GroupId) => void }) {
  const [name, setName] = createSignal('')
  const save = async () => {
    const id = await addGroup(props.group.id, name())
    toast(t('groups.made', { name: name() }), { tone: 'ok' })
    props.onClose()
    props.onMade(id)
  }
  return (
    <OneField title={t('groups.newGroup')} button={t('groups.create')} save={save} onClose={props.onClose}>
      {(fault) => <TextField label={t('groups.name')} value={name()} onInput={setName} error={fault} required maxlength={120} autofocus />}
    </OneField>
  )
}

/** Gives `group` another name. */
export function RenameGroupForm(props: FormProps) {
  const [name, setName] = createSignal(props.group.name) // a first value only
  const save = async () => {
    await nameGroup(props.group.id, name())
    props.onClose()
  }
  return (
    <OneField title={t('groups.rename')} button={t('groups.saveName')} save={save} onClose={props.onClose}>
      {(fault) => <TextField label={t('groups.name')} value={name()} onInput={setName} error={fault} required maxlength={120} autofocus />}
    </OneField>
  )
}

/** Moves `group`, with all inside it, into another. */
export function MoveGroupForm(props: FormProps) {
  const places = () => placesFor(useGroups().value() ?? [], props.group).filter(({ group }) => group.roles.length > 0)
  const [chosen, setChosen] = createSignal<GroupId | undefined>(places()[0]?.group.id)
  const save = async () => {
    const to = chosen()
    const place = places().find(({ group }) => group.id === to)?.group
    if (!place) return
    await placeGroup(props.group.id, place.id)
    toast(t('groups.moved', { name: props.group.name, place: place.name }), { tone: 'ok' })
    props.onClose()
  }
  return (
    <OneField
      title={t('groups.moveTitle', { name: props.group.name })}
      about={t('groups.moveAbout')}
      button={t('groups.moveNow')}
      save={save}
      onClose={props.onClose}
    >
      {(fault) => (
        <Select
          label={t('groups.moveTo')}
          value={chosen() ?? ''}
          error={fault}
          onChange={(value) => setChosen(value as GroupId)} // its options are the ids of groups
          options={places().map(({ group, depth }) => ({ value: group.id, label: `${'\u2003'.repeat(depth)}${group.name}` }))}
        />
      )}
    </OneField>
  )
}

type OneFieldProps = {
  title: string
  about?: string
  button: string
  /** What it throws is shown at the field. */
  save: () => Promise<void>
  onClose: () => void
  children: (fault: string | undefined) => JSX.Element
}

/** A dialog that asks one thing. */
function OneField(props: OneFieldProps) {
  const [fault, setFault] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const formId = 'one-field'
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      await props.save()
    } catch (error) {
      setFault(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      size="small"
      title={props.title}
      {...(props.about && { about: props.about })}
      onClose={props.onClose}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>
          <Button type="submit" form={formId} tone="primary" busy={busy()}>
            {props.button}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void send(event)}>
        {props.children(fault())}
      </form>
    </Dialog>
  )
}
