/**
 * Runs one step of the preparation and says so once it takes longer than a second, then every ten
 * seconds, then how long it took. Silent for what is quick.
 */
export async function step(what, work) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  let said = false;
  const first = setTimeout(() => {
    said = true;
    console.log(`${what} …`);
  }, 1000);
  const again = setInterval(() => console.log(`${what} … still at it after ${seconds()} s`), 10_000);
  try {
    const result = await work();
    if (said) console.log(`${what}: done in ${seconds()} s`);
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(again);
  }
}
