/** What the seeded agent changed: a small patch with an edit, a new file, a rename, and an invisible character to be shown. */
export const SHOP_PATCH = `diff --git a/src/orders/place-order.ts b/src/orders/place-order.ts
index 8f1c2aa..c41b0de 100644
--- a/src/orders/place-order.ts
+++ b/src/orders/place-order.ts
@@ -1,14 +1,17 @@
 import { OrderRefused } from './order-refused';
 import type { Order } from './order';
+import { assertPositive } from '../money/assert-positive';

 /** Places an order and answers its number. */
 export function placeOrder(order: Order): number {
   if (order.lines.length === 0) throw new OrderRefused('empty');
-  const total = order.lines.reduce((sum, line) => sum + line.price, 0);
-  return book(order, total);
+  for (const line of order.lines) assertPositive(line.price);
+  const total = order.lines.reduce((sum, line) => sum + line.price * line.count, 0);
+  assertPositive(total);
+  return book(order, total);
 }

 function book(order: Order, total: number): number {
   order.total = total;
   return ledger.append(order);
 }
diff --git a/src/money/assert-positive.ts b/src/money/assert-positive.ts
new file mode 100644
index 0000000..5b1e9d2
--- /dev/null
+++ b/src/money/assert-positive.ts
@@ -0,0 +1,7 @@
+import { OrderRefused } from '../orders/order-refused';
+
+/** Refuses what is no amount to pay. */
+export function assertPositive(cents: number) {
+  if (!Number.isInteger(cents) || cents <= 0) throw new OrderRefused('amount');
+}
+// reviewed \u202eyadretsey\u202c
diff --git a/tests/order.test.ts b/tests/orders/place-order.test.ts
similarity index 71%
rename from tests/order.test.ts
rename to tests/orders/place-order.test.ts
index 11aa22b..77cc88d 100644
--- a/tests/order.test.ts
+++ b/tests/orders/place-order.test.ts
@@ -8,2 +8,6 @@ test('an order without lines is refused', () => {
   expect(() => placeOrder({ lines: [] })).toThrow('empty');
 });
+
+test.each([0, -1, 0.5])('a price of %s is refused', (price) => {
+  expect(() => placeOrder({ lines: [{ price, count: 1 }] })).toThrow('amount');
+});
`;

export const SHOP_FILES = [
  { path: 'src/orders/place-order.ts', status: 'modified', additions: 6, deletions: 2, binary: false },
  { path: 'src/money/assert-positive.ts', status: 'added', additions: 7, deletions: 0, binary: false },
  { path: 'tests/orders/place-order.test.ts', status: 'renamed', additions: 4, deletions: 0, binary: false },
];
