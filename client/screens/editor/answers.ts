import type { Anchor } from '../../../shared/document/quote.ts'
import { placeTopic } from '../../../shared/forum-suggestions.ts'
import type { Answer, Topic } from '../../../shared/forums.ts'
import { ask } from '../../platform/api.ts'
import { t } from '../../platform/text.ts'
import { toast } from '../../platform/toast.ts'
import type { Source } from '../../suggestions/state.ts'
import type { Typed } from './typing.ts'

/** The words of an answer in the forum, for the passage that its question stands beside; nothing where that is gone. */
export async function wordsOfAnswer(topic: Topic, { id, body }: Answer): Promise<{ anchor: Anchor; typed: Typed; of: Source } | undefined> {
  const { anchor } = await ask(placeTopic, { topicId: topic.id })
  if (!anchor) return void toast(t('suggestions.goneNow'))
  const line = body.trim().replaceAll(/\s*\n\s*/g, ' ')
  return { anchor, typed: { words: line, caret: line.length }, of: { topicId: topic.id, postId: id } }
}
