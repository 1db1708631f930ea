import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Words } from '../words/en.ts';
import { CalendarIcon, ChartIcon, GearIcon, MapIcon, PeopleIcon } from './icons.tsx';

/** What the rail leads to. A page that is not the board is loaded when it is opened. */
export interface Page {
  readonly name: string;
  readonly title: (words: Words) => string;
  readonly Icon: ComponentType;
  readonly ownerOnly?: true;
}

export const PAGES: readonly Page[] = [
  { name: 'day', title: ({ rail }) => rail.board, Icon: CalendarIcon },
  { name: 'map', title: ({ rail }) => rail.map, Icon: MapIcon },
  { name: 'team', title: ({ rail }) => rail.team, Icon: PeopleIcon },
  { name: 'reports', title: ({ rail }) => rail.reports, Icon: ChartIcon },
  { name: 'settings', title: ({ rail }) => rail.settings, Icon: GearIcon },
];

/** The pages behind their names, but for the board of a day, which is there from the beginning. */
export const LAZY: Readonly<Record<string, LazyExoticComponent<ComponentType>>> = {
  week: lazy(() => import('./week/week-page.tsx')),
  map: lazy(() => import('./map/map-page.tsx')),
  team: lazy(() => import('./team/team-page.tsx')),
  import: lazy(() => import('./importing/import-page.tsx')),
  reports: lazy(() => import('./reports/reports-page.tsx')),
  settings: lazy(() => import('./settings/settings-page.tsx')),
};
