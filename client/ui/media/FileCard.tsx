import Download from 'lucide-solid/icons/download'
import FileText from 'lucide-solid/icons/file-text'
import { bytes } from '../../platform/format.ts'
import { t } from '../../platform/text.ts'
import styles from './Media.module.css'

/** A file to save: what it is called, how large it is. */
export function FileCard(props: { src: string; name: string; bytes: number }) {
  return (
    <a class={styles.file} href={props.src} download={props.name} data-tip={t('media.save', { name: props.name })}>
      <FileText aria-hidden="true" size={22} />
      <span class={styles.fileName}>{props.name}</span> <span class={styles.quiet}>{props.bytes > 0 ? bytes(props.bytes) : ''}</span>
      <Download aria-hidden="true" size={18} />
    </a>
  )
}
