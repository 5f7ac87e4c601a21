import Library from 'lucide-solid/icons/library'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { type BankQuestion, copyFromBank, listBank, removeFromBank, saveToBank } from '../../shared/bank.ts'
import { attrsOf, type Prose } from '../../shared/document/prose.ts'
import type { CourseId, GroupId } from '../../shared/id.ts'
import { BankId } from '../../shared/bank.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { date } from '../platform/format.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { TextField } from '../ui/Field.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './BankDialog.module.css'

/** What is wanted of the bank: a question put into the text, or one of the text kept. */
export type BankWish = { insert: (question: Prose) => void } | { keep: Prose; onKept: (id: string, version: number) => void }

type BankDialogProps = { courseId: CourseId; groupId: GroupId; wish: BankWish; onClose: () => void }

/** The questions that a group keeps for its courses. */
export function BankDialog(props: BankDialogProps) {
  return (
    <Show when={'keep' in props.wish ? props.wish : undefined} fallback={<Choose {...props} />}>
      {(wish) => <Keep {...props} keep={wish().keep} onKept={wish().onKept} />}
    </Show>
  )
}

/** Keeps a question; one that came from the bank can become its next version there. */
function Keep(props: BankDialogProps & { keep: Prose; onKept: (id: string, version: number) => void }) {
  const [busy, setBusy] = createSignal(false)
  const origin = () => BankId.safeParse(attrsOf(props.keep)['bank']).data
  const version = () => Number(attrsOf(props.keep)['bankVersion']) || undefined
  const save = async (asNew: boolean) => {
    setBusy(true)
    try {
      const { courseId, groupId, keep: content } = props
      const lineage = asNew ? {} : { bankId: origin(), onTopOf: version() }
      const kept = await ask(saveToBank, { courseId, groupId, content, ...lineage })
      props.onKept(kept.id, kept.version)
      toast(t('bank.kept', { group: kept.groupName, version: kept.version }), { tone: 'ok' })
      props.onClose()
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open title={t('bank.keepTitle')} about={t('bank.keepAbout')} onClose={props.onClose}>
      <div class={styles.actions}>
        <Show when={origin()}>
          <Button tone="primary" busy={busy()} onClick={() => void save(false)}>
            {t('bank.keepVersion', { version: (version() ?? 0) + 1 })}
          </Button>
        </Show>
        <Button tone={origin() ? 'plain' : 'primary'} busy={busy()} onClick={() => void save(true)}>
          {t('bank.keepNew')}
        </Button>
      </div>
    </Dialog>
  )
}

/** Finds a question and copies it into the course. */
function Choose(props: BankDialogProps) {
  const [words, setWords] = createSignal('')
  const [busy, setBusy] = createSignal<string>()
  const found = createAsked(
    () => `${props.groupId} ${words().trim()}`,
    () => ask(listBank, { groupId: props.groupId, q: words().trim() }),
  )
  const insert = async (question: BankQuestion) => {
    if (!('insert' in props.wish)) return
    setBusy(question.id)
    try {
      const { content } = await ask(copyFromBank, { courseId: props.courseId, bankId: question.id })
      props.wish.insert(content)
      props.onClose()
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy()
    }
  }
  const remove = async (question: BankQuestion) => {
    setBusy(question.id)
    try {
      await ask(removeFromBank, { groupId: question.groupId, bankId: question.id })
      await found.reload()
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy()
    }
  }
  return (
    <Dialog open title={t('bank.title')} about={t('bank.about')} onClose={props.onClose}>
      <TextField label={t('bank.search')} hideLabel type="search" placeholder={t('bank.search')} value={words()} onInput={setWords} />
      <Switch fallback={<Skeleton lines={4} />}>
        <Match when={found.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Match>
        <Match when={found.value()}>
          {(page) => (
            <ul class={styles.list} aria-label={t('bank.title')}>
              <For
                each={page().items}
                fallback={
                  <EmptyState small icon={Library} title={t(words().trim() ? 'bank.nothing' : 'bank.empty')} text={t('bank.emptyText')} />
                }
              >
                {(question) => (
                  <li class={styles.question}>
                    <div>
                      <strong>{question.title}</strong>
                      <small>
                        {t(`bank.kind.${question.kind}`)} · {question.groupName} · {t('bank.version', { version: question.version })} ·{' '}
                        {question.by.name}, {date(question.at)}
                      </small>
                    </div>
                    <span class={styles.actions}>
                      <Show when={question.mayEdit}>
                        <Button
                          size="small"
                          tone="quiet"
                          disabled={busy() !== undefined}
                          onClick={() => void remove(question)}
                          aria-label={t('bank.removeOf', { title: question.title })}
                        >
                          {t('bank.remove')}
                        </Button>
                      </Show>
                      <Button
                        size="small"
                        busy={busy() === question.id}
                        onClick={() => void insert(question)}
                        aria-label={t('bank.insertOf', { title: question.title })}
                      >
                        {t('bank.insert')}
                      </Button>
                    </span>
                  </li>
                )}
              </For>
            </ul>
          )}
        </Match>
      </Switch>
    </Dialog>
  )
}
