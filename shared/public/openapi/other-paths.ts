import * as z from 'zod/mini';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { CustomerAnswer, CustomerList } from '../../customers/answers.ts';
import {
  CustomerChanges,
  CustomerInput,
  CustomerQuery,
  CustomerVisitsQuery,
} from '../../customers/contract.ts';
import { MailPreview, TemplatePreview, TemplateToPreview } from '../../messaging/contract.ts';
import { HealthBody } from '../../readiness/contract.ts';
import { AlertWishBody } from '../../team/alert-wish-contract.ts';
import { SettingsBody, SettingsChange } from '../../team/contract.ts';
import {
  PositionBatch,
  PositionReceipt,
  PositionsQuery,
  TechnicianPositions,
} from '../../tracking/contract.ts';
import { VisitList } from '../../visits/contract.ts';
import { Me } from '../../visits/me-contract.ts';
import { PublicStatus } from '../contract.ts';
import { linkHolderPaths } from './link-holder-paths.ts';
import { pageOperation, publicOperation, staffOperation } from './operation.ts';

const CustomerWithVisits = z.extend(CustomerAnswer, VisitList.shape);

const customerPaths: ZodOpenApiPathsObject = {
  '/customers': {
    post: staffOperation({
      id: 'createCustomer',
      tag: 'Customers',
      summary: 'Create a customer',
      description: 'A number that is known answers 200 with the customer who has it.',
      body: CustomerInput,
      answers: { 201: CustomerAnswer, 200: CustomerAnswer },
      idempotent: true,
    }),
    get: staffOperation({
      id: 'listCustomers',
      tag: 'Customers',
      summary: 'Customers by name',
      description: 'query: part of a name, or a whole number beginning with +.',
      query: CustomerQuery,
      answers: { 200: CustomerList },
    }),
  },
  '/customers/{customerId}': {
    get: staffOperation({
      id: 'getCustomer',
      tag: 'Customers',
      summary: 'A customer with their visits, the latest first',
      path: ['customerId'],
      query: CustomerVisitsQuery,
      answers: { 200: CustomerWithVisits },
    }),
    patch: staffOperation({
      id: 'changeCustomer',
      tag: 'Customers',
      summary: 'Change who a customer is, or how they are reached',
      description:
        'Owner, dispatcher. A number that is another customer’s of the account is a 409 that names them. Visits that are ' +
        'not over follow.',
      path: ['customerId'],
      body: CustomerChanges,
      answers: { 200: CustomerAnswer },
      refusals: [409],
    }),
  },
};

const settingsPaths: ZodOpenApiPathsObject = {
  '/me': {
    get: staffOperation({
      id: 'getMe',
      tag: 'Team',
      summary: 'Who calls, what the office has written to them, and what they are to be asked',
      answers: { 200: Me },
    }),
  },
  '/me/notifications': {
    put: staffOperation({
      id: 'chooseNotifications',
      tag: 'Team',
      summary: 'How you want to be told of alerts',
      description: 'Owner, dispatcher; each for themselves.',
      body: AlertWishBody,
      answers: { 200: AlertWishBody },
    }),
  },
  '/settings': {
    get: staffOperation({
      id: 'getSettings',
      tag: 'Settings',
      summary: 'The account’s settings',
      description: 'Also for an account that is not switched on.',
      answers: { 200: SettingsBody },
    }),
    put: staffOperation({
      id: 'changeSettings',
      tag: 'Settings',
      summary: 'Change any part of the settings',
      description: 'Owner. Other parts of the service follow within a minute.',
      body: SettingsChange,
      answers: { 200: SettingsBody },
      refusals: [409],
    }),
  },
  '/settings/health': {
    get: staffOperation({
      id: 'checkHealth',
      tag: 'Settings',
      summary: 'Can texts, e-mails and pushes really be sent here?',
      description:
        'Owner, dispatcher. Asks the services themselves, once a minute at most, and waits two seconds at most.',
      answers: { 200: HealthBody },
    }),
  },
  '/settings/templates/preview': {
    post: staffOperation({
      id: 'previewTemplate',
      tag: 'Settings',
      summary: 'A message as a customer would read it, and what a text costs',
      description: 'Owner, dispatcher. Refuses what PUT /settings would; keeps nothing.',
      body: TemplateToPreview,
      answers: { 200: z.union([TemplatePreview, MailPreview]) },
    }),
  },
};

const positionPaths: ZodOpenApiPathsObject = {
  '/positions': {
    post: staffOperation({
      id: 'postPositions',
      tag: 'Positions',
      summary: 'A phone reports where it has been',
      description: 'Technician. Always 202: the good fixes count, each bad one is named.',
      body: PositionBatch,
      answers: { 202: PositionReceipt },
    }),
  },
  '/technicians/positions': {
    get: staffOperation({
      id: 'listPositions',
      tag: 'Positions',
      summary: 'Where every technician was last seen',
      description: 'Owner, dispatcher. map: true, once, for whoever draws them on a map.',
      query: PositionsQuery,
      answers: { 200: TechnicianPositions },
    }),
  },
};

const publicPaths: ZodOpenApiPathsObject = {
  '/t/{token}': {
    get: pageOperation({ id: 'getPage', summary: 'The customer’s page' }),
    head: pageOperation({ id: 'headPage', summary: 'Whether there is a page' }),
  },
  '/t/{token}/status': {
    get: publicOperation({
      id: 'getStatus',
      tag: 'Public',
      summary: 'What the page shows, as JSON',
      description: 'Send the ETag back in If-None-Match: 304 when nothing but serverTime changed.',
      path: ['token'],
      answers: { 200: PublicStatus, 304: null },
      refusals: [404],
    }),
  },
  ...linkHolderPaths,
  '/openapi.json': {
    get: publicOperation({
      id: 'getOpenapi',
      tag: 'Public',
      summary: 'This document',
      answers: { 200: 'application/json' },
    }),
  },
};

/** Every route but those of visits. */
export const otherPaths: ZodOpenApiPathsObject = {
  ...customerPaths,
  ...settingsPaths,
  ...positionPaths,
  ...publicPaths,
};
