import Lightbulb from 'lucide-solid/icons/lightbulb'
import { type Component, createSignal, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { attrsOf, type Prose } from '../../../shared/document/prose.ts'
import { wordsOf } from '../../platform/problems.ts'
import { t } from '../../platform/text.ts'
import { toast } from '../../platform/toast.ts'
import { Button } from '../../ui/Button.tsx'
import { useAsking } from '../context.ts'
import styles from '../Question.module.css'
import { idOf } from './body.ts'

/** Hints, one after another, for whoever asks. */
export function Hints(props: { node: Prose; done: boolean; blocks: Component<{ of: readonly Prose[] }> }) {
  const asking = useAsking()
  const count = () => Number(attrsOf(props.node)['hints'] ?? 0)
  const [told, setTold] = createSignal<readonly Prose[]>([])
  const [busy, setBusy] = createSignal(false)
  const ask = async () => {
    setBusy(true)
    try {
      setTold(await asking.hints(idOf(props.node), told().length + 1))
    } catch (error) {
      toast(wordsOf(error), { tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Show when={count() > 0}>
      <div class={styles.hints} role="status">
        <Dynamic component={props.blocks} of={told()} />
      </div>
      <Show when={!props.done && told().length < count()}>
        <Button size="small" tone="quiet" onClick={() => void ask()} busy={busy()}>
          <Lightbulb aria-hidden="true" />
          {count() > 1 ? t('player.hintNth', { place: told().length + 1, count: count() }) : t('player.hintShow')}
        </Button>
      </Show>
    </Show>
  )
}
