import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * What has the focus may go, with all that stands in its place: then the first button of what has come instead has it,
 * or, where there is none to press, the place itself until there is. Nobody who works by keys begins anew at the top.
 * @returns for the place, which takes the focus itself by a `tabIndex` of -1
 */
export function useKeptFocus() {
  const place = useRef<HTMLDivElement>(null);
  // Asked while it is drawn: once the new stands there, what had the focus is gone.
  const hadIt = place.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    const { activeElement, body } = document;
    const isLost = activeElement === body || activeElement === place.current;
    if (hadIt && isLost) (place.current?.querySelector('button') ?? place.current)?.focus();
  });
  return place;
}
