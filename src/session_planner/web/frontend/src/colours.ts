// A colour for each body, light enough for dark text on it, the same each time the board is opened.

import type { BoardShape } from "./api.ts";

const HUES = [210, 28, 145, 330, 265, 55, 185, 0, 95, 300];

export function colourOf(shape: BoardShape, body: string): { background: string; text: string; line: string } {
  const at = Math.max(0, shape.bodies.findIndex((each) => each.id === body));
  const hue = HUES[at % HUES.length] ?? 210;
  const light = 88 - (Math.floor(at / HUES.length) % 3) * 6;
  return { background: `hsl(${hue} 70% ${light}%)`, text: "#14181d", line: `hsl(${hue} 60% 38%)` };
}
