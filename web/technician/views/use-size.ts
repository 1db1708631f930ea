import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Size } from '../../../shared/public/drawing/camera.ts';

/** How large an element is, from when it is there; in pixels. */
export function useSize<E extends Element>(before: Size) {
  const element = useRef<E>(null);
  const [size, setSize] = useState<Size>(before);
  useLayoutEffect(() => {
    const found = element.current;
    if (!found) return undefined;
    const measure = () => {
      if (found.clientWidth) setSize([found.clientWidth, found.clientHeight]);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(found);
    return () => observer.disconnect();
  }, []);
  return [element, size] as const;
}
