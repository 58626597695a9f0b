import { Failure } from '../terminal/failure';

/** US dollars as micro-dollars. Throws a Failure. */
export function readMicros(given: string): number {
  const dollars = Number(given.replace(/^\$/, ''));
  if (given.trim() !== '' && dollars >= 0 && dollars <= 1_000_000) return Math.round(dollars * 1_000_000);
  throw wrong(`“${given}” is no amount of US dollars. Give one like --budget 2.50.`);
}

/** Minutes as milliseconds. Throws a Failure. */
export function readMinutes(given: string): number {
  const minutes = Number(given);
  if (minutes > 0 && minutes <= 1_440) return Math.round(minutes * 60_000);
  throw wrong(`“${given}” is no time in minutes (up to 1440). Give one like --timeout 30.`);
}

/** A whole number from 0 on. Throws a Failure that names the option. */
export function readWhole(given: string, option: string): number {
  const count = Number(given);
  if (given.trim() !== '' && Number.isInteger(count) && count >= 0) return count;
  throw wrong(`“${given}” is no whole number. Give one like ${option} 3.`);
}

const wrong = (sentence: string) => new Failure('VALUE_MALFORMED', sentence, 'usage');
