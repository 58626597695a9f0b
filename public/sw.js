// Shows what the server tells this browser while no page is open. It keeps nothing and answers no request.

self.addEventListener('push', (event) => {
  event.waitUntil(hear(event.data?.json() ?? {}));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url, actions } = event.notification.data;
  event.waitUntil(open(actions[Number(event.action || -1)]?.url ?? url));
});

async function hear({ withdrawn, title, body, url, actions = [], tag }) {
  if (withdrawn) {
    const shown = await self.registration.getNotifications({ tag: withdrawn });
    for (const one of shown) one.close();
    return;
  }
  const address = ours(url);
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // Whoever looks at it already need not be told.
  const looking = pages.some(
    (page) =>
      page.visibilityState === 'visible' && page.focused && new URL(page.url).pathname === address.pathname,
  );
  if (looking) return;
  await self.registration.showNotification(String(title), {
    body: String(body),
    tag,
    icon: '/icon.svg',
    silent: true,
    data: { url, actions },
    actions: actions.map(({ label }, i) => ({ action: String(i), title: label })),
  });
}

async function open(url) {
  const address = ours(url);
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find((one) => new URL(one.url).pathname === address.pathname) ?? pages[0];
  if (!page) return self.clients.openWindow(address.href);
  await page.focus();
  if (page.url !== address.href)
    await page.navigate(address.href).catch(() => self.clients.openWindow(address.href));
}

/** An address of this site, whatever was said. */
function ours(url) {
  const address = new URL(String(url), self.location.origin);
  return address.origin === self.location.origin ? address : new URL(self.location.origin);
}
