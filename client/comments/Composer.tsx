import ImagePlus from 'lucide-solid/icons/image-plus'
import { createSignal, createUniqueId, For, onMount, Show } from 'solid-js'
import { bodyOf } from '../../shared/comment-typing.ts'
import { type Body, type CommentPicture, maxCommentLength, maxPictures, type Mentionable } from '../../shared/comments.ts'
import type { CourseRole } from '../../shared/rights.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './Composer.module.css'
import { keepDraft, noDraft, recallDraft } from './drafts.ts'
import { createPicker } from './picker.ts'
import { commentPictures } from './pictures.ts'
import { PictureStrip } from './PictureStrip.tsx'
import { createSigns } from './signs.ts'
import type { Threads } from './state.ts'

type ComposerProps = {
  threads: Pick<Threads, 'courseId' | 'mayInvite' | 'invite'>
  /** Where the words would go; what was begun there is kept on the device until it is sent. */
  draft: string
  label: string
  /** The verb on the button. */
  verb: string
  /** Words to begin with instead of a kept draft: those of a comment that is being changed. */
  words?: { typed: string; people: { id: Mentionable['id']; name: string }[]; pictures: CommentPicture[] }
  focus?: boolean
  /** Resolves to whether the words have arrived; only then the field is emptied. */
  onSend: (body: Body) => Promise<boolean>
  /** Esc and Cancel: the words stay on the device. */
  onLeave?: () => void
}

