import CircleCheck from 'lucide-solid/icons/circle-check-big'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { PublishCheck } from '../../shared/play.ts'
import type { CourseId } from '../../shared/id.ts'
import type { PublishFault, Version } from '../../shared/publishing.ts'
import { minutes } from '../platform/format.ts'
import { wordsOf } from '../platform/problems.ts'
import { t, textOf } from '../platform/text.ts'
import { Badge } from '../ui/Badge.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextArea } from '../ui/Field.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ChangeList, changeNames } from './ChangeList.tsx'
import { PlanForm } from './PlanForm.tsx'
import styles from './PublishDialog.module.css'
import { createPublishing, type Publishing } from './state.ts'

/** Where a fault is: in a lesson, unless somebody said it of the course. `review`: others mend it, beside the review. */
type FaultPlace = {
  lesson?: string | undefined
  block?: string | undefined
  thread?: string | undefined
  review?: boolean
}

/** What publishing a course needs to know of the screen it stands on. */
export type PublishProps = {
  courseId: CourseId
  /** Where a fault is mended; the dialog closes and goes there. */
  linkTo: (place: FaultPlace) => string
  /** Resolves when everything typed here is durable; a version holds at least that. */
  settled?: () => Promise<unknown>
  onPublished?: (version: Version) => void
}

type PublishDialogProps = PublishProps & { open: boolean; onClose: () => void }

/** What publishing would do, for whom, and what stands in its way; then the act itself and what came of it. */
export function PublishDialog(props: PublishDialogProps) {
  return (
    <Show when={props.open}>
      <Opened {...props} />
    </Show>
  )
}

function Opened(props: PublishDialogProps) {
  const publishing = createPublishing(
    () => props.courseId,
    async () => props.settled?.(),
  )
  const [note, setNote] = createSignal('')
  const next = () => publishing.published()?.version ?? (publishing.check()?.current ?? 0) + 1
  const publish = async () => {
    const version = await publishing.publish(note())
    if (version) props.onPublished?.(version)
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={publishing.published() ? t('publishing.doneTitle', { version: next() }) : t('publishing.title', { version: next() })}
      about={publishing.published() ? '' : t('publishing.about')}
      footer={
        <Show
          when={publishing.published()}
          fallback={
            <>
              <Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>
              <Button
                tone="primary"
                disabled={!publishing.ready() || (publishing.check()?.noteNeeded === true && note().trim() === '')}
                busy={publishing.busy()}
                onClick={() => void publish()}
              >
                {publishing.busy() ? t('publishing.publishing') : t('publishing.confirm', { version: next() })}
              </Button>
            </>
          }
        >
          <Button onClick={() => props.onClose()}>{t('publishing.close')}</Button>
          <ButtonLink tone="primary" href={`/play/${props.courseId}`}>
            {t('publishing.play')}
          </ButtonLink>
        </Show>
      }
    >
      <Switch fallback={<Checking />}>
        <Match when={publishing.published()}>
          {(version) => (
            <p class={styles.done} role="status">
              <CircleCheck aria-hidden="true" />
              {t('publishing.doneText', { count: version().lessons, changed: version().changed })}
            </p>
          )}
        </Match>
        <Match when={publishing.checkFault()}>
          {(error) => (
            <Banner tone="danger" action={<Button onClick={() => void publishing.look()}>{t('ui.retry')}</Button>}>
              {wordsOf(error())}
            </Banner>
          )}
        </Match>
        <Match when={publishing.check()}>
          {(check) => (
            <Preview
              courseId={props.courseId}
              check={check()}
              publishing={publishing}
              linkTo={props.linkTo}
              onClose={props.onClose}
              note={note()}
              setNote={setNote}
            />
          )}
        </Match>
      </Switch>
    </Dialog>
  )
}

const Checking = () => (
  <div>
    <p class="visually-hidden" role="status">
      {t('publishing.checking')}
    </p>
    <Skeleton lines={5} />
  </div>
)

type PreviewProps = Pick<PublishDialogProps, 'courseId' | 'linkTo' | 'onClose'> & {
  check: PublishCheck
  publishing: Publishing
  note: string
  setNote: (note: string) => void
}

