import { expect, test } from 'vitest'
import { Budgets } from '../../server/collaboration/budgets.ts'
import type { PersonId } from '../../shared/id.ts'
import { minute, second } from '../../shared/time.ts'

const [ana, ben] = ['ana', 'ben'] as unknown as [PersonId, PersonId]
const budgets = () => new Budgets({ bytesPerSecond: 1000, cpuMsPerSecond: 0 })

test('[S3] many sockets of one person share what one person may send, and nobody else waits for them', () => {
  const all = budgets()
  const sockets = Array.from({ length: 10 }, () => all.open(ana, 0))
  const other = all.open(ben, 0)
  // Each sends less than a socket may; together it is more than a person may.
  for (const { bytes } of sockets) bytes.spend(5000, 0)
  expect(sockets[0]!.bytes.waitMs()).toBe(17 * second)
  expect(other.bytes.waitMs()).toBe(0)
  other.bytes.spend(9000, 0)
  expect(other.bytes.waitMs()).toBe(second)
})

test('[S3] closing the sockets and opening others pays no debt, and who has paid is forgotten', () => {
  const all = budgets()
  all.open(ana, 0).bytes.spend(30_000, 0)
  all.close(ana)
  all.sweep(second)
  expect(all.open(ana, second).bytes.waitMs()).toBeGreaterThan(5 * second)
  all.close(ana)
  all.sweep(minute)
  expect(all.size).toBe(0)
})

test('0 lifts a limit', () => {
  const { cpu } = budgets().open(ana, 0)
  cpu.spend(1_000_000, 0)
  expect(cpu.waitMs()).toBe(0)
})

test('[S3] a clock that is set back makes nobody wait', () => {
  const { bytes } = budgets().open(ana, minute)
  bytes.spend(100, 0)
  bytes.spend(100, second)
  expect(bytes.waitMs()).toBe(0)
})
