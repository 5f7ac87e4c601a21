import FileInput from 'lucide-solid/icons/file-input'
import { createSignal } from 'solid-js'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import styles from './ImportDialog.module.css'
import { type Chosen, droppedFiles, filesOf, pastedFile } from './pack.ts'

/** Where files are dropped, with buttons for those who do not drag. */
export function FileDrop(props: { onChoose: (chosen: Chosen | Promise<Chosen>) => void }) {
  const [over, setOver] = createSignal(false)
  let files!: HTMLInputElement
  let folder!: HTMLInputElement
  const take = (input: HTMLInputElement) => {
    if (input.files?.length) props.onChoose(filesOf(input.files))
    // The same files may be chosen again after a fault.
    input.value = ''
  }
  return (
    <div
      class={styles.drop}
      classList={{ [styles.over!]: over() }}
      tabindex="0"
      role="group"
      aria-label={t('interop.drop')}
      onPaste={(event) => {
        const file = pastedFile(event.clipboardData)
        if (!file) return
        event.preventDefault()
        props.onChoose(file)
      }}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (event.dataTransfer) props.onChoose(droppedFiles(event.dataTransfer))
      }}
    >
      <FileInput aria-hidden="true" />
      <p>
        <strong>{t('interop.drop')}</strong>
      </p>
      <p class={styles.soft}>{t('interop.or')}</p>
      <div class={styles.buttons}>
        <Button onClick={() => files.click()}>{t('interop.chooseFiles')}</Button>
        <Button onClick={() => folder.click()}>{t('interop.chooseFolder')}</Button>
      </div>
      <p class={styles.soft}>{t('interop.hint')}</p>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept=".docx,.pptx,.html,.htm,.md,.markdown,.mdown,.mkd,.zip,image/png,image/jpeg,image/gif,image/webp,image/avif"
        aria-label={t('interop.chooseFiles')}
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={(input) => {
          folder = input
          input.webkitdirectory = true
        }}
        type="file"
        hidden
        aria-label={t('interop.chooseFolder')}
        onChange={(event) => take(event.currentTarget)}
      />
    </div>
  )
}
