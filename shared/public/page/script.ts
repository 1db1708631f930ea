/**
 * Keeps the page true: asks for the status every 10 s while somebody looks, and fetches the page anew when it says
 * something else, or (while the technician is on the way) when what it says about ages has itself grown old.
 */
export const SCRIPT = `
(() => {
  const page = () => document.getElementById('page');
  const headline = () => document.querySelector('h1').textContent;
  let drawn = Date.now();
  const draw = async () => {
    drawn = Date.now();
    const answer = await fetch(location.pathname, { cache: 'no-store' });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const before = headline();
    const focused = document.activeElement?.id;
    page().replaceWith(fresh.getElementById('page'));
    document.title = fresh.title;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    if (headline() !== before) document.getElementById('news').textContent = document.title;
  };
  const look = async () => {
    const { etag, moving, over } = page().dataset;
    if (document.hidden || over) return;
    const headers = { 'if-none-match': etag };
    const answer = await fetch(location.pathname + '/status', { cache: 'no-store', headers });
    if (answer.status === 404) location.reload();
    else if (answer.status === 200 || (moving && Date.now() - drawn > 30000)) await draw();
  };
  const quietly = () => look().catch(() => {});
  setInterval(quietly, 10000);
  document.addEventListener('visibilitychange', quietly);
})();
`.trim();
