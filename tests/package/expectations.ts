import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SslLife } from "./ssl-life";

const docs = join(__dirname, "..", "..", "docs");
const pages = [
  "performance.md",
  "internals/decisions/008-serialised-shell.md",
  "internals/decisions/019-exports-by-file-name.md",
];

/** Turned on by one change, turned off by one other. */
export function expectWholeLife(life: SslLife, connectAddress: string): void {
  expect(life.afterUp).toEqual({ sslEnabled: true, connectAddress, modifies: 1 });
  expect(life.outputs).toMatchObject({ sslEnabled: true });
  expect(life.afterDestroy).toEqual({ sslEnabled: false, connectAddress: "", modifies: 2 });
}

/** Large states make every step slow: the backend writes all of it each time. */
export function expectSmallState({ providerBytes, stateBytes }: SslLife, manager: string): void {
  expect(providerBytes).toBeLessThanOrEqual(320);
  for (const page of pages) expect(readFileSync(join(docs, page), "utf8")).toContain(` ${providerBytes} bytes`);
  // The SDK adds where in the program the resource is declared, and the paths in other managers' stores are long.
  expect(stateBytes).toBeLessThanOrEqual(manager.startsWith("npm") ? 2500 : 3500);
}
