import { terminalPicture } from "../../../scripts/demo/terminal-picture";

test("a picture shows every line unchanged, whatever characters it contains", () => {
  const svg = terminalPicture("a <title>", ["$ pulumi up", "  a < b && c > d"]);
  const shown = [...svg.matchAll(/<text x="20"[^>]*>(.*?)<\/text>/g)].map(([, text]) => text);
  expect(shown).toEqual(["$ pulumi up", "\u00a0\u00a0a &lt; b &amp;&amp; c &gt; d"]);
  expect(svg).toContain("<title>a &lt;title&gt;</title>");
});

test("a picture is as wide as its longest line and as high as all its lines", () => {
  const size = (lines: string[]) =>
    (/viewBox="0 0 (\d+) (\d+)"/.exec(terminalPicture("", lines)) ?? []).slice(1).map(Number);
  const [width = 0, height = 0] = size(["short"]);
  const [wider = 0, higher = 0] = size(["short", "very much longer"]);
  expect(wider).toBeGreaterThan(width);
  expect(higher).toBeGreaterThan(height);
});