/** A field for a comment. `@` offers people, `:` signs, pictures are pasted, dropped or chosen; Ctrl+Enter sends, Esc goes back and keeps the words on the device. */
export function Composer(props: ComposerProps) {
  const first = props.words ?? recallDraft(props.draft)
  const [typed, setTyped] = createSignal(first.typed)
  const [people, setPeople] = createSignal(first.people)
  const pictures = commentPictures(props.threads.courseId)
  const [shown, setShown] = createSignal<readonly CommentPicture[]>(first.pictures ?? [])
  const [busy, setBusy] = createSignal(false)
  const [stranger, setStranger] = createSignal<Mentionable>()
  const [inviting, setInviting] = createSignal(false)
  const [role, setRole] = createSignal<CourseRole>('commenter')
  let area!: HTMLTextAreaElement
  let chooser!: HTMLInputElement
  const picker = createPicker(
    () => props.threads.courseId,
    () => props.threads.mayInvite(),
  )
  const signs = createSigns()
  const id = createUniqueId()
  const isOffering = () => picker.people().length > 0 || signs.found().length > 0

  const keep = () => !props.words && keepDraft(props.draft, { typed: typed(), people: people(), pictures: [...shown()] })
  const write = (text: string) => {
    setTyped(text)
    grow()
    keep()
  }
  const grow = () => {
    area.style.blockSize = 'auto'
    area.style.blockSize = `${area.scrollHeight + 2}px`
  }
  onMount(() => {
    grow()
    if (!props.focus) return
    area.focus()
    area.setSelectionRange(area.value.length, area.value.length)
  })

  /** Somebody without access is asked in first: a mention would tell them nothing. */
  const choosePerson = (person: Mentionable) => {
    if (person.reads) return mention(person)
    picker.pause()
    setRole('commenter')
    setStranger(person)
  }
  /** The question stays until it is answered: words typed behind it would end up in the name's place. */
  const invite = async (person: Mentionable) => {
    setInviting(true)
    const isIn = await props.threads.invite(person.id, role())
    setInviting(false)
    if (stranger() !== person) return
    leaveInviting()
    if (isIn) mention(person)
  }
  const leaveInviting = () => {
    setStranger()
    area.focus()
  }
  const mention = (person: Mentionable) => {
    const [from, to] = [picker.from(), area.selectionStart]
    const name = `@${person.name} `
    setPeople((all) => [...all.filter((each) => each.id !== person.id), { id: person.id, name: person.name }])
    write(typed().slice(0, from) + name + typed().slice(to))
    picker.close()
    area.focus()
    area.setSelectionRange(from + name.length, from + name.length)
  }

  const chooseSign = (sign: string) => {
    const [from, to] = [signs.from(), area.selectionStart]
    write(typed().slice(0, from) + sign + typed().slice(to))
    signs.close()
    area.focus()
    area.setSelectionRange(from + sign.length, from + sign.length)
  }
  const change = (next: readonly CommentPicture[]) => {
    setShown(next)
    keep()
  }
  const addPictures = async (files: readonly File[]) => {
    for (const file of files) {
      if (shown().length >= maxPictures) return toast(t('comments.picturesMany', { count: maxPictures }))
      const picture = await pictures.add(file)
      if (picture) change([...shown(), picture])
    }
  }
  const picturesIn = (from: DataTransfer | null) => [...(from?.files ?? [])].filter(({ type }) => type.startsWith('image/'))

  /** The space that came with a name gives way to a sign that ends or parts a sentence. */
  const closeUp = (event: InputEvent & { currentTarget: HTMLTextAreaElement }) => {
    const { value, selectionStart: at } = event.currentTarget
    if (!/^[.,;:!?…)]$/.test(event.data ?? '') || !people().some(({ name }) => value.slice(0, at - 1).endsWith(`@${name} `))) return
    event.currentTarget.setRangeText('', at - 2, at - 1, 'preserve')
  }

  async function send() {
    if (isEmpty() || tooLong() || busy()) return
    const [sent, sentPictures] = [typed(), shown()]
    setBusy(true)
    // The field is empty at once, because the words already stand in the thread; they come back when they are refused.
    setTyped('')
    setShown([])
    grow()
    keep()
    const arrived = await props.onSend(bodyOf(sent, people(), sentPictures))
    setBusy(false)
    if (!arrived && isEmpty()) {
      setTyped(sent)
      setShown(sentPictures)
    }
    if (arrived && !typed()) setPeople(noDraft.people)
    if (area.isConnected) grow()
    keep()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (picker.people().length > 0 && picker.onKey(event, choosePerson)) return
    if (signs.onKey(event, chooseSign)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void send()
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      if (picker.isOpen()) picker.close()
      else if (signs.found().length > 0) signs.close()
      else if (props.onLeave) props.onLeave()
      else area.blur()
    }
  }

  const isEmpty = () => !typed().trim() && shown().length === 0
  const tooLong = () => typed().length > maxCommentLength
  return (
    <div class={styles.composer}>
      <div class={styles.field}>
        <textarea
          ref={area}
          rows={1}
          class={styles.area}
          dir="auto"
          aria-label={props.label}
          placeholder={props.label}
          value={typed()}
          aria-autocomplete="list"
          aria-controls={`${id}-${signs.found().length > 0 ? 'signs' : 'people'}`}
          aria-activedescendant={isOffering() ? `${id}-${signs.found().length > 0 ? `sign-${signs.at()}` : picker.at()}` : undefined}
          aria-invalid={tooLong() || undefined}
          onInput={(event) => {
            closeUp(event)
            write(event.currentTarget.value)
            picker.look(event.currentTarget)
            signs.look(event.currentTarget)
          }}
          onClick={(event) => {
            picker.look(event.currentTarget)
            signs.close()
          }}
          onBlur={() => {
            signs.close()
            if (!stranger()) picker.close()
          }}
          onPaste={(event) => {
            const files = picturesIn(event.clipboardData)
            // A page's words with a picture beside them are words.
            if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return
            event.preventDefault()
            void addPictures(files)
          }}
          onDragOver={(event) => event.dataTransfer?.types.includes('Files') && event.preventDefault()}
          onDrop={(event) => {
            if (!event.dataTransfer?.types.includes('Files')) return
            event.preventDefault()
            void addPictures(picturesIn(event.dataTransfer))
          }}
          onKeyDown={onKeyDown}
        />
        <input
          ref={chooser}
          type="file"
          accept="image/png,image/jpeg,image/gif,image/webp,image/avif"
          multiple
          hidden
          aria-label={t('comments.pictureAdd')}
          onChange={(event) => {
            const { currentTarget } = event
            void addPictures([...(currentTarget.files ?? [])]).then(() => (currentTarget.value = ''))
          }}
        />
        <IconButton label={t('comments.pictureAdd')} size="small" class={styles.attach ?? ''} onClick={() => chooser.click()}>
          <ImagePlus size={16} />
        </IconButton>
        <ul
          id={`${id}-people`}
          class={styles.people}
          role="listbox"
          aria-label={t('comments.mention')}
          hidden={picker.people().length === 0}
        >
          <For each={picker.people()}>
            {(person, at) => (
              <li
                id={`${id}-${at()}`}
                role="option"
                class={styles.person}
                aria-selected={at() === picker.at()}
                aria-disabled={!person.reads && !props.threads.mayInvite()}
                onPointerDown={(event) => {
                  event.preventDefault()
                  if (person.reads || props.threads.mayInvite()) choosePerson(person)
                }}
              >
                <Avatar person={person} size="small" named />
                <span class={styles.name}>{person.name}</span>
                <Show when={!person.reads}>
                  <span class={styles.without}>{t(props.threads.mayInvite() ? 'comments.noAccessInvite' : 'comments.noAccess')}</span>
                </Show>
              </li>
            )}
          </For>
        </ul>
        <ul id={`${id}-signs`} class={styles.people} role="listbox" aria-label={t('editor.signs')} hidden={signs.found().length === 0}>
          <For each={signs.found()}>
            {({ sign, label }, at) => (
              <li
                id={`${id}-sign-${at()}`}
                role="option"
                class={styles.person}
                aria-selected={at() === signs.at()}
                onPointerDown={(event) => {
                  event.preventDefault()
                  chooseSign(sign)
                }}
              >
                <span class={styles.sign}>{sign}</span>
                <span class={styles.name}>{label}</span>
              </li>
            )}
          </For>
        </ul>
      </div>
      <PictureStrip
        chosen={shown()}
        pictures={pictures}
        onAlt={({ picture }, alt) => change(shown().map((each) => (each.picture === picture ? { ...each, alt } : each)))}
        onRemove={({ picture }) => {
          if (!props.words?.pictures.some((each) => each.picture === picture)) pictures.giveUp(picture)
          change(shown().filter((each) => each.picture !== picture))
          area.focus()
        }}
      />
      <Show when={!isEmpty() || typed() || props.onLeave}>
        <div class={styles.foot}>
          <Show
            when={tooLong()}
            fallback={
              <span class={styles.hint}>
                <Kbd keys="Mod+Enter" /> {t('comments.sends')}
              </span>
            }
          >
            <span class={styles.fault} role="alert">
              {t('comments.tooLong', { count: typed().length - maxCommentLength })}
            </span>
          </Show>
          <Show when={props.onLeave}>
            <Button size="small" tone="quiet" onClick={() => props.onLeave?.()}>
              {t('ui.cancel')}
            </Button>
          </Show>
          <Button size="small" tone="primary" disabled={isEmpty() || tooLong()} onClick={() => void send()}>
            {props.verb}
          </Button>
        </div>
      </Show>
      <Dialog
        open={stranger() !== undefined}
        onClose={leaveInviting}
        size="small"
        title={t('comments.inviteAsk', { name: stranger()?.name ?? '' })}
        footer={
          <>
            <Button onClick={leaveInviting}>{t('ui.cancel')}</Button>
            <Button
              tone="primary"
              busy={inviting()}
              onClick={() => {
                const person = stranger()
                if (person) void invite(person)
              }}
            >
              {t('comments.invite')}
            </Button>
          </>
        }
      >
        <p class={styles.why}>{t('comments.inviteText', { name: stranger()?.name ?? '' })}</p>
        <Select
          label={t('comments.inviteAs')}
          value={role()}
          onChange={setRole}
          options={(['commenter', 'editor'] as const).map((value) => ({ value, label: t(`comments.inviteAs_${value}`) }))}
        />
      </Dialog>
    </div>
  )
}
