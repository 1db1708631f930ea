/**
 * What gives the system back the memory that ended threads have freed. glibc keeps it, in the holes between what the
 * rest of the process still holds (150 MB after a busy hour), until it is asked; other systems' libraries do so by
 * themselves, and there nothing is done.
 */
export async function createMemoryTrim(): Promise<() => void> {
  if (process.platform !== 'linux') return () => undefined;
  try {
    const { default: koffi } = await import('koffi');
    const trim = koffi.load('libc.so.6').func('int malloc_trim(size_t pad)');
    return () => void trim(0);
  } catch {
    // Another libc than glibc, or no build of the bridge to it for this machine.
    return () => undefined;
  }
}
