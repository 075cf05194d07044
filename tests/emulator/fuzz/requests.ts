import * as fc from "fast-check";
import { actionNames } from "../../../emulator/src";
import { actions, fieldType, serviceOf, shapes } from "../../../emulator/src/contract";
import { authorization, type Caller, type RawRequest, signedRequest } from "../raw-client";

/** A request to be made once it is known who calls. */
export type Recipe = (caller: Caller) => RawRequest;

const strangeText = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "__proto__", "2024-01-01 00:00:00", "asc", "desc", "StartTime", "CreateTime", "%", "\u0000"),
);
const knownText = fc.constantFrom(
  ...["postgres-emu00001", "postgres-emu00003", "pgro-emu00001", "10.0.0.1", "10.255.0.1"],
  ...["db-instance-id", "db-master-instance-id", "db-instance-name"],
);
const strangeNumber = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 1, 100, 101, 2 ** 53, 2 ** 64, 1e308));
const usualNumber = fc.integer({ min: 1, max: 100 });
const anyJson = fc.oneof(fc.jsonValue(), strangeText, strangeNumber, fc.boolean(), fc.constant(null));

/** Values that a field may have, and now and then any other. */
function valueOf(notation: string): fc.Arbitrary<unknown> {
  const { base, isArray } = fieldType(notation);
  const shape = shapes[base];
  const single = shape ? objectOf(shape) : (scalars[base] ?? anyJson);
  const fitting: fc.Arbitrary<unknown> = isArray ? fc.array(single, { maxLength: 4 }) : single;
  return fc.oneof({ weight: 20, arbitrary: fitting }, { weight: 1, arbitrary: anyJson });
}

const number = fc.oneof({ weight: 3, arbitrary: usualNumber }, { weight: 1, arbitrary: strangeNumber });
const scalars: Record<string, fc.Arbitrary<unknown>> = {
  string: fc.oneof({ weight: 3, arbitrary: knownText }, { weight: 1, arbitrary: strangeText }),
  boolean: fc.boolean(),
  int64: number,
  uint64: number,
};

