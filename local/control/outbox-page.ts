import type { OutboxMessage } from '../emulators/outbox.ts';

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 40rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
  h1 { font-size: 1.4rem; margin: 0; }
  p.note { margin: .25rem 0 2rem; opacity: .75; }
  ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; }
  li { border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: .75rem; padding: .75rem 1rem; }
  header { display: flex; justify-content: space-between; gap: 1rem; font-size: .875rem; opacity: .75; }
  li p { margin: .25rem 0 0; overflow-wrap: anywhere; }
`;

/** The page for people: every message that left, the newest first. Loads itself anew every 3 seconds. */
export function outboxPage(messages: readonly OutboxMessage[]): string {
  const items = messages.toReversed().map(item).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>Outbox - Service Tracker on this machine</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Outbox</h1>
<p class="note">What really left the local stack. Nobody's phone rang.</p>
${items ? `<ol>\n${items}\n</ol>` : '<p>Nothing has been sent yet.</p>'}
</main>
</body>
</html>
`;
}

function item({ channel, to, text, at }: OutboxMessage): string {
  const time = `<time datetime="${escaped(at)}">${escaped(at.replace('T', ' ').slice(0, 19))} UTC</time>`;
  return `<li><header><span>${escaped(channel)} to ${escaped(to)}</span>${time}</header><p>${linked(text)}</p></li>`;
}

/** Escapes the text and makes its addresses links. */
function linked(text: string): string {
  return escaped(text).replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
