import type { Call } from "../cloud-process";

/** Listings that follow each other sooner than this are the pages of one round. */
const PAGES_APART_MS = 500;

/** When the task of one instance's change ended, and when that was known. */
export interface Moments {
  readonly endMs: number;
  readonly knownMs: number;
}

/** Reads from the cloud's log of calls what became of each task, whose length in seconds was planned. */
export function momentsOf(calls: readonly Call[], plannedSeconds: ReadonlyMap<string, number>): Moments[] {
  const timed = calls.map((call) => ({ ...call, ms: Date.parse(call.at) })).sort((a, b) => a.ms - b.ms);
  const tasks = timed.filter(({ action }) => action === "DescribeTasks");
  const rounds = roundsOf(tasks.filter(({ instances }) => instances.length === 0).map(({ ms }) => ms));
  return [...plannedSeconds].map(([id, seconds]) => {
    const ofInstance = timed.filter(({ instances }) => instances.includes(id));
    const changeMs = ofInstance.find(({ action }) => action === "ModifyDBInstanceSSLConfig")?.ms ?? Number.NaN;
    const endMs = changeMs + seconds * 1000;
    const first = (action: string) => ofInstance.find((call) => call.action === action && call.ms >= endMs)?.ms;
    const byId = first("DescribeTasks") ?? Number.POSITIVE_INFINITY;
    // On which page of a round the task was is not in the log: the last one counts.
    const byRound = rounds.find(({ firstMs }) => firstMs >= endMs)?.lastMs ?? Number.POSITIVE_INFINITY;
    return { endMs, knownMs: Math.min(byId, byRound) };
  });
}

function roundsOf(listingsMs: readonly number[]): { readonly firstMs: number; lastMs: number }[] {
  const rounds: { readonly firstMs: number; lastMs: number }[] = [];
  for (const ms of listingsMs) {
    const latest = rounds.at(-1);
    if (latest !== undefined && ms - latest.lastMs < PAGES_APART_MS) latest.lastMs = ms;
    else rounds.push({ firstMs: ms, lastMs: ms });
  }
  return rounds;
}
