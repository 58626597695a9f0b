import type { Scenario } from './scenario';
import { emptyCart } from './scenarios/empty-cart';
import { failures, trespasses } from './scenarios/failures';
import { greeting } from './scenarios/greeting';
import { held } from './scenarios/held';
import { limits } from './scenarios/limits';
import { listener, usageLimit } from './scenarios/listener';
import { negativePrices } from './scenarios/negative-prices';
import { openingHours } from './scenarios/opening-hours';
import { pages } from './scenarios/pages';
import { edit, repair } from './scenarios/percent-of';
import { priceList } from './scenarios/price-list';
import { questions } from './scenarios/question';
import { judge, returns } from './scenarios/returns';
import { slogan } from './scenarios/slogan';
import { voucher } from './scenarios/voucher';

/** Every scenario of the example; its tasks are about examples/sample-repository. */
export const SCENARIOS: Scenario[] = [
  // It is shown the words of the task that it judges.
  judge,
  edit,
  repair,
  ...pages,
  voucher,
  held,
  ...questions,
  emptyCart,
  negativePrices,
  openingHours,
  greeting,
  returns,
  ...priceList,
  slogan,
  listener,
  usageLimit,
  ...limits,
  ...failures,
  ...trespasses,
];
