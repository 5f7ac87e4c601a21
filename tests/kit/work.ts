/** Milliseconds of processor time that `act` takes: how busy the machine is otherwise says nothing about the product. */
export function workMs(act: () => void): number {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
