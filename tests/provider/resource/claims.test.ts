import { Claims } from "../../../provider/resource/claims";
import { ConflictingDeclarationsError } from "../../../provider/errors/conflicting-declarations-error";

const INSTANCE = { region: "ap-guangzhou", dbInstanceId: "postgres-5gevh7gr" };
const ON = { sslEnabled: true, connectAddress: "10.6.0.4" } as const;
const OFF = { sslEnabled: false } as const;

describe("whether another resource of the program declares an instance", () => {
  test("is known from the moment it does", () => {
    const claims = new Claims();
    expect(claims.isDeclared(INSTANCE)).toBe(false);

    claims.declare(INSTANCE);

    expect(claims.isDeclared({ ...INSTANCE })).toBe(true);
  });

  test("says nothing of another instance or the same id in another region", () => {
    const claims = new Claims();
    claims.declare(INSTANCE);

    expect(claims.isDeclared({ ...INSTANCE, dbInstanceId: "postgres-aaaaaaaa" })).toBe(false);
    expect(claims.isDeclared({ ...INSTANCE, region: "ap-singapore" })).toBe(false);
  });
});

describe("two resources that change one instance", () => {
  test("do so one after the other, when they want the same", async () => {
    const claims = new Claims();
    const events: string[] = [];
    let endFirst = (): void => undefined;
    const first = claims.inTurn(INSTANCE, ON, async () => {
      events.push("first starts");
      await new Promise<void>((resolve) => (endFirst = resolve));
      events.push("first ends");
      return 1;
    });
    const second = claims.inTurn(INSTANCE, { ...ON }, () => {
      events.push("second starts");
      return Promise.resolve(2);
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual(["first starts"]);
    endFirst();

    expect(await Promise.all([first, second])).toEqual([1, 2]);
    expect(events).toEqual(["first starts", "first ends", "second starts"]);
  });

  test.each([
    ["on and off", ON, OFF, "SSL on for 10.6.0.4, this one wants SSL off"],
    ["off and on", OFF, ON, "SSL off, this one wants SSL on for 10.6.0.4"],
    [
      "another address",
      ON,
      { ...ON, connectAddress: "10.6.0.5" },
      "on for 10.6.0.4, this one wants SSL on for 10.6.0.5",
    ],
  ])("and want different things (%s): the second fails before it does anything, naming both", async (...args) => {
    const [, earlier, later, words] = args;
    const claims = new Claims();
    const change = jest.fn(() => Promise.resolve());
    await claims.inTurn(INSTANCE, earlier, change);
    const refused = claims.inTurn(INSTANCE, later, change);

    await expect(refused).rejects.toThrow(ConflictingDeclarationsError);
    await expect(refused).rejects.toThrow(words);
    expect(change).toHaveBeenCalledTimes(1);
  });

  test("a third that wants what the first wanted is still served after a refused second", async () => {
    const claims = new Claims();
    await claims.inTurn(INSTANCE, ON, () => Promise.resolve());
    await claims.inTurn(INSTANCE, OFF, () => Promise.resolve()).catch(() => undefined);

    expect(await claims.inTurn(INSTANCE, ON, () => Promise.resolve("served"))).toBe("served");
  });

  test("the failure of the first is the first one's alone", async () => {
    const claims = new Claims();
    const first = claims.inTurn(INSTANCE, ON, () => Promise.reject(new Error("task failed")));
    const second = claims.inTurn(INSTANCE, ON, () => Promise.resolve("done"));

    await expect(first).rejects.toThrow("task failed");
    expect(await second).toBe("done");
  });
});

test("changes of different instances do not wait for each other", async () => {
  const claims = new Claims();
  const forEver = claims.inTurn(INSTANCE, ON, () => new Promise(() => undefined));
  const other = claims.inTurn({ ...INSTANCE, dbInstanceId: "postgres-aaaaaaaa" }, OFF, () => Promise.resolve("done"));

  expect(await Promise.race([forEver, other])).toBe("done");
});
