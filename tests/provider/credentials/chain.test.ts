import { setImmediate } from "node:timers/promises";
import { CredentialChain } from "../../../provider/credentials/credential-chain";
import { type Credential, credential } from "../../../provider/credentials/credential";
import type { CredentialSource } from "../../../provider/credentials/credential";
import { Lease } from "../../../provider/credentials/lease";
import { CredentialsError } from "../../../provider/errors/package-errors";
import { ManualClock } from "./manual-clock";

const LIFE_SECONDS = 7200;
const MARGIN_SECONDS = 300;

/** Hands out a new temporary credential each time, named first, second and so on, when the test lets it. */
class Issuer implements CredentialSource {
  readonly name = "the issuer";
  searches = 0;
  /** Set by a test to make the next searches fail. */
  failure: Error | undefined;
  /** Set by a test to hold searches back. */
  gate: Promise<void> = Promise.resolve();

  constructor(
    private readonly clock: ManualClock,
    private readonly seconds = LIFE_SECONDS,
  ) {}

  async find(): Promise<Credential> {
    const number = (this.searches += 1);
    const since = this.clock.read();
    await this.gate;
    if (this.failure !== undefined) throw this.failure;
    const lease = new Lease(this.clock.read, since, this.seconds * 1000);
    return credential({ secretId: `id-${number}`, secretKey: `key-${number}`, token: `token-${number}`, lease });
  }
}

const OTHER = { secretId: "other-id", secretKey: "other-key" };

let clock: ManualClock;
let issuer: Issuer;
let chain: CredentialChain;

function chainOf(source: CredentialSource): CredentialChain {
  return new CredentialChain({
    sources: () => [source],
    exchange: (found) => Promise.resolve(found),
    clock: clock.read,
  });
}

beforeEach(() => {
  clock = new ManualClock();
  issuer = new Issuer(clock);
  chain = chainOf(issuer);
});

async function idNow(): Promise<string> {
  return (await chain.getCredential()).secretId;
}

/** Lets a renewal that was begun in the background come to its end. */
async function settle(): Promise<void> {
  await setImmediate();
}

test("a credential is kept while it is fresh", async () => {
  await idNow();
  clock.pass(LIFE_SECONDS - MARGIN_SECONDS - 1);

  expect(await idNow()).toBe("id-1");
  expect(issuer.searches).toBe(1);
});

test("the source has a name once it has given a credential", async () => {
  expect(chain.sourceName).toBeUndefined();
  await idNow();

  expect(chain.sourceName).toBe("the issuer");
});

test("a credential without an expiry is kept for ever", async () => {
  const find = jest.fn(() => Promise.resolve(credential(OTHER)));
  chain = chainOf({ name: "an account", find });
  await idNow();
  clock.pass(1_000_000);

  expect([await idNow(), find.mock.calls.length]).toEqual(["other-id", 1]);
});

test("callers that come at the same time share one search", async () => {
  expect(await Promise.all([idNow(), idNow(), idNow()])).toEqual(["id-1", "id-1", "id-1"]);
  expect(issuer.searches).toBe(1);
});

test("a credential is renewed five minutes before its expiry, and no caller waits for it", async () => {
  await idNow();
  clock.pass(LIFE_SECONDS - MARGIN_SECONDS);
  let open = (): void => undefined;
  issuer.gate = new Promise((resolve) => (open = resolve));

  expect(await Promise.all([idNow(), idNow()])).toEqual(["id-1", "id-1"]);
  open();
  await settle();

  expect(await idNow()).toBe("id-2");
  expect(issuer.searches).toBe(2);
});

test("a short-lived credential is renewed when a fifth of its life is left", async () => {
  chain = chainOf((issuer = new Issuer(clock, 100)));
  await idNow();
  clock.pass(79);
  await idNow();
  await settle();
  expect(issuer.searches).toBe(1);

  clock.pass(1);
  await idNow();
  await settle();
  expect(await idNow()).toBe("id-2");
});

test("callers that come after the expiry wait for one renewal together", async () => {
  await idNow();
  clock.pass(LIFE_SECONDS);

  expect(await Promise.all([idNow(), idNow()])).toEqual(["id-2", "id-2"]);
  expect(issuer.searches).toBe(2);
});

