const REFERENCE_MS = 60;

/** CPU time of this process, in milliseconds; waiting for other processes does not count. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

function calibrate(): number {
  const from = cpu();
  let text = '';
  for (let n = 0; n < 400_000; n += 1) text = (text + String.fromCharCode(0x3041 + (n * 7) % 80)).slice(-200);
  return text ? cpu() - from : Infinity;
}

/** What a piece of work costs in CPU milliseconds of a machine of reference speed: the least of three runs, so that load of others hardly counts. */
export function effort(work: () => unknown): number {
  const runs = [1, 2, 3].map(() => {
    const unit = calibrate();
    const from = cpu();
    work();
    return ((cpu() - from) * REFERENCE_MS) / unit;
  });
  return Math.min(...runs);
}
