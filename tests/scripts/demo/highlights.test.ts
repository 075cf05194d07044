import { highlights } from "../../../scripts/demo/highlights";
import { table } from "../../../scripts/demo/table";

const output = `1. Start the cloud
  A local TencentDB for PostgreSQL …
  ✔ postgres-emu00001 is there, with SSL off

2. Up: turn SSL on
  $ pulumi up --yes
  | Updating (demo):
  |  +  pulumi:pulumi:Stack demo creating (2s) postgres-emu00001: task 100001 is running at 25%
  | Diagnostics:
  |     postgres-emu00001: task 100001 is running at 25%
  |     caUrl         : "http://127.0.0.1:39579/ca.zip"
  ✔ SSL is on for 127.0.0.1

${table([
  { step: "Start the cloud", seconds: 1, calls: {} },
  { step: "Up: turn SSL on", seconds: 11.25, calls: { DescribeTasks: 12, ModifyDBInstanceSSLConfig: 1 } },
])}
`;

test("the picture of the demo shows steps, commands, each line of progress once, checks and the table", () => {
  expect(highlights(output)).toEqual([
    "1. Start the cloud",
    "  A local TencentDB for PostgreSQL …",
    "  ✔ postgres-emu00001 is there, with SSL off",
    "",
    "2. Up: turn SSL on",
    "  $ pulumi up --yes",
    "    postgres-emu00001: task 100001 is running at 25%",
    "  ✔ SSL is on for 127.0.0.1",
    "",
    "step             seconds  Modify  Describe  Tasks",
    "Start the cloud      1.0       0         0      0",
    "Up: turn SSL on     11.3       1         0     12",
    "",
    "API calls: ModifyDBInstanceSSLConfig, DescribeDBInstanceSSLConfig, DescribeTasks",
  ]);
});
