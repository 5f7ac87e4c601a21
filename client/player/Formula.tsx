import { createSignal, onMount } from 'solid-js'
import { t } from '../platform/text.ts'
import { setMaths } from '../ui/maths.ts'
import styles from './Formula.module.css'

/** A formula: its TeX until it is set. Passages go on counting the TeX, which is what its authors write (`data-source`). */
export function Formula(props: { tex: string; display?: boolean }) {
  let box!: HTMLSpanElement
  const [wrong, setWrong] = createSignal(false)
  onMount(() =>
    setMaths(box, props.tex, props.display ?? false).then(
      (fault) => setWrong(fault !== null),
      () => {}, // offline: the TeX can be read too
    ),
  )
  return (
    <span
      ref={box}
      class={styles.formula}
      classList={{ [styles.wrong!]: wrong() }}
      title={wrong() ? t('player.formulaWrong') : undefined}
      data-source={props.tex}
    >
      {props.tex}
    </span>
  )
}
