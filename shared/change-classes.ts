/**
 * What kind a change is, mildest first. `wording`: said otherwise, or dressed otherwise. `structure`: moved, or made into
 * another kind of block. `content`: other facts. `key`: other answers.
 */
export const changeClasses = ['wording', 'structure', 'content', 'key'] as const
export type ChangeClass = (typeof changeClasses)[number]
