import { useEmulator } from "./use-emulator";

const count = 2000;
const emulator = useEmulator({ instances: count });

test("two thousand instances are listed, each with addresses of its own", async () => {
  const ids = new Set<string>();
  const ips = new Set<string>();
  for (let offset = 0; offset < count + 1; offset += 100) {
    const page = await emulator.call("DescribeDBInstances", { Limit: 100, Offset: offset });
    for (const { DBInstanceId: id, DBInstanceNetInfo: nets } of page.DBInstanceSet as Listed[]) {
      ids.add(id);
      for (const { Ip: ip } of nets) ips.add(ip);
    }
  }
  expect(ids.size).toBe(count + 1);
  expect(ips.size).toBe(2 * (count + 1));
});

test("hundreds of changes at once all come to their end", async () => {
  const ids = emulator()
    .control.instances()
    .slice(0, 300)
    .map(({ id }) => id);
  await Promise.all(ids.map((id) => emulator.modify(id)));
  const { control } = emulator();
  for (const { id } of control.tasks()) await control.finishTask(id);
  expect(ids.map((id) => control.instance(id).restarts)).toEqual(ids.map(() => 1));
  expect(control.tasks().every(({ status }) => status === "Success")).toBe(true);
});

interface Listed {
  readonly DBInstanceId: string;
  readonly DBInstanceNetInfo: readonly { readonly Ip: string }[];
}
