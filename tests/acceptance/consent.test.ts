import { targetFromEnvironment } from "./target";

const whole = {
  ACCEPTANCE_INSTANCE: "postgres-real0001",
  ACCEPTANCE_ALLOW_RESTARTS: "yes",
  TENCENTCLOUD_REGION: "ap-guangzhou",
  TENCENTCLOUD_SECRET_ID: "id",
  TENCENTCLOUD_SECRET_KEY: "key",
  HOME: "elsewhere",
};

test.each(Object.keys(whole).filter((name) => name !== "HOME"))(
  "an acceptance run is refused without %s, which the message names",
  (name) => {
    const environment = { ...whole, [name]: undefined };
    expect(() => targetFromEnvironment(environment)).toThrow(name);
  },
);

test("only the word yes counts as consent to restarts", () => {
  expect(() => targetFromEnvironment({ ...whole, ACCEPTANCE_ALLOW_RESTARTS: "no" })).toThrow("ALLOW_RESTARTS=yes");
});

test("with all variables set, it runs on that instance and passes on only the cloud's variables", () => {
  const { instanceId, env } = targetFromEnvironment(whole);
  expect(instanceId).toBe("postgres-real0001");
  expect(Object.keys(env).sort()).toEqual(["TENCENTCLOUD_REGION", "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"]);
});
