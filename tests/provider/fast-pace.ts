import { DEFAULT_PACE, type Pace } from "../../provider/time/pace";

const OFTEN = { everySeconds: 0.1, laterEverySeconds: 0.2, laterAfterSeconds: 6 };

/** For tests over sockets, which do not follow virtual time, against an emulator whose tasks are short. */
export const FAST_PACE: Pace = {
  ...DEFAULT_PACE,
  taskLooks: OFTEN,
  effectLooks: OFTEN,
  verifyLooks: OFTEN,
  refusedPauseSeconds: 0.5,
  declarationsQuietSeconds: 0.025,
  declarationsMaxSeconds: 0.1,
};
