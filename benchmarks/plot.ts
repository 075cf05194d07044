import type { Plot } from "./benchmark";

/** Readable on a light and on a dark page: the picture has no background, and its greys stand out from both. */
const INK = "#7d8590";
const LINES = "#7d859059";

/** Series differ by colour, and by the shape of points and the dash of lines, so that nobody needs to tell colours apart. */
const COLOURS = ["#1f78d1", "#d9730d", "#159a66", "#b05cc7", "#c9433f"];
const SHAPES = ["circle", "square", "triangle-up", "diamond", "cross"];
const DASHES = [
  [1, 0],
  [6, 3],
  [2, 3],
  [8, 3, 2, 3],
  [4, 2],
];

const look = {
  background: null,
  padding: 12,
  config: {
    font: "sans-serif",
    title: { color: INK },
    style: { "group-title": { fill: INK } },
    header: { titleColor: INK, labelColor: INK },
    axis: { labelLimit: 0, labelColor: INK, titleColor: INK, tickColor: LINES, domainColor: INK, gridColor: LINES },
    // A legend below the plot is as wide as the plot; what does not fit goes into the next row instead of being cut.
    legend: { labelColor: INK, titleColor: INK, orient: "bottom", columns: 3, labelLimit: 0, symbolSize: 90 },
    view: { stroke: LINES },
    line: { strokeWidth: 2 },
    bar: { stroke: INK },
    range: { category: COLOURS, symbol: SHAPES },
  },
};

/** Draws a plot as SVG. */
export async function drawSvg(plot: Plot): Promise<string> {
  const [{ compile }, { parse, View }] = await Promise.all([import("vega-lite"), import("vega")]);
  const { spec } = compile({ ...look, ...plot } as unknown as Parameters<typeof compile>[0]);
  return `${await new View(parse(spec), { renderer: "none" }).toSVG()}\n`;
}

/** How the series of a plot with lines are told apart by the values of a field. */
export function series(field: string): Readonly<Record<string, unknown>> {
  const channel = { field, type: "nominal", title: null, sort: null };
  return {
    color: channel,
    shape: channel,
    strokeDash: { ...channel, scale: { range: DASHES } },
  };
}

/** How the parts of a plot with bars are told apart: by colour, and by how dense it is. */
export function parts(field: string): Readonly<Record<string, unknown>> {
  const channel = { field, type: "nominal", title: null, sort: null };
  return { color: channel, opacity: { ...channel, scale: { range: [1, 0.55] } } };
}
