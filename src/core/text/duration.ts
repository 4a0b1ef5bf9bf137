/**
 * A time span, given in seconds, in its two largest units.
 *
 *     duration(7.25) // '7.3 s'
 *     duration(42) // '42 s'
 *     duration(119.7) // '2 min 0 s'
 *     duration(7500) // '2 h 5 min'
 */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
