import { Show } from 'solid-js'
import { getLetterWishes, setLetterWishes } from '../../shared/notifications.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Checkbox } from '../ui/Field.tsx'

/** What one hears of by mail. */
export function LetterWishes() {
  const wishes = createAsked(
    () => true,
    () => ask(getLetterWishes),
  )
  const choose = async (mine: boolean) => {
    wishes.set(() => ({ mine }))
    await ask(setLetterWishes, { mine }).catch((error: unknown) => {
      wishes.set(() => ({ mine: !mine }))
      showProblem(error)
    })
  }
  return (
    <Show when={wishes.value()}>
      {(now) => (
        <Checkbox
          label={t('notifications.mine')}
          hint={t('notifications.mineAbout')}
          checked={now().mine}
          onChange={(mine) => void choose(mine)}
        />
      )}
    </Show>
  )
}