test("while the renewal fails the old credential is used to its last second, and the renewal is tried again", async () => {
  await idNow();
  issuer.failure = new CredentialsError("the network is down");
  clock.pass(LIFE_SECONDS - MARGIN_SECONDS);
  expect(await idNow()).toBe("id-1");
  await settle();

  clock.pass(MARGIN_SECONDS - 1);
  expect(await idNow()).toBe("id-1");
  await settle();
  expect(issuer.searches).toBe(3);

  issuer.failure = undefined;
  clock.pass(0.999);
  expect(await idNow()).toBe("id-1");
  clock.pass(0.001);
  expect(await idNow()).toBe("id-4");
});

test("a failing renewal is tried every ten seconds, not with every request", async () => {
  await idNow();
  issuer.failure = new CredentialsError("the network is down");
  clock.pass(LIFE_SECONDS - MARGIN_SECONDS);
  for (const seconds of [0, 9.9, 0.2]) {
    clock.pass(seconds);
    await idNow();
    await settle();
  }

  expect(issuer.searches).toBe(3);
});

test("a renewal that still fails when the old credential has expired is an error that says both", async () => {
  await idNow();
  issuer.failure = new CredentialsError("the network is down");
  clock.pass(LIFE_SECONDS);

  await expect(idNow()).rejects.toThrow(
    new CredentialsError(
      "the Tencent Cloud credentials of the issuer have ended and could not be renewed: the network is down.",
    ),
  );
});

test("a failed search is not kept: the next request searches again", async () => {
  issuer.failure = new CredentialsError("not yet");
  await expect(idNow()).rejects.toThrow("not yet");
  issuer.failure = undefined;

  expect(await idNow()).toBe("id-2");
});

test("a renewal does not go on to another source when the first one is empty now", async () => {
  let isEmpty = false;
  const first: CredentialSource = {
    name: "the first",
    find: () => (isEmpty ? Promise.resolve({ missing: "its file is gone" }) : issuer.find()),
  };
  const second: CredentialSource = { name: "the second", find: () => Promise.resolve(credential(OTHER)) };
  chain = new CredentialChain({
    sources: () => [first, second],
    exchange: (found) => Promise.resolve(found),
    clock: clock.read,
  });
  await idNow();
  isEmpty = true;
  clock.pass(LIFE_SECONDS);

  await expect(idNow()).rejects.toThrow(
    new CredentialsError(
      "the Tencent Cloud credentials of the first have ended and could not be renewed: its file is gone.",
    ),
  );
});

test("a renewal stays with its source when one before it has a credential now", async () => {
  let isEmpty = true;
  const first: CredentialSource = {
    name: "the first",
    find: () => Promise.resolve(isEmpty ? { missing: "nothing is set" } : credential(OTHER)),
  };
  chain = new CredentialChain({
    sources: () => [first, issuer],
    exchange: (found) => Promise.resolve(found),
    clock: clock.read,
  });
  await idNow();
  isEmpty = false;
  clock.pass(LIFE_SECONDS);

  expect(await idNow()).toBe("id-2");
});

test("a bug in a source is not reported as missing credentials", async () => {
  issuer.failure = new RangeError("a mistake");

  await expect(idNow()).rejects.toThrow(new RangeError("a mistake"));
});

describe("on a machine", () => {
  test("whose clock is set forward by hours, an old credential is not used", async () => {
    await idNow();
    clock.wallMs += LIFE_SECONDS * 1000;

    expect(await idNow()).toBe("id-2");
  });

  test("whose clock is set back by hours, the expiry is not delayed", async () => {
    await idNow();
    clock.wallMs -= 10 * LIFE_SECONDS * 1000;
    clock.pass(LIFE_SECONDS);

    expect(await idNow()).toBe("id-2");
  });

  test("that slept, while its monotonic clock stood still, an old credential is not used", async () => {
    await idNow();
    clock.wallMs += LIFE_SECONDS * 1000;
    clock.monotonicMs += 1;

    expect(await idNow()).toBe("id-2");
  });
});
