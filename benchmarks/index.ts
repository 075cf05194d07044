import type { Benchmark } from "./benchmark";
import { fleet } from "./fleet/fleet";
import { nothing } from "./nothing";

/** All benchmarks, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [fleet, nothing];
