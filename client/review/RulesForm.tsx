import { createSignal, Match, Show, Switch } from 'solid-js'
import type { GroupId } from '../../shared/id.ts'
import { readReviewRules, type ReviewRules, setReviewRules } from '../../shared/review.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Checkbox, Select, TextField } from '../ui/Field.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './Review.module.css'

/** What a group asks before its courses are published. */
export function RulesForm(props: { groupId: GroupId; onClose: () => void }) {
  const asked = createAsked(
    () => props.groupId,
    (groupId) => ask(readReviewRules, { groupId }),
  )
  const [edited, setEdited] = createSignal<Partial<ReviewRules>>({})
  const rules = () => ({ ...asked.value()!.rules, ...edited() }) // read only once they are there
  const set = (change: Partial<ReviewRules>) => setEdited((before) => ({ ...before, ...change }))
  const save = async (wanted: ReviewRules | null) => {
    try {
      await ask(setReviewRules, { groupId: props.groupId, rules: wanted })
      toast(t('review.rulesSaved'), { tone: 'ok' })
      props.onClose()
    } catch (error) {
      showProblem(error)
    }
  }
  const inherited = () => asked.value() !== undefined && asked.value()?.from !== props.groupId
  return (
    <Dialog
      open
      title={t('review.rules')}
      about={t('review.rulesAbout')}
      onClose={() => props.onClose()}
      footer={
        <>
          <Show when={asked.value() && !inherited()}>
            <Button onClick={() => void save(null)}>{t('review.rulesInherit')}</Button>
          </Show>
          <Button tone="primary" disabled={!asked.value()} onClick={() => void save(rules())}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <Switch fallback={<Skeleton lines={6} />}>
        <Match when={asked.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Match>
        <Match when={asked.value()}>
          {(found) => (
            <div class={styles.form}>
              <Show when={inherited() && found().fromName}>
                {(name) => <p class={styles.soft}>{t('review.rulesFrom', { group: name() })}</p>}
              </Show>
              <TextField
                type="number"
                label={t('review.ruleApprovals')}
                min={0}
                max={5}
                value={String(rules().approvals)}
                onInput={(value) => set({ approvals: whole(value, 0, 5) })}
              />
              <Select
                label={t('review.ruleApprovers')}
                value={rules().approvers}
                onChange={(approvers) => set({ approvers })}
                options={(['anyone', 'reviewer', 'author', 'lnd', 'admin'] as const).map((value) => ({
                  value,
                  label: t(`review.by_${value}`),
                }))}
              />
              <Checkbox label={t('review.ruleOwnEdits')} checked={rules().ownEdits} onChange={(ownEdits) => set({ ownEdits })} />
              <Checkbox label={t('review.ruleMustFix')} checked={rules().mustFix} onChange={(mustFix) => set({ mustFix })} />
              <Checkbox label={t('review.ruleAltText')} checked={rules().altText} onChange={(altText) => set({ altText })} />
              <Checkbox label={t('review.ruleLinks')} checked={rules().links} onChange={(links) => set({ links })} />
              <Checkbox label={t('review.ruleNote')} checked={rules().note} onChange={(note) => set({ note })} />
              <Checkbox
                label={t('review.ruleSecond')}
                checked={rules().cosmeticBySecond}
                onChange={(cosmeticBySecond) => set({ cosmeticBySecond })}
              />
              <Select
                label={t('review.ruleVerifiers')}
                value={rules().verifiers}
                onChange={(verifiers) => set({ verifiers })}
                options={(['reviewer', 'author', 'anyone'] as const).map((value) => ({ value, label: t(`review.by_${value}`) }))}
              />
              <TextField
                type="number"
                label={t('review.ruleDays')}
                min={1}
                max={1095}
                value={String(rules().verifyDays)}
                onInput={(value) => set({ verifyDays: whole(value, 1, 1095) })}
              />
              <TextField
                type="number"
                label={t('review.ruleFlags')}
                min={1}
                max={50}
                value={String(rules().flagsEndIt)}
                onInput={(value) => set({ flagsEndIt: whole(value, 1, 50) })}
              />
              <Checkbox
                label={t('review.ruleLearners')}
                checked={rules().learnersSeeFreshness}
                onChange={(learnersSeeFreshness) => set({ learnersSeeFreshness })}
              />
            </div>
          )}
        </Match>
      </Switch>
    </Dialog>
  )
}

const whole = (value: string, least: number, most: number) => Math.min(most, Math.max(least, Math.round(Number(value) || 0)))
