import { answerOf, type Tracker } from './client.ts';
import type { Schema } from './types.ts';

export type Vehicle = Schema<'Vehicle'>;
export type MadeToken = Schema<'DeviceTokenMade'>;

/** Whose positions a device reports. */
export type Reporting = { readonly memberId: string } | { readonly vehicleId: string };

const once = () => ({ 'Idempotency-Key': crypto.randomUUID() });
const of = (vehicleId: string) => ({ path: { vehicleId } });

/** Vehicles, and the devices that report for them and for technicians. Each throws Refused, Unreachable or SignedOut. */
export function createDeviceCalls(api: Tracker) {
  return {
    vehicles: async () => (await answerOf(api.GET('/vehicles'))).vehicles,
    createVehicle: (body: Schema<'VehicleInput'>) =>
      answerOf(api.POST('/vehicles', { params: { header: once() }, body })),
    changeVehicle: (vehicleId: string, body: Schema<'VehicleChange'>) =>
      answerOf(api.PATCH('/vehicles/{vehicleId}', { params: of(vehicleId), body })),
    deleteVehicle: (vehicleId: string) =>
      answerOf(api.DELETE('/vehicles/{vehicleId}', { params: of(vehicleId) })),
    setDriver: (vehicleId: string, memberId: string | null) =>
      answerOf(api.PUT('/vehicles/{vehicleId}/driver', { params: of(vehicleId), body: { memberId } })),

    tokens: async (whose: Reporting) =>
      'memberId' in whose
        ? (await answerOf(api.GET('/team/members/{memberId}/device-tokens', { params: { path: whose } })))
            .deviceTokens
        : (await answerOf(api.GET('/vehicles/{vehicleId}/device-tokens', { params: { path: whose } })))
            .deviceTokens,
    /** The only answer with the token in it. */
    makeToken: (whose: Reporting, label: string): Promise<MadeToken> => {
      const body = label ? { label } : {};
      return 'memberId' in whose
        ? answerOf(api.POST('/team/members/{memberId}/device-token', { params: { path: whose }, body }))
        : answerOf(api.POST('/vehicles/{vehicleId}/device-token', { params: { path: whose }, body }));
    },
    revokeToken: (whose: Reporting, id: string) =>
      'memberId' in whose
        ? answerOf(
            api.DELETE('/team/members/{memberId}/device-tokens/{id}', { params: { path: { ...whose, id } } }),
          )
        : answerOf(
            api.DELETE('/vehicles/{vehicleId}/device-tokens/{trackerId}', {
              params: { path: { ...whose, trackerId: id } },
            }),
          ),
  };
}

export type DeviceCalls = ReturnType<typeof createDeviceCalls>;
