import { send } from '../../../test/support/protocol-runner';
import { expect, test } from '../../support/fixtures';
import { SHOP_FLOW } from '../../support/seed-shop';

const LOG = `
  - heading "Reject orders with a negative amount" [level=1]
  - tablist "About this task":
    - tab "Log" [selected]
    - tab "Changes"
  - tabpanel "Log":
    - combobox "Agent":
      - option "Attempt 1 (work) · Completed" [selected]
    - region "Log":
      - search:
        - searchbox "Search in the log"
      - group "Show":
        - button "Agent" [pressed]
        - button "Tools" [pressed]
        - button "Output" [pressed]
        - button "Runner" [pressed]
        - button "Checks" [pressed]
      - button "Errors only (e)"
      - button "Wrap long lines (w)" [pressed]
      - link "Download the log"
      - log "Lines":
        - button "Pick line 1"
        - text: /Runner Workspace ready/
        - button "Pick line 5"
        - button /Grep placeOrder .* ok/
        - button "Pick line 13"
        - button /Bash npm test .* failed/
        - button "Pick line 16"
        - text: "Half cents slip through: the rule has to ask for whole numbers too."
      - text: 26 lines, complete.
`;
const RUN = `
  - table "Nodes and where they stand":
    - rowgroup:
      - row:
        - columnheader "Node"
        - columnheader "State"
    - rowgroup:
      - row:
        - rowheader "Urgent? Condition":
          - button "Urgent?"
        - cell "Done"
      - row:
        - rowheader "Ship a hotfix Task"
        - cell /Skipped/
      - row:
        - rowheader "Agree on the release Review"
        - cell /Waits for you/:
          - button "Approve Agree on the release"
          - button "Reject Agree on the release"
      - row:
        - rowheader /Ship Parallel/:
          - button "Members of Ship" [expanded]
        - cell /Waiting/
      - row:
        - rowheader "Write the notes Task"
      - row:
        - rowheader "Pack the till Task"
`;
const OUTLINE = `
  - treegrid "Outline":
    - rowgroup:
      - row "Node Kind Waits for"
    - rowgroup:
      - row /Urgent\\? Condition/ [level=1]
      - row /Ship a hotfix Task/ [level=1]
      - row /Agree on the release Review/ [level=1]
      - row /Ship Parallel/ [expanded] [level=1]
      - row /Write the notes Task/ [level=2]
      - row /Pack the till Task/ [level=2]
`;

/** What a screen reader is told: roles, names and states. Words that change from run to run are patterns. */
test.describe('a screen reader is told', () => {
  test('what the inbox asks, who asks it and how it is answered', async ({ page, shop }) => {
    const { data } = await send(shop.runner.url, 'GET', `/api/exceptions?taskId=${shop.tasks.asking}`);
    await page.goto(`/exceptions?e=${data[0].ref}`);
    await expect(
      page.getByRole('heading', { level: 2, name: 'Should old orders be checked too?' }),
    ).toBeVisible();
    await expect(page.getByRole('main')).toMatchAriaSnapshot(`
      - heading "Needs you" [level=1]
      - combobox "Type":
        - option "Any type" [selected]
      - group "Show":
        - button "Open" [pressed]
        - button "Mine"
        - button "Snoozed"
        - button "Decided"
      - region /Decisions \\(\\d+\\)/:
        - heading /Decisions \\(\\d+\\)/ [level=2]
        - list:
          - listitem:
            - checkbox "Pick ${data[0].ref}"
            - button /Question .* Should old orders be checked too\\? ${shop.tasks.asking} Check old orders as well/
      - region "Should old orders be checked too?":
        - link "${shop.tasks.asking} Check old orders as well"
        - heading "Should old orders be checked too?" [level=2]
        - paragraph: In the agent’s words
        - region "What it says"
        - list:
          - listitem:
            - button "1 Leave them"
            - text: Only new orders are checked.
          - listitem:
            - button "2 Write a migration"
            - text: Adds one file outside the hinted folder.
        - textbox "Answer in your own words (optional)"
        - paragraph: Goes to the agent as it stands.
        - button "Send answer" [disabled]
        - button "Assign"
        - button "Snooze"
      - region /Ready to review \\(\\d+\\)/:
        - table "Commits to approve":
          - rowgroup:
            - row "Priority Status Task Risk Proof Runner Cost Updated"
          - rowgroup:
            - row /Approve, or send back/
            - row /Ready to review TASK-\\d+ Round totals half to even High Proven/:
              - cell "Ready to review"
              - cell /TASK-\\d+ Round totals half to even/:
                - link "Round totals half to even"
    `);
  });

  test('the lines of a log, what folds in it and how it is searched', async ({ page, shop }) => {
    await page.goto(`/tasks/${shop.tasks.done}?tab=log`);
    await expect(page.getByRole('log').getByText('Half cents slip through')).toBeVisible();
    await expect(page.getByRole('main')).toMatchAriaSnapshot(LOG);
  });

  test('the columns of the board with their counts, and the cards in them', async ({ page, shop }) => {
    await page.goto(`/tasks?project=${shop.project.id}&view=board`);
    await expect(page.getByRole('region', { name: 'Board' })).toMatchAriaSnapshot(`
      - region "Board":
        - region "Not queued, 3":
          - heading "Not queued 3" [level=2]
          - list:
            - listitem:
              - article:
                - paragraph:
                  - 'img "Priority: Urgent"'
                - link "Move the ledger to its own package"
                - paragraph: Critical risk
                - button "Move to… ${shop.tasks.draft}"
        - region "Queued, 1":
          - list:
            - listitem:
              - article:
                - link "Print receipts in the customer’s language"
                - button "Move to… ${shop.tasks.queued}"
        - region "Blocked, 3":
          - list:
            - listitem:
              - article:
                - link "Name the reason of every refused order"
                - paragraph: waits for src/orders/place-order.ts
        - region "Running, 2":
          - list:
            - listitem:
              - article:
                - link "Show the tax on every receipt"
                - paragraph: editing src/receipts/render-receipt.ts
                - paragraph: /Running/
        - region "Verifying, 0":
          - paragraph: Nothing here
        - region "Needs you, 1":
          - list:
            - listitem:
              - article:
                - link "Book refunds once"
                - paragraph: checks failed
        - region "Review and merge, 1":
          - list:
            - listitem:
              - article:
                - link "Round totals half to even"
                - paragraph: /Ready to review .*Proven/
        - region "Done, 1"
        - region "Not done, 1"
    `);
  });

  test('the outline of a flow, level by level, and where each node of its run stands', async ({
    page,
    shop,
  }) => {
    await page.goto(`/flows/runs/${shop.runId}?view=table`);
    await expect(page.getByRole('main')).toMatchAriaSnapshot(`
      - heading "Release the till" [level=1]
      - progressbar "Nodes that have ended"
      - region "Waits for you":
        - list:
          - listitem:
            - button "Approve Agree on the release"
            - button "Reject Agree on the release"
      - group "View":
        - button "Graph"
        - button "Gantt"
        - button "Table" [pressed]
    `);
    await expect(page.getByRole('table', { name: 'Nodes and where they stand' })).toMatchAriaSnapshot(RUN);
    const body = { projectId: shop.project.id, document: SHOP_FLOW };
    const flow = await send(shop.runner.url, 'POST', '/api/flows', { body });
    await page.goto(`/flows/${flow.data.ref}/edit?view=outline`);
    await expect(page.getByRole('treegrid', { name: 'Outline' })).toMatchAriaSnapshot(OUTLINE);
  });
});
