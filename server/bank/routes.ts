import { copyFromBank, listBank, removeFromBank, saveToBank } from '../../shared/bank.ts'
import { done } from '../../shared/endpoint.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { BankService } from './service.ts'

export function bankRoutes(app: App, bank: BankService) {
  serve(app, listBank, ({ groupId, q, after }, member) => bank.list(member, groupId, q, after))
  serve(app, saveToBank, (asked, member) => bank.save(member, asked))
  serve(app, copyFromBank, async ({ courseId, bankId }, member) => ({ content: await bank.copy(member, courseId, bankId) }))
  serve(app, removeFromBank, async ({ groupId, bankId }, member) => {
    await bank.remove(member, groupId, bankId)
    return done
  })
}
