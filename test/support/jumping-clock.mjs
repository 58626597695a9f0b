import { readFileSync } from 'node:fs';

// Loaded before a program of the tests: its wall clock, in every thread, is as far ahead as the file CLOCK_AHEAD says,
// in milliseconds. The monotonic clock goes on.
const Real = Date;
const ahead = () => Number(readFileSync(process.env.CLOCK_AHEAD, 'utf8'));
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length > 0) super(...given);
    else super(Real.now() + ahead());
  }
  static now() {
    return Real.now() + ahead();
  }
};
