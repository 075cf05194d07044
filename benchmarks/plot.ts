import type { Plot } from "./benchmark";

/** Draws a plot as SVG, readable on light and dark pages alike. */
export async function drawSvg(plot: Plot): Promise<string> {
  const [{ compile }, { parse, View }] = await Promise.all([import("vega-lite"), import("vega")]);
  const look = { background: "white", padding: 12, config: { font: "sans-serif" } };
  const { spec } = compile({ ...look, ...plot } as unknown as Parameters<typeof compile>[0]);
  return `${await new View(parse(spec), { renderer: "none" }).toSVG()}\n`;
}
