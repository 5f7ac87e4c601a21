import type { Asker } from '../kit/server.ts'
import type { Who, World } from './everybody.ts'

/** One way to ask an endpoint that goes through for whoever may. */
export type Asked = {
  input?: Record<string, unknown>
  body?: Uint8Array
  /** Who asks, where it must be another browser of theirs. */
  asker?: Asker
  /** The problem that only who may hears, where going through would need more. */
  ends?: string
  /** Puts things back as they were, after it went through. */
  undo?: () => Promise<unknown>
}

/** How `who` asks; `by` made what is asked for, or is asked for it. `may`: who is let through, so that only then something new is needed. */
export type Ask = (world: World, who: Who, by: Who, may: boolean) => Promise<Asked> | Asked

/** By the rows of docs/rules/rights.md. */
export type Asks = Record<string, Ask>

export const bytes = (text: string) => new TextEncoder().encode(text)
export const ofCourse: Ask = ({ course }) => ({ input: { courseId: course } })
export const ofBench: Ask = ({ bench }) => ({ input: { courseId: bench } })
export const ofGroup: Ask = ({ sales }) => ({ input: { groupId: sales } })
export const nothing: Ask = () => ({})
