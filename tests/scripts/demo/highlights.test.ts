import { highlights } from "../../../scripts/demo/highlights";
import { table } from "../../../scripts/demo/table";

const output = `Starting a local TencentDB for PostgreSQL …

2. Up: turn SSL on
  $ pulumi up --yes
  | Updating (demo):
  |  +  pulumi:pulumi:Stack demo creating (2s) postgres-emu00001: task 100001 is running at 25%
  | Diagnostics:
  |     postgres-emu00001: task 100001 is running at 25%
  |     caUrl         : "http://127.0.0.1:39579/ca.zip"
  ✔ SSL is on for 127.0.0.1

${table([{ step: "Up: turn SSL on", checked: "SSL is on for 127.0.0.1", seconds: 8, calls: "1 DescribeTasks" }])}
`;

test("the picture of the demo shows steps, commands, each line of progress once, checks and the table", () => {
  expect(highlights(output)).toEqual([
    "Starting a local TencentDB for PostgreSQL …",
    "",
    "2. Up: turn SSL on",
    "  $ pulumi up --yes",
    "    postgres-emu00001: task 100001 is running at 25%",
    "  ✔ SSL is on for 127.0.0.1",
    "",
    "",
    "step             seconds  API calls",
    "Up: turn SSL on  8.0      1 DescribeTasks",
  ]);
});
