import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { type Dashboard, startDashboard } from '../test/support/dashboard';
import { beforeScripts } from './support/before-scripts';

const ADA = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
const BEN = { name: 'Ben', email: 'ben@example.com', password: 'a long word and another' };

/** A browser of somebody else: no cookie is shared. */
const newPage = async (browser: Browser, url: string) =>
  (await browser.newContext({ baseURL: url, reducedMotion: 'reduce' })).newPage();

const fill = async (page: Page, { name, email, password }: Partial<typeof ADA>) => {
  if (name) await page.getByLabel('Your name').fill(name);
  if (email) await page.getByLabel('E-mail address').fill(email);
  if (password) await page.getByLabel('Password', { exact: true }).fill(password);
};
const signIn = async (page: Page, who: Partial<typeof ADA>) => {
  await fill(page, { email: who.email, password: who.password });
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

test.describe('people', () => {
  test.describe.configure({ timeout: 240_000 });
  let dashboard: Dashboard;
  let folder: string;
  test.beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'accounts-'));
    // Started by root, the database runs as another user, who must be able to reach it here.
    chmodSync(folder, 0o755);
    dashboard = await startDashboard({ DATABASE_URL: '', DATA_DIR: folder, LOG_LEVEL: 'fatal' });
  });
  test.afterAll(async () => {
    await dashboard.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('come in, by accounts, invitations and links, and go out again', async ({ browser }) => {
    const ada = await newPage(browser, dashboard.url);
    const ben = await newPage(browser, dashboard.url);
    const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

    await test.step('the first owner turns accounts on', async () => {
      await ada.goto('/settings?tab=account');
      await ada.getByRole('link', { name: 'Turn on accounts' }).click();
      await expect(heading(ada, 'Turn on accounts')).toBeVisible();
      await fill(ada, ADA);
      await ada.getByRole('button', { name: 'Make the owner’s account' }).click();
      await expect(heading(ada, 'Overview')).toBeVisible();
      await ben.goto('/tasks');
      await expect(heading(ben, 'Sign in')).toBeVisible();
    });

    const linkOf = async (label: RegExp) => {
      const box = ada.getByRole('status').filter({ hasText: label });
      await box.getByRole('button', { name: 'Show' }).click();
      return (await box.locator('code').textContent()) ?? '';
    };

    await test.step('somebody joins by an invitation', async () => {
      await ada.goto('/settings?tab=members');
      await ada.getByRole('button', { name: 'Make a link' }).click();
      await ben.goto(await linkOf(/seven days/));
      await expect(heading(ben, 'Join My workspace')).toBeVisible();
      await fill(ben, BEN);
      await ben.getByRole('button', { name: 'Make an account and join' }).click();
      await expect(heading(ben, 'Overview')).toBeVisible();
    });

    await test.step('sessions are listed in words, and one is ended from another', async () => {
      const phone = await newPage(browser, dashboard.url);
      const wrong = { email: BEN.email, password: 'not the one at all' };
      // What is typed before the scripts have come, as a password manager does, counts.
      await beforeScripts(phone, `${dashboard.url}/sign-in`, () => fill(phone, wrong));
      await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(phone.getByText('The e-mail address or the password is not right.')).toBeVisible();
      await signIn(phone, BEN);
      await expect(heading(phone, 'Overview')).toBeVisible();
      await ben.goto('/settings?tab=account');
      await expect(ben.getByText(/^Chrome on \w+$/)).toHaveCount(2);
      await ben.getByRole('button', { name: /^Sign out Chrome/ }).click();
      await expect(ben.getByText(/^Chrome on \w+$/)).toHaveCount(1);
      await phone.goto('/tasks');
      await expect(heading(phone, 'Sign in')).toBeVisible();
      await phone.context().close();
    });

    await test.step('a forgotten password is set anew by a link, which ends every session', async () => {
      await ada.goto('/settings?tab=members');
      await ada.getByRole('button', { name: 'Password link for Ben' }).click();
      const link = await linkOf(/sets a new password/);
      const fresh = await newPage(browser, dashboard.url);
      await fresh.goto('/sign-in');
      await fresh.getByRole('button', { name: 'Forgot your password?' }).click();
      await expect(fresh.getByText(/owner or admin of your workspace can make a link/)).toBeVisible();
      await fresh.goto(link);
      await fresh.getByLabel('New password').fill('one more long password');
      await fresh.getByRole('button', { name: 'Set the password' }).click();
      await expect(heading(fresh, 'Your password is changed')).toBeVisible();
      await ben.goto('/tasks');
      await expect(heading(ben, 'Sign in')).toBeVisible();
      await signIn(ben, { ...BEN, password: 'one more long password' });
      await expect(heading(ben, 'Tasks')).toBeVisible();
      await fresh.context().close();
    });

    await test.step('what somebody may not do names who could let them', async () => {
      await ben.goto('/settings?tab=audit');
      await expect(ben.getByText('The audit is for admins and owners')).toBeVisible();
      await expect(ben.getByText('Who can help in My workspace')).toBeVisible();
      await expect(ben.getByRole('link', { name: 'Ada' })).toBeVisible();
    });

    await test.step('a machine that shows a code is let in or refused, by its words', async () => {
      const send = (path: string, body: object) =>
        fetch(`${dashboard.url}/api/device${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }).then((response) => response.json());
      for (const [button, state] of [
        ['Let it in', 'approved'],
        ['Refuse', 'refused'],
      ] as const) {
        const asks = { wants: 'token', scopes: ['workspace:read'], machine: 'attic', system: 'linux' };
        const { data } = await send('', asks);
        await ada.goto('/device');
        await ada.getByLabel('Code').fill('BBBB-BBBB');
        await ada.getByRole('button', { name: 'Go on' }).click();
        await expect(ada.getByText('This code is not good')).toBeVisible();
        await ada.getByLabel('Code').fill(data.userCode.toLowerCase());
        await ada.getByRole('button', { name: 'Go on' }).click();
        await expect(ada.getByText('attic')).toBeVisible();
        await expect(ada.getByText('act for you: workspace:read')).toBeVisible();
        await ada.getByRole('button', { name: button }).click();
        await expect(ada.getByRole('status')).toContainText(
          state === 'approved' ? 'is let in' : 'is not let in',
        );
        expect((await send('/answer', { deviceCode: data.deviceCode })).data.state).toBe(state);
      }
    });

    await test.step('an account is deleted by who owns it', async () => {
      await ben.goto('/settings?tab=account');
      await ben.getByRole('button', { name: 'Delete my account' }).click();
      const dialog = ben.getByRole('alertdialog').or(ben.getByRole('dialog'));
      await dialog.getByLabel('Your e-mail address, to be sure').fill(BEN.email);
      await dialog.getByLabel('Password').fill('one more long password');
      await dialog.getByRole('button', { name: 'Delete my account' }).click();
      await expect(heading(ben, 'Sign in')).toBeVisible();
      await signIn(ben, { ...BEN, password: 'one more long password' });
      await expect(ben.getByText('The e-mail address or the password is not right.')).toBeVisible();
    });

    await test.step('and signs out', async () => {
      await ada.goto('/settings?tab=account');
      await ada.getByRole('button', { name: 'Sign out', exact: true }).click();
      await expect(heading(ada, 'Sign in')).toBeVisible();
      await ada.goto('/tasks');
      await expect(heading(ada, 'Sign in')).toBeVisible();
    });
  });
});
