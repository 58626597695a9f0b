/** Micro-dollars as people read them. */
export const sayMoney = (micros: number): string =>
  `$${(micros / 1_000_000).toFixed(micros > 0 && micros < 1_000_000 ? 4 : 2)}`;

/** How long ago a moment (ISO 8601) was: `12 s`, `4 min`, `3 h`, `2 d`. */
export function sayAge(iso: string, now = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** Bytes as people read them: `312 bytes`, `4.2 KiB`, `10 MiB`. */
export function sayBytes(bytes: number): string {
  if (bytes < 1024) return sayCount(bytes, 'byte');
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KiB'] : [bytes / 1024 / 1024, 'MiB'];
  return `${size.toFixed(Number.isInteger(size) ? 0 : 1)} ${unit}`;
}

/** A number with the right form of its noun: `1 task`, `3 tasks`. */
export const sayCount = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
