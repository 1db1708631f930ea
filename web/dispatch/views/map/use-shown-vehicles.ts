import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { SECOND } from '../../../../shared/kernel/time.ts';
import type { Vehicle } from '../../api/device-calls.ts';
import type { Position } from '../../api/types.ts';
import { useDeviceCalls, VEHICLES } from '../../state/devices-desk.ts';

const EVERY = 15 * SECOND;
const NONE: readonly Vehicle[] = [];

/** The vehicles of today; not those whose tracker speaks for the technician who drives them: they are there already. */
export function useShownVehicles(
  isToday: boolean,
  positions: Readonly<Record<string, Position>>,
): readonly Vehicle[] {
  const calls = useDeviceCalls();
  const { data = NONE } = useQuery<readonly Vehicle[]>({
    queryKey: [VEHICLES],
    queryFn: calls.vehicles,
    refetchInterval: EVERY,
    enabled: isToday,
  });
  return useMemo(
    () =>
      isToday
        ? data.filter(({ driver }) => !driver || positions[driver.memberId]?.source !== 'vehicle')
        : NONE,
    [data, isToday, positions],
  );
}
