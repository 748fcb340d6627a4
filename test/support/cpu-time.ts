/** What a computation cost this process, in milliseconds of its own: the same on a busy machine as on a quiet one, unlike the time that passed. */
export function cpuTime_ms(compute: () => void): number {
  const before = process.cpuUsage();
  compute();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
