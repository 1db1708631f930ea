/** The element with this id; the page has it. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found as E;
}

type Content = Node | string;

/** A new element; what is in it is text, never markup. */
export function make(name: string, className: string, ...content: readonly Content[]): HTMLElement {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

export function link(href: string, className: string, text: string): HTMLElement {
  const element = make('a', className, text);
  element.setAttribute('href', href);
  return element;
}

/** Shows a list anew only when it says something else: whoever reads or selects is not disturbed. */
export function showList(list: HTMLElement, empty: HTMLElement, items: readonly HTMLElement[]): void {
  empty.hidden = items.length > 0;
  const next = make('ul', '', ...items);
  if (next.innerHTML !== list.innerHTML) list.replaceChildren(...next.children);
}

/** Tells how something went, below its buttons. */
export function say(id: string, text: string, bad = false): void {
  const place = byId(id);
  place.textContent = text;
  place.classList.toggle('bad', bad);
}
