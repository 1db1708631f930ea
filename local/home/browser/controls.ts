import { byId, make, say, showList } from './elements.ts';
import { call, type Fault, type Role, tokenFor, type Visit } from './stack.ts';

/** Tells below the buttons how it went; they rest meanwhile. */
async function told(where: string, buttons: HTMLElement, work: () => Promise<string>): Promise<void> {
  const all = buttons.querySelectorAll('button');
  for (const button of all) button.disabled = true;
  try {
    say(where, await work());
  } catch (error) {
    say(where, error instanceof Error ? error.message : String(error), true);
  }
  for (const button of all) button.disabled = false;
}

/** @param look shows at once what has changed */
export function startControls(look: () => void): void {
  /** @param what the buttons' data attribute that tells them apart */
  const on = (buttons: HTMLElement, what: string, said: string, work: (value: string) => Promise<string>) => {
    buttons.addEventListener('click', ({ target }) => {
      const value = target instanceof HTMLButtonElement ? target.dataset[what] : undefined;
      if (value) void told(said, buttons, () => work(value)).then(look);
    });
  };
  on(byId('roles'), 'role', 'token-said', (role) => copyToken(role as Role));
  on(byId('clock'), 'seconds', 'clock-said', moveClock);
  startReplies(look);
  void startFaults(look);
}

/** A customer answers by text. */
function startReplies(look: () => void): void {
  const form = byId<HTMLFormElement>('reply');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { from, text } = Object.fromEntries(new FormData(form));
    void told('reply-said', form, async () => {
      const { result } = await call<{ result: string }>('POST', '/_local/reply', { from, text });
      return ANSWERED[result] ?? result;
    }).then(look);
  });
}

/** What a text did by itself, at the phone network. */
const ANSWERED: Readonly<Record<string, string>> = {
  opted_out: 'No text reaches this number any more.',
  opted_in: 'Texts reach this number again.',
  ignored: 'It is on its way to the office.',
};

/** Who there is to answer: the customers of the day. */
export function showCustomers(visits: readonly Visit[]): void {
  const from = select(byId<HTMLFormElement>('reply'), 'from');
  const names = new Map(visits.map(({ customer: { name, phone } }) => [phone, `${name}, ${phone}`]));
  if (from.options.length === names.size) return;
  from.replaceChildren(
    ...[...names].map(([phone, name]) => {
      const option = make('option', '', name);
      option.setAttribute('value', phone);
      return option;
    }),
  );
}

async function copyToken(role: Role): Promise<string> {
  const token = await tokenFor(role);
  const field = byId<HTMLTextAreaElement>('token');
  field.hidden = false;
  field.value = token;
  try {
    await navigator.clipboard.writeText(token);
    return `The ${role}'s token is on the clipboard.`;
  } catch {
    field.select();
    return `The ${role}'s token is below: the browser keeps the clipboard to itself.`;
  }
}

async function moveClock(seconds: string): Promise<string> {
  const { now } = await call<{ now: string }>('POST', '/_local/clock', { advanceSeconds: Number(seconds) });
  return `It is ${new Date(now).toLocaleString('en-US')} by your own zone now.`;
}

interface Faults {
  readonly faults: readonly Fault[];
  readonly kinds: Readonly<Record<string, readonly string[]>>;
}

async function startFaults(look: () => void): Promise<void> {
  const form = byId<HTMLFormElement>('fault');
  const [service, kind] = [select(form, 'service'), select(form, 'kind')];
  const { kinds } = await call<Faults>('GET', '/_local/faults');
  const fill = (list: HTMLSelectElement, values: readonly string[] = []) =>
    list.replaceChildren(...values.map((value) => make('option', '', value)));
  fill(service, Object.keys(kinds));
  fill(kind, kinds[service.value]);
  service.addEventListener('change', () => fill(kind, kinds[service.value]));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const times = Number(new FormData(form).get('times'));
    const fault = { service: service.value, kind: kind.value, times };
    const again = times === 1 ? 'The next call' : `The next ${times} calls`;
    void told('fault-said', form, async () => {
      await call('POST', '/_local/faults', fault);
      return `${again} of ${fault.service} will meet: ${fault.kind}.`;
    }).then(look);
  });
  byId('mend').addEventListener('click', () => {
    void told('fault-said', form, async () => {
      await call('DELETE', '/_local/faults');
      return 'Everything works again.';
    }).then(look);
  });
}

const select = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLSelectElement;

export async function showFaults(): Promise<void> {
  const { faults } = await call<Faults>('GET', '/_local/faults');
  const nothing = document.createElement('p');
  const left = ({ times }: Fault) => (times === undefined ? 'until mended' : `${times} left`);
  showList(
    byId('faults'),
    nothing,
    faults.map((fault) => make('li', '', `${fault.service}: ${fault.kind}, ${left(fault)}`)),
  );
}
