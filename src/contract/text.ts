import { z } from 'zod';

/** Text that a database stores and a page shows: no control characters but tab and line ends, no half of a character. */
const storable = (text: string) => !/[^\P{Cc}\t\n\r]|\p{Surrogate}/u.test(text);

/** Text of at most `max` characters. */
export const text = (max: number) =>
  z.string().max(max).refine(storable, 'must not contain control characters');

/** One line of at most `max` characters, trimmed, not empty. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((t) => storable(t) && !/[\r\n]/.test(t), 'must be one line without control characters');

/** An address as it is compared: trimmed, in small letters. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ error: 'must be an e-mail address' }));
