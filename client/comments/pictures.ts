import { createSignal } from 'solid-js'
import { type CommentPicture, type CommentPictureId, maxPictureBytes, sendCommentPicture } from '../../shared/comments.ts'
import { type CourseId, newId } from '../../shared/id.ts'
import { Problem } from '../../shared/problem.ts'
import { ask, Offline } from '../platform/api.ts'
import { allOnDevice, dropFromDevice, keepOnDevice } from '../platform/device-files.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'

// Pictures of comments on their way. They travel apart from the words and under an id made here, so that a comment
// written offline waits with its pictures on this device, and either may arrive first.

type Kept = { courseId: CourseId; id: CommentPictureId; file: File }
const keyOf = (courseId: string, id = '') => `comment ${courseId} ${id}`
const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'id' in value && 'file' in value

const again = new Set(['unavailable', 'signedOut', 'busy'])
const pauseMs = 15_000

function create(courseId: CourseId) {
  const [urls, setUrls] = createSignal<ReadonlyMap<CommentPictureId, string>>(new Map())
  const [onTheWay, setOnTheWay] = createSignal<ReadonlySet<CommentPictureId>>(new Set<CommentPictureId>())
  const givenUp = new Set<CommentPictureId>()

  const show = (id: CommentPictureId, file: File) =>
    setUrls((all) => (all.has(id) ? all : new Map([...all, [id, URL.createObjectURL(file)]])))
  const forget = (id: CommentPictureId) => {
    givenUp.add(id)
    setOnTheWay((all) => new Set([...all].filter((each) => each !== id)))
    return dropFromDevice('sending', keyOf(courseId, id))
  }
  /** Tries until there is an answer, over being offline and signed out. */
  async function send({ id, file }: Kept): Promise<void> {
    if (onTheWay().has(id)) return
    setOnTheWay((all) => new Set([...all, id]))
    show(id, file)
    for (;;) {
      if (givenUp.has(id)) return
      try {
        await ask(sendCommentPicture, { courseId, pictureId: id, name: file.name.slice(0, 200) }, file)
        return await forget(id)
      } catch (error) {
        if (!(error instanceof Offline) && !(error instanceof Problem && again.has(error.kind))) {
          showProblem(error)
          return await forget(id)
        }
      }
      await backOnline()
    }
  }
  void allOnDevice('sending', keyOf(courseId)).then((all) => all.filter(isKept).forEach((kept) => void send(kept)))

  return {
    /** Keeps a picture on the device and sends it; nothing, and a word about it, where it is none. */
    async add(file: File): Promise<CommentPicture | undefined> {
      const size = await createImageBitmap(file).catch(() => undefined)
      if (!size) return void toast(t('comments.noPicture', { name: file.name }))
      if (file.size > maxPictureBytes) return void toast(t('comments.pictureTooLarge', { name: file.name }))
      const { width, height } = size
      size.close()
      const id = newId<CommentPictureId>()
      const kept: Kept = { courseId, id, file }
      await keepOnDevice('sending', keyOf(courseId, id), kept)
      void send(kept)
      return { picture: id, alt: '', width, height }
    },
    /** It is not to be sent after all. */
    giveUp: (id: CommentPictureId) => void forget(id),
    isOnTheWay: (id: CommentPictureId) => onTheWay().has(id),
    /** Where this browser finds it: on the device while it is on its way. */
    srcOf: (id: CommentPictureId) => urls().get(id) ?? `/api/courses/${courseId}/comment-pictures/${id}`,
  }
}
export type Pictures = ReturnType<typeof create>

const all = new Map<CourseId, Pictures>()
/** The pictures of one course's comments; asked for first, what an earlier visit left goes on its way. */
export function commentPictures(courseId: CourseId): Pictures {
  const made = all.get(courseId) ?? create(courseId)
  all.set(courseId, made)
  return made
}

const backOnline = () =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, pauseMs)
    addEventListener('online', () => (clearTimeout(timer), resolve()), { once: true })
  })
