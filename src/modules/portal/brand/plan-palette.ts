/**
 * The accent colour of a business's pages, adjusted to be readable in both schemes; colours are `#rrggbb`.
 */
export type Palette = { readonly light: Accent; readonly dark: Accent };
export type Accent = {
  /** For links, and the background of the primary button. */
  readonly accent: string;
  /** Black or white, whichever is more readable on it. */
  readonly onAccent: string;
};

type Rgb = readonly [red: number, green: number, blue: number];

/** The minimum contrast for text of normal size (WCAG 2.2, 1.4.3). */
const ENOUGH = 4.5;
/** The most demanding backgrounds of our stylesheet: the darkest light one and the lightest dark one. */
const LIGHT_GROUND: Rgb = [0xf1, 0xee, 0xe9];
const DARK_GROUND: Rgb = [0x33, 0x30, 0x2c];
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
const STEP = 0.02;

/**
 * Adjusts whatever colour a business chooses: darkens it on light backgrounds and lightens it on dark ones,
 * just enough for text in it to be readable.
 */
export function planPalette(color: string): Palette {
  const chosen = parseColor(color);
  return {
    light: accentOn(LIGHT_GROUND, BLACK, chosen),
    dark: accentOn(DARK_GROUND, WHITE, chosen),
  };
}

/** The contrast ratio of two colours (WCAG 2.2), from 1 to 21. */
export function contrast(a: string, b: string): number {
  return contrastOf(parseColor(a), parseColor(b));
}

function accentOn(ground: Rgb, towards: Rgb, chosen: Rgb): Accent {
  let accent = chosen;
  for (let share = 0; share <= 1 && contrastOf(accent, ground) < ENOUGH; share += STEP) {
    accent = mix(chosen, towards, share);
  }
  const onAccent = contrastOf(accent, WHITE) >= contrastOf(accent, BLACK) ? WHITE : BLACK;
  return { accent: formatColor(accent), onAccent: formatColor(onAccent) };
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (a: number, b: number): number => Math.round(a + (b - a) * share);
  return [part(from[0], to[0]), part(from[1], to[1]), part(from[2], to[2])];
}

function contrastOf(a: Rgb, b: Rgb): number {
  const [lighter, darker] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function parseColor(color: string): Rgb {
  const part = (from: number): number => Number.parseInt(color.slice(from, from + 2), 16);
  return [part(1), part(3), part(5)];
}

function formatColor(color: Rgb): string {
  return `#${color.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
