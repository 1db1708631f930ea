import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { MessageAnswer, MessageList, MessageToSend } from '../../messaging/contract.ts';
import { PlanBody, PlanQuestion } from '../../planning/contract.ts';
import { ReadinessBody } from '../../readiness/contract.ts';
import { LinkBody, NewVisitAnswer, Timeline, VisitAnswer, VisitList } from '../../visits/contract.ts';
import { NewVisit, VisitChanges } from '../../visits/particulars-contract.ts';
import {
  Hold,
  Release,
  RunningLate,
  StatusChange,
  Technicians,
  VisitsQuery,
} from '../../visits/step-contract.ts';
import { VisitMap } from '../map-answer.ts';
import { MapQuery } from '../map-contract.ts';
import { staffOperation } from './operation.ts';

const path = ['visitId'];

/** The routes of visits and their links. */
export const visitPaths: ZodOpenApiPathsObject = {
  '/visits': {
    post: staffOperation({
      id: 'createVisit',
      tag: 'Visits',
      summary: 'Create a visit and its link',
      description:
        'Owner, dispatcher. The same externalId again answers 200 with the visit that exists. The link is left out ' +
        'when that visit was cancelled.',
      body: NewVisit,
      answers: { 201: NewVisitAnswer, 200: NewVisitAnswer },
      idempotent: true,
    }),
    get: staffOperation({
      id: 'listVisits',
      tag: 'Visits',
      summary: 'Visits whose window starts on a day',
      description:
        'The day (default: today) is the account’s. In the order of their windows, 50 at a time; a page may be ' +
        'short and still have a cursor. Technicians get their own.',
      query: VisitsQuery,
      answers: { 200: VisitList },
    }),
  },
  '/visits/plan': {
    post: staffOperation({
      id: 'planDay',
      tag: 'Visits',
      summary: 'Propose who could do what nobody has, by drive time',
      description:
        'Owner, dispatcher. Nothing is changed. What is confirmed or under way does not move, nor does any window: what is ' +
        'proposed begins within it and, where lateness counts from its start, in the first half of the time after which ' +
        'the customer is told. Other events of the day are in the way. A tag that is a skill of somebody’s asks for it. ' +
        'Drives are estimates from the straight line.',
      body: PlanQuestion,
      answers: { 200: PlanBody },
    }),
  },
  '/visits/{visitId}': {
    get: staffOperation({
      id: 'getVisit',
      tag: 'Visits',
      summary: 'One visit',
      path,
      answers: { 200: VisitAnswer },
    }),
    patch: staffOperation({
      id: 'changeVisit',
      tag: 'Visits',
      summary: 'Change what a visit is about, where and when',
      description: 'Owner, dispatcher.',
      path,
      body: VisitChanges,
      answers: { 200: VisitAnswer },
      refusals: [409],
      versioned: true,
    }),
  },
  '/visits/{visitId}/map': {
    get: staffOperation({
      id: 'getVisitMap',
      tag: 'Visits',
      summary: 'The streets around its address, and the way there',
      description: 'The way is told to whoever drives there, and only while they do.',
      path,
      query: MapQuery,
      answers: { 200: VisitMap },
    }),
  },
  '/visits/{visitId}/technicians': {
    put: staffOperation({
      id: 'assignTechnicians',
      tag: 'Visits',
      summary: 'Say who does it, the lead first',
      description:
        'Owner, dispatcher. Another lead, or taking off whoever is on the way, returns the visit to pending_dispatch.',
      path,
      body: Technicians,
      answers: { 200: VisitAnswer },
      refusals: [409],
      versioned: true,
    }),
  },
  '/visits/{visitId}/status': {
    post: staffOperation({
      id: 'changeStatus',
      tag: 'Visits',
      summary: 'Take a step in the visit’s life',
      description:
        'pending_dispatch, dispatched, en_route, arrived, completed; cancelled from anywhere before completed. The ' +
        'office can take dispatched, en_route and arrived back, with a reason. For two minutes after an arrival that the ' +
        'system marked (undoableUntil), the technician who drove can, without one: en_route; it is marked again only ' +
        'once a position lay outside the circle. So they can with a drive that the system started: dispatched. Asking for the status it has does nothing. ' +
        'Setting off more than 12 hours before the window is refused (409 far-from-window) without anyway: true.',
      path,
      body: StatusChange,
      answers: { 200: VisitAnswer },
      refusals: [409],
      versioned: true,
      idempotent: true,
    }),
  },
  '/visits/{visitId}/running-late': {
    post: staffOperation({
      id: 'reportRunningLate',
      tag: 'Visits',
      summary: 'Say that it will be later',
      description:
        'Tells the customer, and the page. The same minutes again within two minutes are the same report.',
      path,
      body: RunningLate,
      answers: { 200: VisitAnswer },
      refusals: [409],
      versioned: true,
      idempotent: true,
    }),
  },
  '/visits/{visitId}/hold': {
    post: staffOperation({
      id: 'holdVisit',
      tag: 'Visits',
      summary: 'Put on hold a visit nobody has set off to',
      path,
      body: Hold,
      answers: { 200: VisitAnswer },
      refusals: [409],
      versioned: true,
      idempotent: true,
    }),
    delete: staffOperation({
      id: 'releaseVisit',
      tag: 'Visits',
      summary: 'Let a held visit go on',
      path,
      body: Release,
      answers: { 200: VisitAnswer },
      versioned: true,
    }),
  },
  '/visits/{visitId}/link': {
    get: staffOperation({
      id: 'getLink',
      tag: 'Links',
      summary: 'The link to the visit',
      path,
      answers: { 200: LinkBody },
      refusals: [409],
    }),
    post: staffOperation({
      id: 'replaceLink',
      tag: 'Links',
      summary: 'A new link; the old one is dead at once',
      path,
      answers: { 201: LinkBody },
      refusals: [409],
      versioned: true,
      idempotent: true,
    }),
  },
  '/visits/{visitId}/link/text': {
    post: staffOperation({
      id: 'textLink',
      tag: 'Links',
      summary: 'Text the customer the link',
      path,
      answers: { 202: VisitAnswer },
      refusals: [409],
      versioned: true,
      idempotent: true,
    }),
  },
  '/visits/{visitId}/timeline': {
    get: staffOperation({
      id: 'listTimeline',
      tag: 'Visits',
      summary: 'Everything that happened to a visit, in order',
      path,
      answers: { 200: Timeline },
    }),
  },
  '/visits/{visitId}/readiness': {
    get: staffOperation({
      id: 'getReadiness',
      tag: 'Visits',
      summary: 'What will not work when the visit starts',
      description: 'Owner, dispatcher.',
      path,
      answers: { 200: ReadinessBody },
    }),
  },
  '/visits/{visitId}/messages': {
    get: staffOperation({
      id: 'listMessages',
      tag: 'Visits',
      summary: 'What the customer was told, and what became of it',
      path,
      answers: { 200: MessageList },
    }),
    post: staffOperation({
      id: 'writeMessage',
      tag: 'Visits',
      summary: 'Write to the customer',
      description:
        'Owner, dispatcher. By text; by e-mail where no text can arrive. Neither switches nor quiet hours hold it back. ' +
        'Refused (409) with opted-out for a customer who has answered STOP or switched messages off, with unreachable for ' +
        'one without a mobile number and an address, and with over once the link has ended, or, of a cancelled visit, ' +
        'twelve hours after its window.',
      path,
      body: MessageToSend,
      answers: { 202: MessageAnswer },
      refusals: [409],
      idempotent: true,
    }),
  },
  '/visits/{visitId}/messages/{messageId}/resend': {
    post: staffOperation({
      id: 'resendMessage',
      tag: 'Visits',
      summary: 'Send again what failed, or nobody knows of',
      description: 'Owner, dispatcher. What is no longer true is not said again, but suppressed as outdated.',
      path: ['visitId', 'messageId'],
      answers: { 202: MessageAnswer },
      refusals: [409],
      idempotent: true,
    }),
  },
};
