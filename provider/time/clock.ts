/** One moment on both clocks: the monotonic one, which nobody sets, and the wall clock, which goes on during sleep. */
export interface Moment {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

export type Clock = () => Moment;

export const systemClock: Clock = () => ({ monotonicMs: performance.now(), wallMs: Date.now() });

/** The monotonic clock stops while a machine sleeps, and the wall clock may be set back: the longer time counts. */
export function ageMs(since: Moment, now = systemClock()): number {
  return Math.max(now.monotonicMs - since.monotonicMs, now.wallMs - since.wallMs);
}

/** A moment of the wall clock for users and the state, in UTC and whole seconds, such as `2026-01-01T00:10:00Z`. */
export function isoTime(wallMs: number): string {
  return `${new Date(wallMs).toISOString().slice(0, 19)}Z`;
}
