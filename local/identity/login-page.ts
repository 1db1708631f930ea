import { SIGN_IN_PATH } from './sign-in-path.ts';
import type { Member } from './tokens.ts';

/** Whoever works outside comes first: it is their page that leads here most. */
const ORDER = ['technician', 'dispatcher', 'owner'];

/** The page that asks who is signing in: one tap a person. */
export function loginPage(members: readonly Member[], query: URLSearchParams): string {
  const hint = query.get('login_hint') ?? '';
  const place = ({ memberId, role }: Member) => (memberId === hint ? -1 : ORDER.indexOf(role));
  const people = members.toSorted((a, b) => place(a) - place(b) || a.name.localeCompare(b.name)).map(person);
  const action = `${SIGN_IN_PATH}/login?${query}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${SIGN_IN_PATH}/login.css">
</head>
<body>
<main>
<h1>Who are you?</h1>
<p>On this machine nobody is asked for a password. In the cloud this is the user pool’s own page, with a passkey, or a
password and a code.</p>
<form method="post" action="${escaped(action)}">
${people.join('\n')}
</form>
</main>
</body>
</html>
`;
}

const person = ({ memberId, name, role, accountId }: Member): string =>
  `<button name="username" value="${escaped(memberId)}"><b>${escaped(name)}</b> <span>${escaped(role)}, ${escaped(accountId)}</span></button>`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
