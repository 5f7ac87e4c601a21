import { answerQuestion } from '../../shared/assessment.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { AssessmentService } from './service.ts'

export function assessmentRoutes(app: App, assessment: AssessmentService) {
  serve(app, answerQuestion, (asked, member) => assessment.answer(member, asked))
}
