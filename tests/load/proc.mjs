import { readdirSync, readFileSync } from 'node:fs'

// What the kernel says of another process. Linux only, and so is the bench.

/** CPU milliseconds that process `pid` has used so far, in user and kernel mode, over all its living threads. */
export function cpuMs(pid) {
  let ns = 0
  for (const thread of readdirSync(`/proc/${pid}/task`))
    ns += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
  return ns / 1e6
}

/** Bytes of memory that process `pid` holds in RAM and shares with nobody, after it collected its garbage. */
export async function heldBytes(pid) {
  // The probe, which every server is started with, collects at this signal; twice, for what the first one set free.
  for (let time = 0; time < 2; time++) {
    process.kill(pid, 'SIGUSR2')
    await sleep(1000)
  }
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const kB = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0)
  return (kB('Private_Clean') + kB('Private_Dirty')) * 1024
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until `holds`; throws what `fail` says when that takes longer than `mostMs`. */
export async function until(holds, fail, mostMs = 30_000) {
  const deadline = performance.now() + mostMs
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(fail())
    await sleep(2)
  }
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The value below which `share` of the numbers lie. */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}
