import { homedir } from "node:os";
import { thisMachine } from "../../../provider/credentials/files";

test("the home folder is the environment's, else the account's", () => {
  const variable = process.platform === "win32" ? "USERPROFILE" : "HOME";

  expect(thisMachine({ [variable]: "/home/of-the-job" }).home).toBe("/home/of-the-job");
  expect(thisMachine({ [variable]: "" }).home).toBe(homedir());
  expect(thisMachine({}).home).toBe(homedir());
});

test("the folder for everybody is the SDKs' one", () => {
  expect(thisMachine({}).systemFolder).toBe("/etc/tencentcloud");
});
