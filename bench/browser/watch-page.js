// Runs in the page before its own scripts: plain JavaScript, because what a bundler adds to functions is not there.
window.seen = { lcp: 0, cls: 0, inputs: [] };
{
  const on = (type, note, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
      ...more,
    });
  on('largest-contentful-paint', ({ startTime }) => {
    window.seen.lcp = startTime;
  });
  on('layout-shift', ({ value, hadRecentInput }) => {
    if (!hadRecentInput) window.seen.cls += value;
  });
  // Only what belongs to an input of a person has an id.
  on('event', ({ duration, interactionId }) => interactionId && window.seen.inputs.push(duration), {
    durationThreshold: 16,
  });
  let frames = 0;
  let began = 0;
  let isCounting = false;
  const tick = () => {
    frames += 1;
    if (isCounting) requestAnimationFrame(tick);
  };
  window.beginFrames = () => {
    frames = 0;
    began = performance.now();
    isCounting = true;
    requestAnimationFrame(tick);
  };
  window.endFrames = () => {
    isCounting = false;
    return (frames * 1000) / (performance.now() - began);
  };
}
