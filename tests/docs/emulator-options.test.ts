import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultOptions } from "../../emulator/src/options";
import { codeIn, repository, tableAfter, textOf } from "./pages";

const rows = tableAfter("emulator/README.md", "\n## Start it\n").map(([option = "", text = ""]) => ({
  option: codeIn(option)[0] ?? "",
  text,
}));

test("the defaults in the emulator's README are those of its command line", () => {
  const bin = join(repository, "emulator", "bin", "tencentdb-postgres-emulator.js");
  const { stdout } = spawnSync(process.execPath, [bin, "--help"], { encoding: "utf8" });
  const inHelp = [...stdout.matchAll(/^ {2}(--[a-z-]+ [A-Z]+) .*\((.*)\)$/gm)].map(([, option, value]) => [
    option,
    value,
  ]);
  const inReadme = rows.filter(({ text }) => text !== "" && text !== "off").map(({ option, text }) => [option, text]);
  expect(inReadme).toEqual(inHelp);
});

test("options that the command line and startEmulator share have the same defaults, except the port", () => {
  for (const { option, text } of rows) {
    const name = option
      .replace(/ .*/, "")
      .replace(/^--/, "")
      .replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    if (name === "port" || text === "") continue;
    expect([name, String(defaultOptions[name as keyof typeof defaultOptions])]).toEqual([
      name,
      text === "off" ? "false" : text,
    ]);
  }
});

test("the README names every option that only startEmulator has", () => {
  const source = readFileSync(join(repository, "emulator", "src", "options.ts"), "utf8");
  const [, body = ""] = /interface EmulatorOptions \{([^]*?)\n\}/.exec(source) ?? [];
  const options = [...body.matchAll(/^ {2}readonly (\w+)\?/gm)].map(([, name = ""]) => name);
  const flags = rows.map(({ option }) => option.replace(/ .*/, "").replace(/^--/, "").replaceAll("-", ""));
  const readme = textOf("emulator/README.md");
  expect(options.length).toBeGreaterThan(8);
  for (const name of options.filter((option) => !flags.includes(option.toLowerCase()))) {
    expect(readme).toContain(`\`${name}\``);
  }
});
