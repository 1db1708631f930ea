import type { components } from './openapi.ts';

type Schemas = components['schemas'];

/** What the service's document calls by this name. */
export type Schema<Name extends keyof Schemas> = Schemas[Name];

export type Visit = Schemas['Visit'];
export type Status = Visit['status'];
export type Alert = Schemas['Alert'];
export type Settings = Schemas['Settings'];
export type Position = Schemas['TechnicianPosition'];
export type Message = Schemas['Message'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type Link = Schemas['Link'];
export type Problem = Schemas['Problem'];

export type NewVisit = Schemas['NewVisit'];
export type Customer = Schemas['Customer'];
export type TextToPreview = Schemas['TemplateToPreview'];
export type TextPreview = Schemas['TemplatePreview'];

/** How a period went; `Rates` is the same of a day, of a technician, of all of it. */
export type Summary = Schemas['Summary'];
export type Rates = Summary['total'];

/** On the board and no visit: a training, an errand. */
export type TeamEvent = Schemas['Event'];
export type Member = Schemas['Member'];
export type Plan = Schemas['Plan'];

/** Somebody of the team, as far as the board shows them; of whom nothing is known any more, but the id. */
export type Technician = Pick<Member, 'memberId' | 'name'> &
  Partial<Pick<Member, 'vehicle' | 'photoUrl' | 'skills'>>;
