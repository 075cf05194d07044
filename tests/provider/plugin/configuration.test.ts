import { CheckRequest, DiffRequest } from "@pulumi/pulumi/proto/provider_pb";
import { checkConfig, diffConfig } from "../../../provider/plugin/configuration";
import { parseImportId } from "../../../provider/plugin/reads";
import { Plugin } from "../../../provider/plugin/plugin";
import { previewed } from "../../../provider/plugin/changes";
import { sent } from "../../../provider/plugin/secrets";
import { UNKNOWN_VALUE } from "../../../provider/model/properties";

const plugin = new Plugin(() => undefined);

function reasonsFor(settings: object): string[] {
  const request = new CheckRequest();
  request.setNews(sent(settings));
  return checkConfig(plugin, request)
    .getFailuresList()
    .map((failure) => failure.getReason());
}

test("a misspelt setting is refused with the likely name, and without its value", () => {
  const [reason] = reasonsFor({ secretKye: "hunter2" });
  expect(reason).toContain("secretKye is not a setting of this provider: did you mean secretKey?");
  expect(reason).not.toContain("hunter2");
});

test("settings pass, and so does what the engine keeps among them", () => {
  expect(reasonsFor({ region: "ap-guangzhou", secretKey: "k", version: "0.1.0", __internal: {} })).toEqual([]);
});

test("another key updates the provider, and never replaces it and all its resources", () => {
  const request = new DiffRequest();
  request.setOlds(sent({ secretKey: "old", region: "ap-guangzhou" }));
  request.setNews(sent({ secretKey: "new" }));
  const response = diffConfig(plugin, request);
  expect(response.getDiffsList().sort()).toEqual(["region", "secretKey"]);
  expect(response.getReplacesList()).toEqual([]);
});

test("an import id is the instance, or the region and the instance", () => {
  expect(parseImportId("postgres-5gevh7gr")).toEqual({ dbInstanceId: "postgres-5gevh7gr" });
  expect(parseImportId("ap-seoul/postgres-5gevh7gr")).toEqual({
    region: "ap-seoul",
    dbInstanceId: "postgres-5gevh7gr",
  });
});

test("a preview knows all outputs where only the state is written, and leaves out certificates where SSL is turned off", () => {
  const olds = { dbInstanceId: "a", sslEnabled: true, connectAddress: "10.0.0.1", caUrl: "u", taskId: 1 };
  const { caUrl, taskId, ...inputs } = olds;
  expect(previewed({ ...inputs, onDelete: "retain" }, olds)).toEqual({ ...olds, onDelete: "retain" });
  expect(previewed({ ...inputs, connectAddress: "10.0.0.2" }, olds)).toMatchObject({
    caUrl: UNKNOWN_VALUE,
    taskId: UNKNOWN_VALUE,
  });
  const off = previewed({ ...inputs, sslEnabled: false }, olds);
  expect(off).toMatchObject({ taskId: UNKNOWN_VALUE });
  expect(off).not.toHaveProperty("caUrl");
});
