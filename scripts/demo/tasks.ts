import type { BodyGiven } from '@/contract/endpoint';
import type { createTasks } from '@/contract/task-batch';
import type { createTask } from '@/contract/task-calls';

export type Draft = Omit<BodyGiven<typeof createTask>, 'projectId'>;

/** The task of `--once`: its first attempt at the code fails a test, goes back to the agent, and is repaired. */
export const onceTask: Draft = {
  title: 'Add the percentage of a price',
  description:
    'Add `percentOf(cents, percent)` to src/money.js: whole cents of a share, rounded half up, with a test.',
  riskLevel: 'LOW',
  acceptance: ['percentOf(999, 15) is 150'],
  filesHint: ['src/money.js', 'test/money.test.js'],
};

/** The label of the machine that the demo loses half-way. */
export const AWAY = 'away';

/**
 * The backlog of the demo that keeps running. It comes to its end by itself but for four decisions: the answer to the
 * question about the currency, the review of the task that deletes a test, the approval of the HIGH-risk task, and help for
 * the one that fails its own test.
 */
export const backlog: BodyGiven<typeof createTasks>['tasks'] = [
  {
    key: 'greeting',
    title: 'Greet the customer',
    description: 'Add `greet(name)` to src/receipt.js. The machine that works on it is lost half-way.',
    riskLevel: 'LOW',
    priority: 0,
    runnerLabels: [AWAY],
    filesHint: ['src/receipt.js', 'test/greet.test.js'],
  },
  {
    key: 'five-cents',
    title: 'Hold prices to five cents',
    description: 'A test for src/price-list.js: nobody needs small coins.',
    riskLevel: 'LOW',
    priority: 0,
    filesHint: ['test/price-list.test.js'],
  },
  {
    key: 'matches',
    title: 'Sell matches',
    description: 'Put them on the price list, with a test.',
    riskLevel: 'LOW',
    priority: 0,
    filesHint: ['src/price-list.js', 'test/matches.test.js'],
  },
  {
    key: 'returns',
    title: 'Say how goods are brought back',
    description: 'A page docs/returns.md for customers.',
    riskLevel: 'LOW',
    acceptance: ['docs/returns.md says within how many days', 'docs/returns.md says who pays the postage'],
    filesHint: ['docs/returns.md'],
  },
  {
    key: 'slogan',
    title: 'Find a slogan',
    description: 'In src/slogan.js, with a test that it fits on a receipt: 32 characters.',
    riskLevel: 'LOW',
    maxRetries: 0,
    filesHint: ['src/slogan.js', 'test/slogan.test.js'],
  },
  { key: 'vouchers', type: 'epic', title: 'Vouchers', description: 'Done when all its sub-tasks are.' },
  {
    key: 'voucher',
    parent: 'key:vouchers',
    title: 'Let a cart take a voucher',
    description: 'Add `afterVoucher(cart, voucherCents)` to src/cart.js; a total is never negative.',
    riskLevel: 'LOW',
    filesHint: ['src/cart.js', 'test/voucher.test.js'],
  },
  {
    key: 'pieces',
    title: 'Count the pieces in a cart',
    description: 'Add `countItems(cart)`: how many pieces are in the cart.',
    riskLevel: 'LOW',
  },
  {
    key: 'currency',
    title: 'Show a currency on receipts',
    description: 'Receipts should say which currency they are in. Ask if it is not clear which one.',
    riskLevel: 'LOW',
  },
  {
    key: 'tags',
    dependsOn: ['key:currency'],
    title: 'Show it on price tags too',
    description: 'Price tags say what receipts say. Ask if it is not clear which one.',
    riskLevel: 'LOW',
    filesHint: ['src/price-tags.js', 'test/price-tags.test.js'],
  },
  {
    key: 'empty',
    title: 'Test the empty cart',
    description: 'A cart with nothing in it costs nothing: a test of its own says so.',
    riskLevel: 'LOW',
    filesHint: ['test/cart.test.js', 'test/empty-cart.test.js'],
  },
  {
    key: 'negative',
    title: 'Refuse a negative price',
    description: 'A price below zero must not get into a cart.',
    riskLevel: 'HIGH',
    filesHint: ['src/cart.js', 'test/negative-prices.test.js'],
  },
  {
    key: 'hours',
    title: 'Write down the opening hours',
    description: 'Put them into src/opening-hours.js, with a test.',
    riskLevel: 'LOW',
    maxTurns: 4,
  },
  {
    key: 'voucher-page',
    parent: 'key:vouchers',
    dependsOn: ['key:voucher'],
    title: 'Describe vouchers',
    description: 'A page docs/vouchers.md.',
    riskLevel: 'LOW',
  },
  {
    key: 'notes',
    dependsOn: ['key:voucher-page', 'key:pieces', 'key:currency'],
    title: 'Write the release notes',
    description: 'A page docs/release-notes.md.',
    riskLevel: 'LOW',
  },
];
