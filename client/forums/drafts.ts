import { recall, remember } from '../platform/memory.ts'

/** Words on their way to a question or an answer, kept on the device until they are sent. */
export const recallWords = (name: string) => recall(`forum.${name}`) ?? ''
export const keepWords = (name: string, words: string) => remember(`forum.${name}`, words.trim() ? words : null)
