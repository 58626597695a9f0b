import type { BodyGiven } from '@/contract/endpoint';
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

/** What the demo that keeps running shows beside it: in review, a held file, a question, a risk, a cap. */
export const otherTasks: Draft[] = [
  {
    title: 'Let a cart take a voucher',
    description: 'Add `afterVoucher(cart, voucherCents)` to src/cart.js; a total is never negative.',
    riskLevel: 'MEDIUM',
    requiresReview: true,
    filesHint: ['src/cart.js'],
  },
  {
    title: 'Count the pieces in a cart',
    description: 'Add `countItems(cart)`: how many pieces are in the cart.',
    riskLevel: 'MEDIUM',
  },
  {
    title: 'Show a currency on receipts',
    description: 'Receipts should say which currency they are in. Ask if it is not clear which one.',
    riskLevel: 'LOW',
  },
  {
    title: 'Refuse a negative price',
    description: 'A price below zero must not get into a cart.',
    riskLevel: 'HIGH',
    filesHint: ['src/cart.js'],
  },
  {
    title: 'Think about the architecture',
    description: 'Read everything and write down what could be better. [scenario:costly]',
    riskLevel: 'LOW',
    budgetMicros: 1_000_000,
    maxRetries: 0,
  },
];
