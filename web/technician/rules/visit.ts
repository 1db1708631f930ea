import type * as z from 'zod/mini';
import type { VisitBody } from '../../../shared/visits/contract.ts';

/** A visit as the API tells it to the technician it is assigned to. */
export type Visit = z.output<typeof VisitBody>;
export type Status = Visit['status'];

/** Of the company's settings, what the page goes by. */
export interface Company {
  readonly company: {
    readonly name: string;
    readonly phone: string;
    readonly timeZone: string;
    readonly brandColor: string;
    readonly language: 'en' | 'es';
  };
  readonly arrival: { readonly radiusMeters: number };
  readonly enRoute: { readonly onLeaving: 'completed' | 'always' | 'never' };
  readonly messages: Readonly<
    Record<string, { readonly enabled: boolean; readonly text: Readonly<Record<'en' | 'es', string>> }>
  >;
  readonly permissions: { readonly techniciansMark: readonly string[] };
}

/** What the service asks after a site was left. */
export interface Ask {
  readonly kind: string;
  readonly visitId: string;
  readonly leftVisitId: string;
  readonly at: string;
}

export const firstName = (visit: Visit): string => visit.customer.name.trim().split(/\s+/)[0] ?? '';

/** Nothing happens on it any more. */
export const isOver = ({ status }: Visit): boolean => status === 'completed' || status === 'cancelled';

/** Somebody is on the way to it, or there. */
export const isUnderWay = ({ status }: Visit): boolean => status === 'en_route' || status === 'arrived';