function objectOf(shape: Readonly<Record<string, string>>): fc.Arbitrary<object> {
  const fields = Object.fromEntries(Object.entries(shape).map(([name, notation]) => [name, valueOf(notation)]));
  return fc.oneof(
    { weight: 5, arbitrary: fc.record(fields) },
    { weight: 5, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    { weight: 1, arbitrary: fc.dictionary(strangeText, anyJson, { maxKeys: 3 }) },
  );
}

const wellSigned: fc.Arbitrary<Recipe> = fc.oneof(
  ...actionNames.map((action) =>
    objectOf(actions[action].request).map(
      (parameters): Recipe =>
        (caller) =>
          signedRequest(caller, action, parameters, {}, serviceOf(action)),
    ),
  ),
);

const headerText = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
const headerName = fc.constantFrom(
  ...["x-tc-action", "x-tc-version", "x-tc-region", "x-tc-timestamp", "x-tc-token", "x-tc-language"],
  ...["authorization", "content-type", "host", "x-tc-content-sha256", "content-encoding", "accept", "origin"],
);
const strangeHeaders = fc.dictionary(headerName, headerText, { maxKeys: 3 });

/** Well-formed requests of which a part was exchanged after, or before, they were signed. */
const spoilt: fc.Arbitrary<Recipe> = fc
  .record({
    recipe: wellSigned,
    headers: strangeHeaders,
    isSignedAfterwards: fc.boolean(),
    moreSigned: fc.constantFrom("", "", ";x-tc-action", ";constructor", ";__proto__", ";toString"),
    method: fc.option(fc.constantFrom("GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "POST"), { nil: undefined }),
    query: fc.option(fc.webQueryParameters(), { nil: undefined }),
    body: fc.option(
      fc.oneof(
        fc.json(),
        fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
      ),
      { nil: undefined },
    ),
  })
  .map(({ recipe, headers, isSignedAfterwards, moreSigned, method, query, body }): Recipe => (caller) => {
    const request = recipe(caller);
    const changed = {
      method: method ?? request.method,
      path: query === undefined ? request.path : `/?${query}`,
      headers: { ...request.headers, ...headers },
      body: body ?? request.body,
    };
    if (isSignedAfterwards && isTime(changed.headers["x-tc-timestamp"])) {
      changed.headers.authorization = authorization(caller, changed).replace(";host", `;host${moreSigned}`);
    }
    return changed;
  });

/** Requests to any path, signed or not. */
const anywhere: fc.Arbitrary<Recipe> = fc
  .record({ recipe: wellSigned, path: fc.webPath(), isSigned: fc.boolean(), headers: strangeHeaders })
  .map(({ recipe, path, isSigned, headers }): Recipe => (caller) => {
    const request = recipe(caller);
    const { host = "" } = request.headers;
    return {
      ...request,
      path: `/${path}`,
      headers: isSigned ? { ...request.headers, ...headers } : { host, ...headers },
    };
  });

/** The older signature's form, with strange parameters. */
const olderForm: fc.Arbitrary<Recipe> = fc
  .dictionary(fc.oneof(strangeText, fc.constantFrom("Action", "Signature", "Nonce", "Filters.0.Name")), strangeText)
  .map((parameters): Recipe => (caller) => ({
    method: "POST",
    path: "/",
    headers: { host: new URL(caller.endpoint).host, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ SecretId: caller.secretId, ...parameters }).toString(),
  }));

/** Bodies on which careless code chokes: nested very deeply, or objects that cannot be made text or numbers. */
const treacherous: fc.Arbitrary<Recipe> = fc
  .record({
    recipe: wellSigned,
    name: fc.constantFrom("TaskId", "DBInstanceId", "Filters", "SSLEnabled", "__proto__"),
    value: fc.oneof(
      fc.integer({ min: 1, max: 50_000 }).map((depth) => "[".repeat(depth) + "]".repeat(depth)),
      fc.integer({ min: 1, max: 10_000 }).map((depth) => '{"a":'.repeat(depth) + "1" + "}".repeat(depth)),
      fc.constantFrom('{"toString":1,"valueOf":1}', '{"length":-1}', '{"__proto__":null}', "1e999", "[".repeat(50_000)),
    ),
    isSigned: fc.boolean(),
  })
  .map(({ recipe, name, value, isSigned }): Recipe => (caller) => {
    const request = { ...recipe(caller), body: `{"${name}":${value}}` };
    return isSigned
      ? { ...request, headers: { ...request.headers, authorization: authorization(caller, request) } }
      : request;
  });

/** All kinds of requests to the API. */
export const apiRequest: fc.Arbitrary<Recipe> = fc.oneof(
  { weight: 4, arbitrary: wellSigned },
  { weight: 4, arbitrary: spoilt },
  { weight: 1, arbitrary: anywhere },
  { weight: 1, arbitrary: olderForm },
  { weight: 1, arbitrary: treacherous },
);

const controlPaths = [
  "instances/postgres-emu00002/tasks",
  "calls",
  "log",
  "instances",
  "instances/postgres-emu00001",
  "instances/pgro-emu00001",
];
const controlParts = ["faults", "tasks", "tasks/next", "tasks/100001/finish", "credentials", "violations", "reset"];

/** All kinds of requests to the control interface. */
export const controlRequest: fc.Arbitrary<Recipe> = fc
  .record({
    method: fc.constantFrom("GET", "PUT", "POST", "DELETE", "PATCH"),
    path: fc.oneof(fc.constantFrom(...controlPaths, ...controlParts), fc.webPath()),
    body: fc.oneof(
      fc.json(),
      fc
        .record({ action: strangeText, instance: strangeText, fault: anyJson, status: anyJson }, { requiredKeys: [] })
        .map((body) => JSON.stringify(body)),
      fc
        .record({ sslEnabled: fc.boolean(), connectAddress: strangeText }, { requiredKeys: [] })
        .map((body) => JSON.stringify(body)),
      fc
        .record(
          {
            kind: fc.constantFrom("restart", "resize", "backup"),
            status: fc.constantFrom("Success", "Fail", "Pause", "WaitSwitch", "stuck", "isolated", "running"),
            fields: fc.dictionary(
              fc.constantFrom("TaskDetail", "EndTime", "OfflineTime", "Type", "__proto__"),
              anyJson,
            ),
            publicNetwork: fc.constantFrom("opened", "closed", "initing"),
            readOnlyOf: knownText,
            cloneOf: knownText,
          },
          { requiredKeys: [] },
        )
        .map((body) => JSON.stringify(body)),
      fc.string(),
    ),
  })
  .map(({ method, path, body }): Recipe => (caller) => ({
    method,
    path: `/_emulator/${path}`,
    headers: { host: new URL(caller.endpoint).host },
    body,
  }));

/** What no HTTP client would send: noise, and requests with some of their bytes exchanged. */
export const noise: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 500 }),
  fc.record({ at: fc.nat(200), bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }) }).map(({ at, bytes }) => {
    const request = Buffer.from(
      "POST / HTTP/1.1\r\nHost: localhost\r\nX-TC-Action: DescribeTasks\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
    );
    request.set(bytes.subarray(0, Math.max(0, request.length - at)), Math.min(at, request.length));
    return request;
  }),
);

function isTime(text: string | undefined): boolean {
  return /^\d{1,11}$/.test(text ?? "");
}

/** Whole requests one after the other on one connection. */
export const pipeline: fc.Arbitrary<{ readonly requests: number; readonly bytes: Uint8Array }> = fc
  .record({
    paths: fc.array(fc.constantFrom("/", "/_emulator/calls", "/nothing", "*", "http://localhost/_emulator/calls"), {
      minLength: 1,
      maxLength: 5,
    }),
    bodies: fc.array(fc.string({ maxLength: 50 }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ paths, bodies }) => {
    const whole = paths.map((path, index) => {
      const body = bodies[index] ?? "";
      const last = index === paths.length - 1 ? "Connection: close\r\n" : "";
      return `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${last}\r\n${body}`;
    });
    return { requests: paths.length, bytes: Buffer.from(whole.join("")) };
  });