function Preview(props: PreviewProps) {
  const nothing = () => props.check.current > 0 && props.check.changes.length === 0 && !props.check.reshaped && !props.check.withdrawn
  return (
    <div class={styles.preview}>
      <Show when={props.publishing.fault()}>{(error) => <Banner tone="danger">{wordsOf(error())}</Banner>}</Show>
      <Show when={props.publishing.stops().length > 0}>
        <Faults
          title={t('publishing.faultsTitle', { count: props.publishing.stops().length })}
          faults={props.publishing.stops()}
          linkTo={props.linkTo}
          onClose={props.onClose}
          stops
        />
        <div>
          <Button size="small" onClick={() => void props.publishing.look()}>
            {t('publishing.refresh')}
          </Button>
        </div>
      </Show>
      <Show when={props.check.linksChecking > 0}>
        <p class={styles.soft} role="status">
          {t('publishing.linksChecking', { count: props.check.linksChecking })}
        </p>
      </Show>
      <Show when={nothing()} fallback={<Impact courseId={props.courseId} check={props.check} publishing={props.publishing} />}>
        <p>{t('publishing.nothing', { version: props.check.current })}</p>
      </Show>
      <Show when={props.publishing.ready()}>
        <TextArea
          label={t('publishing.note')}
          hint={t(props.check.noteNeeded ? 'publishing.noteNeeded' : 'publishing.noteHint')}
          optional={!props.check.noteNeeded}
          value={props.note}
          onInput={props.setNote}
          maxLength={500}
          rows={2}
        />
      </Show>
      <PlanForm
        courseId={props.courseId}
        plan={props.check.plan}
        note={props.note}
        mayPlan={props.publishing.ready()}
        onPlanned={() => props.publishing.look()}
      />
      <Show when={props.publishing.hints().length > 0}>
        <Faults
          title={t('publishing.hintsTitle', { count: props.publishing.hints().length })}
          faults={props.publishing.hints()}
          linkTo={props.linkTo}
          onClose={props.onClose}
        />
      </Show>
    </div>
  )
}

/** Lessons that change, and how many people that touches. */
function Impact(props: { courseId: CourseId; check: PublishCheck; publishing: Publishing }) {
  const people = () => props.check.learners
  const again = () =>
    people().touched > 0
      ? t('publishing.finished', {
          count: people().touched,
          all: people().finished,
          minutes: minutes(props.check.minutesAgain),
          together: minutes(people().minutesTogether),
        })
      : t('publishing.finishedNone', { count: people().finished })
  return (
    <>
      <section>
        <h3>{t('publishing.changesTitle')}</h3>
        <Show when={props.check.current === 0}>
          <p class={styles.soft}>{t('publishing.first')}</p>
        </Show>
        <Show when={props.check.reshaped && !props.check.changes.some(({ again }) => again)}>
          <p class={styles.soft}>{t('publishing.reshaped')}</p>
        </Show>
        <ChangeList
          courseId={props.courseId}
          current={props.check.current}
          changes={props.check.changes}
          onClaimed={() => props.publishing.look()}
        />
        <Show when={props.check.closes.flags > 0}>
          <details class={styles.soft}>
            <summary>{t('publishing.closesFlags', { count: props.check.closes.flags })}</summary>
            <ul class={styles.places}>
              <For each={props.check.closes.which}>
                {(flag) => <li>{t('publishing.closesFlag', { quote: flag.quote, lesson: flag.title, count: flag.people })}</li>}
              </For>
            </ul>
          </details>
        </Show>
        <Show when={props.check.closes.suggestions > 0}>
          <p class={styles.soft}>{t('publishing.closesSuggestions', { count: props.check.closes.suggestions })}</p>
        </Show>
      </section>
      <Show when={props.check.current > 0}>
        <section>
          <h3>{t('publishing.learnersTitle')}</h3>
          <Show when={people().inProgress + people().finished > 0} fallback={<p class={styles.soft}>{t('publishing.nobody')}</p>}>
            <Show when={people().inProgress > 0}>
              <p class={styles.soft}>{t('publishing.inProgress', { count: people().inProgress })}</p>
              <ul class={styles.places}>
                <For each={people().where}>
                  {(place) => (
                    <li>
                      {t('publishing.whereLine', { count: place.people, lesson: place.title })}{' '}
                      <Show when={place.change}>{(change) => <Badge>{t(changeNames[change()])}</Badge>}</Show>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
            <Show when={people().finished > 0}>
              <p class={styles.soft}>{again()}</p>
            </Show>
          </Show>
        </section>
      </Show>
    </>
  )
}

function Faults(
  props: Pick<PublishDialogProps, 'linkTo' | 'onClose'> & { title: string; faults: readonly PublishFault[]; stops?: boolean },
) {
  return (
    <section>
      <h3>{props.title}</h3>
      <ul class={styles.faults} classList={{ [styles.stops!]: props.stops ?? false }}>
        <For each={props.faults}>
          {(fault) => (
            <li>
              <div>
                <p class={styles.where}>{fault.title}</p>
                <p>
                  {textOf(`publishing.fault.${fault.code}`, fault.vars ?? {}) ?? fault.message}
                  <Show when={fault.vars?.['why'] && textOf(`publishing.link_${fault.vars['why']}`)}>{(why) => <> {why()}</>}</Show>
                </p>
              </div>
              <Show when={fault.lesson || fault.thread}>
                <ButtonLink
                  size="small"
                  tone="quiet"
                  href={props.linkTo({ lesson: fault.lesson, block: fault.block, thread: fault.thread, review: isForReviewers(fault) })}
                  onClick={() => props.onClose()}
                >
                  {t('publishing.goThere')}
                </ButtonLink>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

const isForReviewers = ({ code }: PublishFault) => code === 'gate.approvals' || code === 'gate.approvalEnded'
