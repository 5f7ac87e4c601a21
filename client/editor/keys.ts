import { tellKeys } from '../platform/keys.ts'
import { t } from '../platform/text.ts'

/** Lists the editor's keys under Mod+/ while a lesson is open. plugins/writing.ts and the blocks listen to them. */
export function tellEditorKeys(): void {
  tellKeys(
    () => t('editor.text'),
    () => [
      { keys: '/', does: t('editor.menu') },
      { keys: ':', does: t('editor.insertSign') },
      { keys: '@', does: t('editor.namePerson') },
      { keys: 'Mod+B', does: t('editor.bold') },
      { keys: 'Mod+I', does: t('editor.italic') },
      { keys: 'Mod+U', does: t('editor.underline') },
      { keys: 'Mod+E', does: t('editor.code') },
      { keys: 'Mod+K', does: t('editor.link') },
      { keys: 'Ctrl+Alt+M', does: t('editor.comment') },
      { keys: 'Ctrl+Alt+S', does: t('suggestions.suggest') },
      { keys: 'Ctrl+Alt+N', does: t('editor.nextRemark') },
      { keys: 'Ctrl+Alt+P', does: t('editor.previousRemark') },
      { keys: 'Esc', does: t('editor.selectBlock') },
      { keys: 'Shift+↓', does: t('editor.growSelection') },
      { keys: 'Alt+↑', does: t('editor.moveUp') },
      { keys: 'Alt+↓', does: t('editor.moveDown') },
      { keys: 'Alt+Enter', does: t('editor.blockMenu') },
      { keys: 'Alt+F10', does: t('editor.toolbar') },
      { keys: 'Mod+Shift+D', does: t('editor.duplicate') },
      { keys: 'Mod+Enter', does: t('editor.writeBelow') },
      { keys: 'Mod+.', does: t('editor.markCorrect') },
    ],
  )
}
