import type { Call } from "../cloud-process";

/** Listings that follow each other sooner than this are the pages of one round. */
const PAGES_APART_MS = 500;

/** When the task of one instance's change ended, and when that was known. */
export interface Moments {
  readonly id: string;
  readonly endMs: number;
  readonly knownMs: number;
}

/** Reads from the cloud's log of calls what became of each task, whose length in seconds was planned. */
export function momentsOf(calls: readonly Call[], plannedSeconds: ReadonlyMap<string, number>): Moments[] {
  const timed = calls.map((call) => ({ ...call, ms: Date.parse(call.at) })).sort((a, b) => a.ms - b.ms);
  const tasks = timed.filter(({ action }) => action === "DescribeTasks");
  const changes = timed.filter(({ action }) => action === "ModifyDBInstanceSSLConfig");
  const rounds = roundsOf(tasks.filter(({ instances }) => instances.length === 0).map(({ ms }) => ms));
  return [...plannedSeconds].map(([id, seconds]) => {
    const changeMs = changes.find(({ instances }) => instances.includes(id))?.ms ?? Number.NaN;
    const endMs = changeMs + seconds * 1000;
    const byId = tasks.find(({ instances, ms }) => instances.includes(id) && ms >= endMs)?.ms;
    // On which page of a round the task was is not in the log: the last one counts.
    const byRound = rounds.find(({ firstMs }) => firstMs >= endMs)?.lastMs;
    return { id, endMs, knownMs: Math.min(byId ?? Number.POSITIVE_INFINITY, byRound ?? Number.POSITIVE_INFINITY) };
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
