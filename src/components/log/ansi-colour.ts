/**
 * The base colour (0-8) nearest to an extended one, so that it stays readable in both themes.
 * @param spec what follows 38 or 48: `[5, index]` or `[2, red, green, blue]`
 */
export function nearestBase(spec: number[]): number | null {
  if (spec[0] === 2) return fromRgb(spec[1] ?? 0, spec[2] ?? 0, spec[3] ?? 0);
  const index = spec[1] ?? 0;
  if (spec[0] !== 5 || index < 0 || index > 255 || !Number.isInteger(index)) return null;
  if (index < 8) return index;
  if (index < 16) return index === 8 ? 8 : index - 8;
  if (index >= 232) return index < 250 ? 8 : null;
  const cube = index - 16;
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  return fromRgb(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6));
}

function fromRgb(red: number, green: number, blue: number): number | null {
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  if (most - least < 40) return most > 200 || most < 60 ? null : 8;
  const middle = (most + least) / 2;
  const bits = (red > middle ? 1 : 0) + (green > middle ? 2 : 0) + (blue > middle ? 4 : 0);
  return bits === 7 ? null : bits;
}
