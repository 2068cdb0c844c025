/** A curve as a picture: both axes logarithmic, a line through the points, each labelled. */
export interface Curve {
  readonly name: string;
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly points: readonly (readonly [number, number])[];
}

const [width, height, left, bottom, margin] = [560, 300, 56, 44, 28];

function text(x: number, y: number, anchor: string, content: string, size = 11): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" font-size="${size}">${content}</text>`;
}

function short(value: number): string {
  if (value >= 1e6) return `${value / 1e6}M`;
  return value >= 1e3 ? `${Math.round(value / 100) / 10}k` : String(Number(value.toPrecision(3)));
}

export function svg({ title, x, y, points }: Curve): string {
  const xs = points.map(([at]) => Math.log(at));
  const ys = points.map(([, value]) => Math.log(value));
  const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
  // at least a factor of ten, so that noise does not look like a slope
  const [y0, y1] = [Math.min(...ys), Math.max(...ys, Math.min(...ys) + Math.log(10))];
  const across = (value: number): number => left + ((Math.log(value) - x0) / (x1 - x0 || 1)) * (width - left - margin);
  const up = (value: number): number => height - bottom - ((Math.log(value) - y0) / (y1 - y0)) * (height - bottom - 48);
  const places = points.map(([at, value]) => [across(at), up(value)] as const);
  const path = places.map(([px, py], i) => `${i === 0 ? "M" : "L"}${px.toFixed(1)} ${py.toFixed(1)}`).join(" ");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" fill="#333">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(left, 18, "start", title, 13),
    text(width - margin, height - 6, "end", x),
    text(left, 34, "start", y),
    `<path d="M${left} 40V${height - bottom}H${width - margin}" fill="none" stroke="#999"/>`,
    `<path d="${path}" fill="none" stroke="#b3001b" stroke-width="2"/>`,
    ...places.flatMap(([px, py], i) => {
      const [at, value] = points[i] as readonly [number, number];
      return [
        `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="3" fill="#b3001b"/>`,
        text(px, py - 8, "middle", short(value)),
        text(px, height - bottom + 14, "middle", short(at)),
      ];
    }),
    "</svg>",
    "",
  ].join("\n");
}
