import { createUniqueId, For, Show, splitProps, type JSX } from 'solid-js'
import { t } from '../platform/text.ts'
import { classes } from './classes.ts'
import styles from './Field.module.css'

type FieldProps = {
  label: string
  /** One line of help under the field. */
  hint?: string
  /** What is wrong with it and how to mend it. */
  error?: string | undefined
  optional?: boolean
  /** The label is read out but not shown: the place says what it is. */
  hideLabel?: boolean
}

/** What ties an input to its label and its help: spread it on the input. */
type FieldBinding = { id: string; readonly 'aria-describedby': string | undefined; readonly 'aria-invalid': true | undefined }

/** A label, any input, and help or a fault below it. */
function Field(props: FieldProps & { children: (binding: FieldBinding) => JSX.Element }) {
  const id = `f${createUniqueId()}`
  const binding: FieldBinding = {
    id,
    get 'aria-describedby'() {
      return props.error || props.hint ? `${id}-help` : undefined
    },
    get 'aria-invalid'() {
      return props.error ? true : undefined
    },
  }
  return (
    <div class={styles.field}>
      <label for={id} class={props.hideLabel ? 'visually-hidden' : styles.label}>
        {props.label}
        <Show when={props.optional}>
          <span class={styles.optional}> {t('ui.optional')}</span>
        </Show>
      </label>
      {props.children(binding)}
      <Show when={props.error || props.hint}>
        <p id={`${id}-help`} class={props.error ? styles.error : styles.hint} role={props.error ? 'alert' : undefined}>
          {props.error || props.hint}
        </p>
      </Show>
    </div>
  )
}

const own = ['label', 'hint', 'error', 'optional', 'hideLabel', 'onInput'] as const

/** One line of text. `onInput` gets what the field holds now. */
export function TextField(
  props: FieldProps & { value: string; onInput: (value: string) => void } & Omit<
      JSX.InputHTMLAttributes<HTMLInputElement>,
      'onInput' | 'value'
    >,
) {
  const [mine, rest] = splitProps(props, own)
  return (
    <Field {...mine}>
      {(binding) => (
        <input
          type="text"
          {...rest}
          {...binding}
          class={classes(styles.input, rest.class)}
          onInput={(event) => mine.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** Several lines of text; grows with what is written. */
export function TextArea(
  props: FieldProps & { value: string; onInput: (value: string) => void } & Omit<
      JSX.TextareaHTMLAttributes<HTMLTextAreaElement>,
      'onInput' | 'value'
    >,
) {
  const [mine, rest] = splitProps(props, own)
  return (
    <Field {...mine}>
      {(binding) => (
        <textarea
          rows={3}
          {...rest}
          {...binding}
          class={classes(styles.input, styles.area, rest.class)}
          onInput={(event) => mine.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

export type Option<Value extends string> = { value: Value; label: string; disabled?: boolean }

/** One of a few; the browser's own list. */
export function Select<Value extends string>(
  props: FieldProps & { value: Value; onChange: (value: Value) => void; options: readonly Option<Value>[]; disabled?: boolean },
) {
  return (
    <Field
      label={props.label}
      hint={props.hint ?? ''}
      error={props.error}
      optional={props.optional ?? false}
      hideLabel={props.hideLabel ?? false}
    >
      {(binding) => (
        <select
          {...binding}
          class={`${styles.input} ${styles.select}`}
          disabled={props.disabled}
          value={props.value}
          // Its options carry the values of the union, and nothing else can be chosen.
          onChange={(event) => props.onChange(event.currentTarget.value as Value)}
        >
          <For each={props.options}>
            {(option) => (
              <option value={option.value} disabled={option.disabled} selected={option.value === props.value}>
                {option.label}
              </option>
            )}
          </For>
        </select>
      )}
    </Field>
  )
}

/** A fact that is so or not. */
export function Checkbox(props: {
  label: JSX.Element
  checked: boolean
  onChange: (checked: boolean) => void
  hint?: string
  disabled?: boolean
}) {
  const id = `c${createUniqueId()}`
  return (
    <div class={styles.check}>
      <input
        id={id}
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled}
        aria-describedby={props.hint ? `${id}-help` : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label for={id}>
        {props.label}
        <Show when={props.hint}>
          <span id={`${id}-help`} class={styles.hint}>
            {props.hint}
          </span>
        </Show>
      </label>
    </div>
  )
}
