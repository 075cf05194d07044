import { DEFAULT_PACE, type Pace } from "../../provider/time/pace";

const OFTEN = { minSeconds: 0.1, maxSeconds: 0.2, factor: 1.15 };

/** For tests over sockets, which do not follow virtual time, against an emulator whose tasks are short. */
export const FAST_PACE: Pace = {
  ...DEFAULT_PACE,
  roundSeconds: 0.1,
  taskLooks: { minSeconds: 0.01, maxSeconds: 0.1, factor: 1.08 },
  effectLooks: OFTEN,
  verifyLooks: OFTEN,
  refusedPauseSeconds: 0.5,
  declarationsQuietSeconds: 0.025,
  declarationsMaxSeconds: 0.1,
};
