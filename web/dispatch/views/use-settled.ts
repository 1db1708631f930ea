import { useEffect, useState } from 'react';

/** What somebody types, once they pause: not every letter is asked about. @param pause ms */
export function useSettled<T>(value: T, pause: number): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(() => value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
