import { strFromU8, unzipSync } from "fflate";
import { call } from "../raw-client";
import { useEmulator } from "../use-emulator";

const emulator = useEmulator();
const onCloudDisk = "postgres-emu00001";
const onLocalDisk = "postgres-emu00003";
const shown = (id: string) => call(emulator(), "DescribeDBInstanceSSLConfig", { DBInstanceId: id });

test("the certificate fields come for cloud-disk instances only, empty while SSL is off", async () => {
  const { RequestId: _, ...cloudDisk } = await shown(onCloudDisk);
  const { RequestId: __, ...localDisk } = await shown(onLocalDisk);
  const off = { SSLEnabled: false, CAUrl: "", ConnectAddress: "" };

  expect(cloudDisk).toEqual({ ...off, CACert: "", CAJKS: "", CAP7B: "" });
  expect(localDisk).toEqual(off);
});

test("the certificate is handed out in all its forms while SSL is on, and CAUrl leads to the zip", async () => {
  await emulator().control.changeInstance(onCloudDisk, { sslEnabled: true });
  const { CAUrl: url, CACert: pem, CAJKS: jks, CAP7B: p7b } = await shown(onCloudDisk);

  const reply = await fetch(String(url));
  expect(reply.headers.get("content-type")).toBe("application/zip");
  const files = unzipSync(new Uint8Array(await reply.arrayBuffer()));
  const named = (ending: string) => Object.entries(files).find(([name]) => name.endsWith(ending))?.[1];
  expect(strFromU8(named(".pem") ?? new Uint8Array())).toBe(pem);
  expect(Buffer.from(named(".jks") ?? []).toString("base64")).toBe(jks);
  expect(Buffer.from(named(".p7b") ?? []).toString("base64")).toBe(p7b);
  expect(pem).toBe(emulator().control.caCertificate());
});
