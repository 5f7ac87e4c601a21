import FileInput from 'lucide-solid/icons/file-input'
import FilePlus from 'lucide-solid/icons/file-plus'
import LayoutTemplate from 'lucide-solid/icons/layout-template'
import { type Component, createUniqueId, For, type JSX, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { GroupId } from '../../shared/id.ts'
import type { Template } from '../../shared/templates.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { createTemplates } from './state.ts'
import styles from './StartPicker.module.css'
import { TemplateFiguresLine } from './TemplateFiguresLine.tsx'

/** What a new course begins with. */
export type Start = { kind: 'blank' } | { kind: 'import' } | { kind: 'template'; template: Template }

type StartPickerProps = { groupId: GroupId | undefined; language: string; value: Start; onChange: (start: Start) => void }

/** An empty page, something written elsewhere, or a template: one choice, with a look into what it would bring. */
export function StartPicker(props: StartPickerProps) {
  const { templates, fault } = createTemplates(
    () => props.groupId,
    () => props.language,
  )
  const own = () => templates()?.filter(({ groupName }) => groupName !== null) ?? []
  const builtIn = () => templates()?.filter(({ groupName }) => groupName === null) ?? []
  const name = createUniqueId()
  const chosen = () => (props.value.kind === 'template' ? props.value.template : undefined)
  const cards = (list: () => Template[]) => (
    <For each={list()}>
      {(template) => (
        <Choice
          name={name}
          icon={LayoutTemplate}
          title={template.title}
          text={template.about}
          checked={chosen()?.id === template.id}
          onChoose={() => props.onChange({ kind: 'template', template })}
        >
          <TemplateFiguresLine template={template} />
        </Choice>
      )}
    </For>
  )
  return (
    <fieldset class={styles.picker}>
      <legend>{t('templates.beginWith')}</legend>
      <div class={styles.ways}>
        <Choice
          name={name}
          icon={FilePlus}
          title={t('templates.blank')}
          text={t('templates.blankText')}
          checked={props.value.kind === 'blank'}
          onChoose={() => props.onChange({ kind: 'blank' })}
        />
        <Choice
          name={name}
          icon={FileInput}
          title={t('templates.import')}
          text={t('templates.importText')}
          checked={props.value.kind === 'import'}
          onChoose={() => props.onChange({ kind: 'import' })}
        />
      </div>
      <Show when={chosen()}>{(template) => <Preview template={template()} />}</Show>
      <Show when={fault()}>{(found) => <Banner tone="danger">{wordsOf(found())}</Banner>}</Show>
      <Show when={own().length}>
        <h3 class={styles.heading}>{t('templates.own')}</h3>
        <div class={styles.cards}>{cards(own)}</div>
      </Show>
      <Show when={props.groupId && !fault()}>
        <h3 class={styles.heading}>{t('templates.builtIn')}</h3>
        <Show when={templates()} fallback={<Skeleton height="12rem" />}>
          <div class={styles.cards}>{cards(builtIn)}</div>
        </Show>
      </Show>
    </fieldset>
  )
}

type ChoiceProps = {
  name: string
  icon: Component<{ size?: number }>
  title: string
  text: string
  checked: boolean
  onChoose: () => void
  children?: JSX.Element
}

function Choice(props: ChoiceProps) {
  const id = createUniqueId()
  return (
    <label class={styles.choice} classList={{ [styles.chosen!]: props.checked }}>
      <input
        type="radio"
        class={styles.radio}
        name={props.name}
        checked={props.checked}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        onChange={() => props.onChoose()}
      />
      <Dynamic component={props.icon} size={18} />
      <span class={styles.words}>
        <strong id={`${id}-title`}>{props.title}</strong>
        <span id={`${id}-text`} class={styles.soft}>
          {props.text}
        </span>
        {props.children}
      </span>
    </label>
  )
}

/** The lessons that a template brings. */
function Preview(props: { template: Template }) {
  return (
    <section class={styles.preview} aria-label={t('templates.preview', { title: props.template.title })}>
      <h3>{props.template.title}</h3>
      <For each={props.template.sections}>
        {(section) => (
          <div>
            <h4>{section.title}</h4>
            <ul>
              <For each={section.lessons}>
                {(lesson) => (
                  <li>
                    <span>{lesson.title}</span>
                    <Show when={lesson.questions}>
                      <span class={styles.soft}>{t('templates.questions', { count: lesson.questions })}</span>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </div>
        )}
      </For>
      <p class={styles.soft}>{t('templates.guidance')}</p>
    </section>
  )
}
