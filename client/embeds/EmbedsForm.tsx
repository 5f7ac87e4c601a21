import X from 'lucide-solid/icons/x'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { allowedEmbed } from '../../shared/document/addresses.ts'
import { providerNames } from '../../shared/embed-providers.ts'
import { type EmbedRules, getGroupEmbeds, setGroupEmbeds } from '../../shared/embeds.ts'
import type { GroupId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { list } from '../platform/format.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Checkbox, TextField } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './EmbedsForm.module.css'

/** Which pages of others the lessons of a group may show, and what holds from above. Changed by whoever runs the group. */
export function EmbedsForm(props: { groupId: GroupId; onClose: () => void }) {
  const asked = createAsked(
    () => props.groupId,
    (groupId) => ask(getGroupEmbeds, { groupId }),
  )
  const [edited, setEdited] = createSignal<Partial<EmbedRules>>({})
  const [typed, setTyped] = createSignal('')
  const [fault, setFault] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const own = (): EmbedRules => ({ known: true, hosts: [], ...asked.value()?.own, ...edited() })
  const above = (): EmbedRules => asked.value()?.above ?? { known: true, hosts: [] }
  const set = (change: Partial<EmbedRules>) => setEdited((before) => ({ ...before, ...change }))

  /** Takes what is in the field; answers whether it could. */
  const add = (): boolean => {
    if (typed().trim() === '') return true
    const host = hostIn(typed())
    if (!host) return (setFault(t('embeds.noHost')), false)
    if (above().hosts.includes(host)) return (setFault(t('embeds.isAbove', { host })), false)
    if (!own().hosts.includes(host)) set({ hosts: [...own().hosts, host].toSorted() })
    setTyped('')
    setFault()
    return true
  }
  const save = async () => {
    // Who typed a host and pressed Save meant it too.
    if (!add()) return
    setBusy(true)
    try {
      await ask(setGroupEmbeds, { groupId: props.groupId, ...own() })
      toast(t('embeds.saved'), { tone: 'ok' })
      props.onClose()
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      title={t('embeds.title')}
      about={t('embeds.about')}
      onClose={() => props.onClose()}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>
          <Button tone="primary" disabled={!asked.value()} busy={busy()} onClick={() => void save()}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <Switch fallback={<Skeleton lines={6} />}>
        <Match when={asked.fault()}>{(why) => <Banner tone="danger">{wordsOf(why())}</Banner>}</Match>
        <Match when={asked.value()}>
          <div class={styles.form}>
            <Checkbox
              label={t('embeds.known')}
              hint={above().known ? t('embeds.knownHint', { names: list(providerNames) }) : t('embeds.knownAbove')}
              checked={own().known && above().known}
              disabled={!above().known}
              onChange={(known) => set({ known })}
            />
            <Show when={above().hosts.length > 0}>
              <section aria-labelledby="hosts-above">
                <h3 id="hosts-above" class={styles.heading}>
                  {t('embeds.above')}
                </h3>
                <ul class={styles.hosts}>
                  <For each={above().hosts}>{(host) => <li class={styles.inherited}>{host}</li>}</For>
                </ul>
              </section>
            </Show>
            <section aria-labelledby="hosts-own">
              <h3 id="hosts-own" class={styles.heading}>
                {t('embeds.own')}
              </h3>
              <ul class={styles.hosts}>
                <For each={own().hosts} fallback={<li class={styles.none}>{t('embeds.none')}</li>}>
                  {(host) => (
                    <li>
                      <span>{host}</span>
                      <IconButton
                        label={t('embeds.forbid', { host })}
                        onClick={() => set({ hosts: own().hosts.filter((one) => one !== host) })}
                      >
                        <X />
                      </IconButton>
                    </li>
                  )}
                </For>
              </ul>
            </section>
            <form
              class={styles.add}
              onSubmit={(event) => {
                event.preventDefault()
                add()
              }}
            >
              <TextField
                label={t('embeds.host')}
                hint={t('embeds.hostHint')}
                error={fault()}
                value={typed()}
                onInput={(value) => (setTyped(value), setFault())}
                inputmode="url"
                autocomplete="off"
                autocapitalize="off"
                spellcheck={false}
                dir="ltr"
              />
              <Button type="submit">{t('embeds.allow')}</Button>
            </form>
          </div>
        </Match>
      </Switch>
    </Dialog>
  )
}

/** The host that somebody means who types one, or pastes the address of one of its pages. */
function hostIn(words: string): string | undefined {
  const address = `https://${words
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')}`
  return allowedEmbed(address) ? new URL(address).hostname : undefined
}
