import { DEFAULT_PACE } from "../../../provider/model/pace";

test("the durations are the documented ones", () => {
  expect(DEFAULT_PACE).toEqual({
    secondMs: 1000,
    requestTimeoutSeconds: 20,
    requestAttempts: 6,
    taskLookSeconds: 1,
    taskSlowLookSeconds: 2,
    taskSlowAfterSeconds: 60,
    taskListingSeconds: 60,
    verifySeconds: 30,
    settleSeconds: 30,
    observationSeconds: 30,
    refusedPauseSeconds: 5,
    declarationsQuietSeconds: 0.25,
    declarationsMaxSeconds: 1,
    progressSeconds: 30,
  });
});
