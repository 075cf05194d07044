import { EngineGoneError } from "../../../provider/errors/engine-gone-error";
import { InstanceSslConfigError } from "../../../provider/errors/instance-ssl-config-error";

test("a run whose CLI is gone says that nothing was started, and what to do", () => {
  const error = new EngineGoneError();

  expect(error).toBeInstanceOf(InstanceSslConfigError);
  expect(error.name).toBe("EngineGoneError");
  expect(error.message).toBe(
    "the Pulumi CLI that started this run is gone, so the change was not started. Run `pulumi up` again; it may ask for " +
      "`pulumi cancel` first.",
  );
});
