import { type Emulator, startEmulator } from "../../emulator/src";
import { defineAcceptanceTests } from "./acceptance-tests";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ instances: 1, servers: 1, taskSeconds: 0.2 });
  const { control, instances } = emulator;
  await control.changeInstance(instances[0]?.id ?? "", { sslEnabled: true });
});

defineAcceptanceTests(() => ({
  instanceId: emulator.instances[0]?.id ?? "",
  commandSeconds: 300,
  env: {
    TENCENTCLOUD_POSTGRES_ENDPOINT: emulator.endpoint,
    TENCENTCLOUD_SECRET_ID: emulator.secretId,
    TENCENTCLOUD_SECRET_KEY: emulator.secretKey,
    TENCENTCLOUD_REGION: emulator.region,
  },
}));

// After the tests' own clearing up, which asks the emulator.
afterAll(() => emulator.close());
