import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { benchmarks } from "../../benchmarks/all-benchmarks";
import { startBrowser } from "../emulator/console/use-console";
import { repository, textOf } from "./pages";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

describe.each(benchmarks.map(({ name }) => name))("the plot of %s", (name) => {
  const svg = readFileSync(join(repository, "benchmarks", "results", `${name}.svg`), "utf8");

  test("is shown on the page on performance", () => {
    expect(textOf("docs/performance.md")).toContain(`](../benchmarks/results/${name}.svg)`);
  });

  test("has no background, so that it suits a dark page too", () => {
    expect(svg).not.toMatch(/fill="(white|#fff|#ffffff)"/);
  });

  test("shows every text whole and within the picture", async () => {
    const page = await browser.newPage();
    await page.setContent(svg);
    // A font that is there may be wider than the one that the plot was laid out for.
    const isOutside = `(text) => {
      const [frame, box] = [document.querySelector("svg"), text].map((each) => each.getBoundingClientRect());
      return box.left < frame.left || box.right > frame.right + 12 || box.top < frame.top || box.bottom > frame.bottom;
    }`;
    const outside = await page.evaluate<string[]>(
      `[...document.querySelectorAll("text")].filter(${isOutside}).map((text) => text.textContent)`,
    );
    await page.close();
    expect(outside).toEqual([]);
    expect(svg).not.toContain("…");
  });

  test("tells its series apart without their colours", () => {
    const symbols = [...svg.matchAll(/<g[^>]*role-legend-symbol[^>]*>.*?<\/g>/g)].map(([symbol]) => symbol);
    const looks = symbols.map((symbol) => symbol.replaceAll(/(fill|stroke)="#\w+"|transform="[^"]*"/g, ""));
    expect(new Set(looks).size).toBe(symbols.length);
    expect(symbols.length).toBeGreaterThan(name === "share" ? -1 : 1);
  });
});
