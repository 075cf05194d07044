import type { Benchmark } from "./benchmark";
import { fleet } from "./fleet/fleet";
import { lag } from "./lag/lag";
import { closure } from "./closure";
import { nothing } from "./nothing";
import { preview } from "./preview";
import { share } from "./share";
import { startUp } from "./start-up/start-up";

/** All benchmarks, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [fleet, nothing, preview, lag, share, startUp, closure];
