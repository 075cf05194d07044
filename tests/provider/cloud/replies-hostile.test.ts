import fc from "fast-check";
import { readAcceptedChange, readSslConfig, readTasks, UnreadableReply } from "../../../provider/cloud/replies";
import { INVISIBLE } from "../invisible";

const NO_OBJECTS = [undefined, null, "text", 1, true, [], [{}]];

test.each(NO_OBJECTS)("%j is unreadable for every action", (reply) => {
  for (const read of [readSslConfig, readAcceptedChange, readTasks]) {
    expect(() => read(reply)).toThrow(/^the reply should be an object, but is /);
  }
});

test("prototype keys in a reply are neither read nor passed on", () => {
  const reply = JSON.parse(
    '{"__proto__":{"SSLEnabled":true,"RequestId":"r","TaskSet":[]},"constructor":{"SSLEnabled":true}}',
  ) as object;

  expect(Object.keys(readSslConfig({ ...reply, SSLEnabled: false }))).toEqual(["sslEnabled"]);
  expect(({} as Record<string, unknown>).SSLEnabled).toBeUndefined();
  for (const read of [readSslConfig, readAcceptedChange, readTasks]) {
    expect(() => read(reply)).toThrow(UnreadableReply);
  }
});

test("whatever arrives, the answer is a value or an error that is fit to print", () => {
  const field = fc.oneof(fc.anything(), fc.string({ unit: "binary" }));
  const names = ["SSLEnabled", "ConnectAddress", "CAUrl", "CACert", "TaskId", "RequestId", "TaskSet", "TotalCount"];
  const reply = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...names), field));
  fc.assert(
    fc.property(reply, (content) => {
      for (const read of [readSslConfig, readAcceptedChange, readTasks]) {
        try {
          read(content);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableReply);
          expect((error as Error).message).not.toMatch(INVISIBLE);
        }
      }
    }),
  );
});
