import { type CreateDocumentOptions, createDocument } from 'zod-openapi';
import { addressPaths } from './openapi/address-paths.ts';
import { alertPaths } from './openapi/alert-paths.ts';
import { devicePaths } from './openapi/device-paths.ts';
import { eventPaths } from './openapi/event-paths.ts';
import { livePaths } from './openapi/live-paths.ts';
import { otherPaths } from './openapi/other-paths.ts';
import { pushPaths } from './openapi/push-paths.ts';
import { reportPaths } from './openapi/report-paths.ts';
import { teamMessagePaths } from './openapi/team-message-paths.ts';
import { teamPaths } from './openapi/team-paths.ts';
import { timePaths } from './openapi/time-paths.ts';
import { uploadPaths } from './openapi/upload-paths.ts';
import { vehiclePaths } from './openapi/vehicle-paths.ts';
import { visitPaths } from './openapi/visit-paths.ts';
import { toldEvents } from './openapi/webhook-events.ts';
import { webhookPaths } from './openapi/webhook-paths.ts';

const DESCRIPTION = `One link per visit: customers see when their technician will be at the door.

Instants are ISO 8601 with an offset or \`Z\`, answered in UTC; lat and lng are WGS84 degrees; distances are metres.
Refusals are problem details (RFC 9457), checked in this order: 401, 403, 404, 400 or 422, 412, 409. A POST takes an
\`Idempotency-Key\` where that is listed. Not for emergencies.`;

/** The OpenAPI 3.1 document of the whole HTTP API, made from the schemas that check the requests. */
export const openApiDocument = () =>
  mayBeEmpty(
    createDocument(
      {
        openapi: '3.1.0',
        info: {
          title: 'Service Tracker',
          version: '1.0.0',
          description: DESCRIPTION,
          license: { name: 'MIT', identifier: 'MIT' },
        },
        servers: [{ url: '/' }],
        tags: [
          { name: 'Visits', description: 'Appointments, and who is on the way to them.' },
          { name: 'Links', description: 'What customers are sent.' },
          { name: 'Customers', description: 'The people visited.' },
          { name: 'Alerts', description: 'What the office should know of.' },
          { name: 'Live', description: 'What happens, told as it happens; staff only.' },
          { name: 'Settings', description: 'What a company chooses for itself.' },
          { name: 'Team', description: 'The people of the company.' },
          { name: 'Events', description: 'What is on the board beside the visits.' },
          { name: 'Reports', description: 'How the days went.' },
          { name: 'Time', description: 'How long technicians were at which site.' },
          { name: 'Positions', description: 'Where technicians are; staff only.' },
          { name: 'Devices', description: 'Apps of others that report in the place of our own.' },
          { name: 'Vehicles', description: 'What technicians drive, and how.' },
          { name: 'Webhooks', description: 'What other systems are told, and where.' },
          { name: 'Public', description: 'For whoever has a link.' },
        ],
        paths: {
          ...visitPaths,
          ...otherPaths,
          ...addressPaths,
          ...alertPaths,
          ...eventPaths,
          ...livePaths,
          ...devicePaths,
          ...pushPaths,
          ...reportPaths,
          ...teamMessagePaths,
          ...teamPaths,
          ...timePaths,
          ...uploadPaths,
          ...vehiclePaths,
          ...webhookPaths,
        },
        webhooks: toldEvents,
        components: {
          securitySchemes: {
            staff: {
              type: 'http',
              scheme: 'bearer',
              bearerFormat: 'JWT',
              description: 'A member of the account’s team: owner, dispatcher or technician.',
            },
          },
        },
      },
      { override: staysOpen },
    ),
  );

/** A parameter of a query without a value is as good as none: a form with an empty field can be sent as it is. */
function mayBeEmpty(document: ReturnType<typeof createDocument>): ReturnType<typeof createDocument> {
  for (const item of Object.values(document.paths ?? {})) {
    for (const { parameters = [] } of Object.values(item as Record<string, { parameters?: Json[] }>)) {
      for (const parameter of parameters)
        if (parameter['in'] === 'query') parameter['allowEmptyValue'] = true;
    }
  }
  return document;
}

type Json = Record<string, unknown>;

/** What we answer may grow: nobody should generate a client that refuses a new field. */
const staysOpen: NonNullable<CreateDocumentOptions['override']> = ({ jsonSchema, io }) => {
  if (io === 'output') delete jsonSchema.additionalProperties;
};
