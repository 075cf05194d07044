import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { MODIFY, useLocalCloud } from "./local-cloud";

const cloud = useLocalCloud();

/** The compiled provider in a process of its own that stops itself before its first change. */
const PROVIDER = `
const { create } = require("./dist/resource/lifecycle");
const { Session } = require("./dist/resource/session");
const { DEFAULT_PACE } = require("./dist/time/pace");
let isFirst = true;
const wrapSend = (send) => (...request) => {
  if (isFirst && request[1] === "${MODIFY}") {
    isFirst = false;
    require("node:fs").writeSync(1, "stopping\\n");
    process.kill(process.pid, "SIGSTOP");
  }
  return send(...request);
};
const pace = { ...DEFAULT_PACE, observationSeconds: 3 };
const session = new Session({ readConfig: () => undefined, env: process.env, log: console.log, pace, wrapSend });
create(session, JSON.parse(process.argv[1])).then(({ sslEnabled }) => console.log("SSL on:", sslEnabled));
`;

/** Longer than its observations count as new. */
const SUSPENDED_MS = 4_000;

const onUnix = process.platform === "win32" ? test.skip : test;

onUnix.each([
  ["and meanwhile somebody else makes it: nothing is sent", 1, true, 0],
  ["and nobody else makes it: it is sent once, after another look", 2, false, 1],
])(
  "a process is suspended (SIGSTOP) between its look and its change, %s",
  async (_, number, isMadeByOthers, restarts) => {
    const { id, addresses } = cloud.instance(number);
    const [connectAddress] = addresses;
    const inputs = { dbInstanceId: id, region: cloud.control.region, sslEnabled: true, connectAddress };
    const args = ["-e", PROVIDER, JSON.stringify({ ...inputs, onDelete: "disable", taskTimeoutSeconds: 1200 })];
    const provider = spawn(process.execPath, args, {
      env: { ...process.env, ...cloud.env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    provider.stdout.on("data", (chunk) => (output += String(chunk)));
    await once(provider.stdout, "data");
    expect(output).toContain("stopping");
    if (isMadeByOthers) await cloud.control.changeInstance(id, { sslEnabled: true, connectAddress });
    await sleep(SUSPENDED_MS);
    provider.kill("SIGCONT");
    await once(provider, "close");

    expect(output).toContain("SSL on: true");
    expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: restarts, restarts });
  },
);
