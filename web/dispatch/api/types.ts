import type { components } from './openapi.ts';

type Schemas = components['schemas'];

export type Visit = Schemas['Visit'];
export type Status = Visit['status'];
export type Alert = Schemas['Alert'];
export type Settings = Schemas['Settings'];
export type Me = Schemas['Me'];
export type Position = Schemas['TechnicianPosition'];
export type Message = Schemas['Message'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type Readiness = Schemas['Readiness'];
export type Link = Schemas['Link'];
export type Problem = Schemas['Problem'];

/** Somebody of the team, as far as the board shows them. */
export interface Technician {
  readonly memberId: string;
  readonly name: string;
  readonly vehicle?: string | undefined;
  readonly photoUrl?: string | undefined;
  readonly skills?: readonly string[] | undefined;
}
