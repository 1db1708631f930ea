/** An element of the page; parts come and go with the state of the visit. */
export const byId = (id: string): HTMLElement | null => document.getElementById(id);

/** Sets an attribute where the element is there. */
export const put = (id: string, name: string, value: string): void => {
  byId(id)?.setAttribute(name, value);
};

/** Says something in an element that is there for it; hides what has nothing to say. */
export function say(id: string, text: string | undefined): void {
  const element = byId(id);
  if (!element) return;
  element.hidden = !text;
  if (element.textContent !== text) element.textContent = text ?? '';
}
