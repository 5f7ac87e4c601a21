import { fileUrl } from '../../../shared/file-addresses.ts'
import { StoredFile, uploadFile } from '../../../shared/files.ts'
import type { CourseId } from '../../../shared/id.ts'
import { t, textOf } from '../../platform/text.ts'
import type { Upload } from '../../editor/LessonEditor.tsx'

/** Sends files to a course. By XMLHttpRequest, because fetch does not tell how much of a body has left. */
export const uploadTo =
  (courseId: CourseId): Upload =>
  (file, onShare) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      const path = uploadFile.path.replace(':courseId', courseId)
      request.open(uploadFile.method, `/api${path}?${new URLSearchParams({ name: file.name || t('editor.picture') })}`)
      request.setRequestHeader('content-type', 'application/octet-stream')
      request.responseType = 'json'
      request.upload.addEventListener('progress', ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0))
      request.addEventListener('error', () => reject(new Error(t('problems.offline'))))
      request.addEventListener('load', () => {
        const kept = StoredFile.safeParse(request.response)
        if (request.status < 300 && kept.success) return resolve({ ...kept.data, url: kept.data.url || fileUrl(courseId, kept.data.id) })
        const said = request.response as { code?: string; message?: string } | null
        reject(new Error(textOf(`problems.${said?.code ?? ''}`) ?? said?.message ?? t('editor.uploadFailed')))
      })
      request.send(file)
    })
