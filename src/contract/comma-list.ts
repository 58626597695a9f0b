import { z } from 'zod';

const parts = (value: unknown) => {
  if (typeof value !== 'string') return value;
  const named = value.split(',').filter(Boolean);
  return named.length > 0 ? named : undefined;
};

/** Some of a query, separated by commas; one that names nothing is no filter. */
export const commaList = <T extends z.ZodType>(one: T, most: number) =>
  z.preprocess(parts, z.array(one).max(most).optional()).optional();
