/** Whether this browser can be told while no page is open, and how it stands with that. */
export type PushState = 'unsupported' | 'blocked' | 'off' | 'on';

const WORKER = '/sw.js';

const able = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/** The subscription of this browser, if there is one. Nothing is asked of the person. */
export async function readPush(): Promise<{ state: PushState; subscription: PushSubscription | null }> {
  if (!able()) return { state: 'unsupported', subscription: null };
  const registration = await navigator.serviceWorker.getRegistration('/');
  const subscription = (await registration?.pushManager.getSubscription()) ?? null;
  if (Notification.permission === 'denied') return { state: 'blocked', subscription };
  return { state: subscription ? 'on' : 'off', subscription };
}

/** Asks the person, and the browser's push service for an address. Throws where either refuses: the person, in the words of `refused`. */
export async function subscribeToPush(publicKey: string, refused: string): Promise<PushSubscription> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error(refused);
  const registration = await navigator.serviceWorker.register(WORKER, { scope: '/' });
  await navigator.serviceWorker.ready;
  const known = await registration.pushManager.getSubscription();
  // One for another key would be refused by its service.
  if (known) await known.unsubscribe();
  return registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOf(publicKey),
  });
}

/** How the server knows a subscription: the sha256 of its endpoint. */
export async function printOf({ endpoint }: PushSubscription): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
