import type { Scenario } from './scenario';
import { failures, trespasses } from './scenarios/failures';
import { held } from './scenarios/held';
import { limits } from './scenarios/limits';
import { negativePrices } from './scenarios/negative-prices';
import { edit, repair } from './scenarios/percent-of';
import { question } from './scenarios/question';
import { voucher } from './scenarios/voucher';

/** Every scenario of the example; its tasks are about examples/sample-repository. */
export const SCENARIOS: Scenario[] = [
  edit,
  repair,
  voucher,
  held,
  question,
  negativePrices,
  ...limits,
  ...failures,
  ...trespasses,
];
