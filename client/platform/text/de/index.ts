import type { English } from '../en/index.ts'
import type { Translation } from '../words.ts'
import { auth } from './auth.ts'
import { bank } from './bank.ts'
import { blocks } from './blocks.ts'
import { collaboration } from './collaboration.ts'
import { comments } from './comments.ts'
import { courses } from './courses.ts'
import { editor } from './editor.ts'
import { embeds } from './embeds.ts'
import { forums } from './forums.ts'
import { find } from './find.ts'
import { flags } from './flags.ts'
import { frame } from './frame.ts'
import { groups } from './groups.ts'
import { history } from './history.ts'
import { home } from './home.ts'
import { interop } from './interop.ts'
import { keys } from './keys.ts'
import { media } from './media.ts'
import { notifications } from './notifications.ts'
import { outline } from './outline.ts'
import { play } from './play.ts'
import { player } from './player.ts'
import { problems } from './problems.ts'
import { publishing } from './publishing.ts'
import { reactions } from './reactions.ts'
import { recording } from './recording.ts'
import { review } from './review.ts'
import { suggestions } from './suggestions.ts'
import { templates } from './templates.ts'
import { ui } from './ui.ts'

/** Every sentence of the product in German; the compiler finds what is missing. */
export const de: { readonly [Room in keyof English]: Translation<English[Room]> } = {
  auth,
  bank,
  blocks,
  collaboration,
  comments,
  courses,
  editor,
  embeds,
  forums,
  find,
  flags,
  frame,
  groups,
  history,
  home,
  interop,
  keys,
  media,
  notifications,
  outline,
  play,
  player,
  problems,
  publishing,
  reactions,
  recording,
  review,
  suggestions,
  templates,
  ui,
}
