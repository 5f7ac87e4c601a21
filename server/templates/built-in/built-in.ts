import type { BuiltInName } from '../../../shared/templates.ts'
import { complianceQuiz } from './compliance-quiz.ts'
import { howTo } from './how-to.ts'
import { interview } from './interview.ts'
import { onboarding } from './onboarding.ts'
import { policyChange } from './policy-change.ts'
import { productLaunch } from './product-launch.ts'
import { safetyProcedure } from './safety-procedure.ts'
import { salesPitch } from './sales-pitch.ts'

/** A course to begin from, in the Markdown of imports: `> [!GUIDE]` speaks to the authors, [brackets] are theirs to fill. */
export type Written = { title: string; about: string; sections: { title: string; lessons: { title: string; text: string }[] }[] }
/** The same template in every language it is written in. */
export type BuiltIn = { en: Written; de: Written }

const all: Record<BuiltInName, BuiltIn> = {
  onboarding,
  'product-launch': productLaunch,
  'safety-procedure': safetyProcedure,
  'policy-change': policyChange,
  'sales-pitch': salesPitch,
  'how-to': howTo,
  'compliance-quiz': complianceQuiz,
  interview,
}

/** A built-in template in the language asked for, or in English. */
export function builtIn(name: BuiltInName, language: string): Written & { language: string } {
  const written = language.startsWith('de') ? 'de' : 'en'
  return { ...all[name][written], language: written }
}
