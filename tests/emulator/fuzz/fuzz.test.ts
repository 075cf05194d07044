import * as fc from "fast-check";
import { Agent } from "node:http";
import { checkReply } from "../../../emulator/src";
import { commonErrorCodes, isActionName } from "../../../emulator/src/contract";
import { type RawReply, type RawRequest, send } from "../raw-client";
import { useEmulator } from "../use-emulator";
import { apiRequest, controlRequest, type Recipe } from "./requests";

/** `npm run fuzz` sets ten minutes, shared by the two tests; without them the number of runs decides. */
const seconds = Number(process.env.FUZZ_SECONDS ?? 0);
const runs = 3000;

/** How often a property is tried; the requests to the API are the most by far. */
function effort(share: number) {
  // A reply that takes longer than ten seconds never comes.
  const plugins = [fc.timeout(10_000)];
  if (seconds === 0) return { plugins, numRuns: Math.ceil(runs * share) };
  return { plugins: [...plugins, fc.interruptAfterTimeLimit((seconds * 1000) / 2)], numRuns: 1e9 };
}

const emulator = useEmulator({ taskSeconds: 0.001 });
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let logged: jest.SpyInstance;
beforeEach(() => {
  logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(async () => {
  await emulator().reset();
  // Whatever fails in the emulator is logged, so an empty log says that nothing did.
  expect(logged.mock.calls).toEqual([]);
  logged.mockRestore();
  expect(await emulator.call("DescribeTasks")).toMatchObject({ TotalCount: 0 });
});
afterAll(() => agent.destroy());

test("any request to the API gets a well-formed reply of the API, or a clean HTTP error", async () => {
  await fc.assert(
    fc.asyncProperty(apiRequest, async (recipe) => {
      const request = recipe(emulator());
      expect(problems(request, await send(emulator().endpoint, request, agent))).toEqual([]);
    }),
    effort(1),
  );
  expect(emulator().control.violations()).toEqual([]);
});

test("any request to the control interface gets JSON, and never breaks it", async () => {
  await fc.assert(
    fc.asyncProperty(controlRequest, async (recipe: Recipe) => {
      const reply = await send(emulator().endpoint, recipe(emulator()), agent);
      expect(reply.status).toBeLessThan(500);
      expect(() => JSON.parse(reply.body) as unknown).not.toThrow();
    }),
    effort(1 / 4),
  );
});

/** What is wrong with a reply. */
function problems(request: RawRequest, { status, body }: RawReply): string[] {
  if (request.method === "HEAD") return status < 500 ? [] : [`status ${status}`];
  if (status !== 200) return status >= 400 && status < 500 ? [] : [`status ${status}`];
  if (!body.startsWith('{"Response":')) return isPage(request, body) ? [] : [`no API reply: ${body.slice(0, 200)}`];
  const { Response: response } = JSON.parse(body) as { Response: { Error?: { Code: string } } };
  const code = response.Error?.Code;
  if (code === "InternalError") return ["InternalError: the emulator itself failed"];
  const action = request.headers["x-tc-action"] ?? "";
  if (isActionName(action)) return checkReply(action, body);
  return code !== undefined && commonErrorCodes.includes(code) ? [] : [`unexpected code ${String(code)}`];
}

/** The console and the download are the only pages that are no API replies. */
function isPage(request: RawRequest, body: string): boolean {
  return request.method === "GET" && (body.startsWith("<!") || request.path.startsWith("/_emulator/"));
}
