import { check, checkFails } from "./check";
import { connectVerifyFull } from "./database";
import type { Scene } from "./scene";

/** One step of the demo: what it does, and what it verified, in words. Throws when a check fails. */
export interface Step {
  readonly title: string;
  run(scene: Scene): Promise<string>;
}

export const STEPS: readonly Step[] = [
  { title: "Preview: what would happen", run: preview },
  { title: "Up: turn SSL on", run: turnOn },
  { title: "Connect with verify-full", run: connect },
  { title: "Up again: nothing to do", run: upAgain },
  { title: "Somebody turns SSL off in the console", run: drift },
  { title: "Up --refresh: repair it", run: repair },
  { title: "Protect the public address instead", run: changeAddress },
  { title: "Destroy: turn SSL off", run: destroy },
];

async function preview(scene: Scene): Promise<string> {
  await scene.pulumi(["preview"]);
  const { sslEnabled, modifies } = scene.instance();
  check(!sslEnabled && modifies === 0, "a preview changes nothing");
  return "SSL is still off, no change was sent";
}

async function turnOn(scene: Scene): Promise<string> {
  const output = await scene.pulumi(["up", "--yes"]);
  check(/task \d+ is running/.test(output), "progress of the task is shown");
  const { sslEnabled, connectAddress, restarts } = scene.instance();
  check(sslEnabled && connectAddress === scene.addresses[0], `SSL is on for ${scene.addresses[0]}`);
  check(restarts === 1, "one restart");
  return `SSL is on for ${scene.addresses[0]}, one restart`;
}

async function connect(scene: Scene): Promise<string> {
  const protection = await verifyFull(scene, scene.addresses[0]);
  return `the CA of the stack's outputs verifies the server: ${protection}`;
}

async function upAgain(scene: Scene): Promise<string> {
  const before = scene.instance().modifies;
  await scene.pulumi(["up", "--yes", "--expect-no-changes"]);
  check(scene.instance().modifies === before, "no change is sent");
  return "no change, no write";
}

async function drift(scene: Scene): Promise<string> {
  await scene.console.changeInstance(scene.instanceId, { sslEnabled: false });
  await scene.pulumi(["refresh", "--preview-only", "--expect-no-changes"], 7);
  return "refresh --preview-only --expect-no-changes ended with 7";
}

async function repair(scene: Scene): Promise<string> {
  await scene.pulumi(["up", "--yes", "--refresh"]);
  check(scene.instance().sslEnabled, "SSL is on again");
  return `SSL is on again: ${await verifyFull(scene, scene.addresses[0])}`;
}

async function changeAddress(scene: Scene): Promise<string> {
  const [before, after] = scene.addresses;
  await scene.stack.setConfig("connectAddress", after);
  await scene.pulumi(["up", "--yes"]);
  await verifyFull(scene, after);
  if (before === after) return `verify-full accepts ${after}`;
  await checkFails(verifyFull(scene, before), `verify-full refuses ${before} now`);
  return `verify-full accepts ${after} and refuses ${before}`;
}

async function destroy(scene: Scene): Promise<string> {
  const { server } = scene.instance();
  const caCertificate = await caOf(scene);
  await scene.pulumi(["destroy", "--yes"]);
  check(server !== null && !scene.instance().sslEnabled, "SSL is off");
  const refusal = await checkFails(connectVerifyFull(server, server.host, caCertificate), "TLS is refused");
  return `TLS is refused: ${refusal}`;
}

async function verifyFull(scene: Scene, address: string): Promise<string> {
  const { server } = scene.instance();
  check(server !== null, "the instance has a real PostgreSQL");
  return connectVerifyFull(server, address, await caOf(scene));
}

async function caOf(scene: Scene): Promise<string> {
  const { caCertificate } = await scene.stack.outputs();
  check(typeof caCertificate === "string", "the stack has the CA among its outputs");
  return caCertificate;
}
