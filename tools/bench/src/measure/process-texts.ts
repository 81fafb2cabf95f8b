const TIME = /(\d+)m([\d.]+)s/g;

/** The CPU seconds of a shell's children, user and system, from what `times` writes (POSIX 2.15). */
export function secondsOf(times: string): number {
  const all = [...times.matchAll(TIME)].map(([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds));
  // the first two are the shell's own
  return (all[2] ?? Number.NaN) + (all[3] ?? Number.NaN);
}

/** The highest resident memory so far, in MB, from /proc/PID/status. */
export function peakOf(status: string): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? Number.NaN : Number(kilobytes) / 1024;
}
