// Loaded before a server of the tests: its wall clock is SKEW_MS ahead of everybody else's.
const ahead = Number(process.env.SKEW_MS);
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length > 0) super(...given);
    else super(Real.now() + ahead);
  }
  static now() {
    return Real.now() + ahead;
  }
};
