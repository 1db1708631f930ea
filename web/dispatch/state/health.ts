import { useQuery } from '@tanstack/react-query';
import { useSettingsCalls } from './settings-desk.ts';

/** Whether messages really leave, as the services say it. */
export function useHealth() {
  const calls = useSettingsCalls();
  return useQuery({ queryKey: ['health'], queryFn: calls.health });
}
