import { parseRequest } from "../../examples/drift-report/arguments";
import { exitCodeOf } from "../../examples/drift-report/report";

test("a command line names projects, a format and how many stacks are checked at a time", () => {
  expect(parseRequest(["a", "b", "--json", "--parallel", "12"])).toEqual({
    help: false,
    projects: ["a", "b"],
    format: "json",
    parallel: 12,
    audit: false,
    regions: [],
  });
  expect(parseRequest(["a"])).toMatchObject({ format: "table", parallel: 4 });
  expect(parseRequest(["--help"])).toEqual({ help: true });
});

test.each([
  [["a", "--parallel", "0"], "--parallel is a whole number from 1 on"],
  [["a", "--parallel", "x"], "--parallel is a whole number from 1 on"],
  [["a", "--parallel", "1.5"], "--parallel is a whole number from 1 on"],
  [["a", "--region", "ap-guangzhou"], "--region goes with --audit"],
  [[], "no project is named"],
  [["a", "--no-such-option"], "no-such-option"],
])("a command line that would check nothing is refused: %j", (commandLine, message) => {
  expect(() => parseRequest(commandLine)).toThrow(message);
});

test("a missing report is a failure, not a fleet without drift", () => {
  expect(exitCodeOf([])).toBe(1);
});
