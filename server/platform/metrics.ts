import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** How often the delay of the event loop is looked at. At the library's 10 ms the looking was half of what a key costs. */
const delayLookedAtMs = 200

/**
 * Counts and times for a monitor to fetch at `/metrics`: the process itself (memory, CPU, delay of the event loop) and
 * what the rooms count. Each server has its own, so that two in one test do not add up.
 */
export function openMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'colloquy_', eventLoopMonitoringPrecision: delayLookedAtMs })
  const registers = [registry]
  return {
    /** The text that Prometheus reads, and its content type. */
    text: () => registry.metrics(),
    contentType: registry.contentType,
    counter: <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
      new Counter({ name: `colloquy_${name}`, help, labelNames, registers }),
    gauge: (name: string, help: string, measure: () => number) =>
      new Gauge({
        name: `colloquy_${name}`,
        help,
        registers,
        collect() {
          this.set(measure())
        },
      }),
    /** Times in seconds, in steps from 1 ms to 10 s. */
    seconds: <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
      new Histogram({
        name: `colloquy_${name}_seconds`,
        help,
        labelNames,
        registers,
        buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
      }),
  }
}
export type Metrics = ReturnType<typeof openMetrics>
