/** A picture of a terminal that shows some lines, as SVG. It has its own colours, so that it can be read on any page. */
const COLUMN_WIDTH = 7.4;
const LINE_HEIGHT = 18;
const MARGIN = 20;
const TITLE_HEIGHT = 34;
const COLOURS = { window: "#16181d", text: "#d7dae0", faint: "#8b919d", good: "#6cc788", command: "#e6c07b" };

/** How a line looks, by how it starts. */
const STYLES: readonly (readonly [RegExp, string])[] = [
  [/^\s+✔/, COLOURS.good],
  [/^\s*\$/, COLOURS.command],
  [/^\s+(\||…)/, COLOURS.faint],
];

export function terminalPicture(title: string, lines: readonly string[]): string {
  const columns = Math.max(...lines.map((line) => line.length));
  const width = Math.ceil(columns * COLUMN_WIDTH + 2 * MARGIN);
  const height = lines.length * LINE_HEIGHT + TITLE_HEIGHT + MARGIN;
  const rows = lines.map(
    (line, index) =>
      `<text x="${MARGIN}" y="${TITLE_HEIGHT + (index + 1) * LINE_HEIGHT - 4}" fill="${colourOf(line)}">${escaped(line)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${COLOURS.window}"/>`,
    `<text x="${width / 2}" y="22" text-anchor="middle" font-family="sans-serif" font-size="13" fill="${COLOURS.faint}">${escaped(title)}</text>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="12">`,
    ...rows,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function colourOf(line: string): string {
  return STYLES.find(([start]) => start.test(line))?.[1] ?? COLOURS.text;
}

/** Without no-break spaces a picture would run columns together. */
function escaped(text: string): string {
  return text
    .replaceAll(/^ +| {2,}/g, (spaces) => "\u00a0".repeat(spaces.length))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
