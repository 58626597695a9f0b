import { listRules, removeRule } from '@/contract/rule';
import { listRules as list } from '@/domain/rules/list-rules';
import { removeRule as remove } from '@/domain/rules/remove-rule';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';

/** The answers that were made rules. */
export const RULE_ROUTES: Route[] = [
  personRoute(listRules, ({ caller, query }) => asWorkspace(caller, (tx) => list(tx, query))),
  personRoute(removeRule, ({ caller, params }) =>
    asWorkspace(caller, (tx, runs) => remove(tx, runs, caller, params.id)),
  ),
];
