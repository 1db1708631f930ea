import type { Edit } from '../rules/drop.ts';
import type { Changes } from '../rules/edit.ts';
import { answerOf, type Tracker } from './client.ts';
import type { Alert, Link, NewVisit, Status, TextToPreview, Visit } from './types.ts';

/** Of a visit, which one and in which version it was seen. */
type Seen = Pick<Visit, 'visitId' | 'version'>;

interface Sending {
  /** Goes on when the page does not. */
  readonly keepalive?: boolean;
}

const seen = ({ version }: Seen) => ({ 'If-Match': `"${version}"` });
const once = () => ({ 'Idempotency-Key': crypto.randomUUID() });
const of = ({ visitId }: Pick<Visit, 'visitId'>) => ({ visitId });

/** Everything the office's page asks of the service. Each throws Refused, Unreachable or SignedOut. */
export function createCalls(api: Tracker) {
  const visitOf = async (call: Promise<{ readonly visit: Visit }>): Promise<Visit> => (await call).visit;
  return {
    me: () => answerOf(api.GET('/me')),
    joinWaitlist: (email: string) => answerOf(api.POST('/waitlist', { body: { email } })),
    settings: () => answerOf(api.GET('/settings')),
    ticket: () => answerOf(api.POST('/live/ticket')),

    async visits(day: string): Promise<Visit[]> {
      const found: Visit[] = [];
      let cursor: string | undefined;
      do {
        const query = { day, ...(cursor !== undefined && { cursor }) };
        const page = await answerOf(api.GET('/visits', { params: { query } }));
        found.push(...page.visits);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return found;
    },
    visit: (visitId: string) =>
      visitOf(answerOf(api.GET('/visits/{visitId}', { params: { path: { visitId } } }))),

    /** Who could do what nobody has, of everybody or of one; nothing is changed by asking. */
    plan: (day: string, technicianId?: string) =>
      answerOf(api.POST('/visits/plan', { body: { day, ...(technicianId && { technicianId }) } })),

    /** @param key the same for each try of the same visit, so that it is made once */
    async book(body: NewVisit, key: string) {
      const call = api.POST('/visits', { params: { header: { 'Idempotency-Key': key } }, body });
      const { visit } = await answerOf(call);
      return { visit, isNew: (await call).response.status === 201 };
    },
    customers: async (query: string) =>
      (await answerOf(api.GET('/customers', { params: { query: { query } } }))).customers,
    customer: (customerId: string) =>
      answerOf(api.GET('/customers/{customerId}', { params: { path: { customerId } } })),
    /** What is being typed may become; nothing, where nobody answers: what is typed is an address too. */
    addresses: async (query: string) =>
      (await answerOf(api.GET('/addresses', { params: { query: { query } } }))).addresses,
    previewText: (body: TextToPreview) => answerOf(api.POST('/settings/templates/preview', { body })),

    positions: async () => (await answerOf(api.GET('/technicians/positions'))).technicians,
    /** The style of the map they are drawn on, with its key. */
    mapStyle: async () =>
      (await answerOf(api.GET('/technicians/positions', { params: { query: { map: 'true' } } })))
        .mapStyleUrl ?? '',
    team: async () => (await answerOf(api.GET('/team/members'))).members,

    events: async (day: string) =>
      (await answerOf(api.GET('/events', { params: { query: { day } } }))).events,
    writeToMember: (memberId: string, text: string) =>
      answerOf(
        api.POST('/team/members/{memberId}/message', {
          params: { path: { memberId }, header: once() },
          body: { text },
        }),
      ),
    /** The same to several, or to all technicians. */
    writeToTeam: (memberIds: readonly string[] | 'all', text: string) =>
      answerOf(
        api.POST('/team/messages', {
          params: { header: once() },
          body: { text, memberIds: memberIds === 'all' ? memberIds : [...memberIds] },
        }),
      ),

    async alerts(): Promise<Alert[]> {
      const found: Alert[] = [];
      let cursor: string | undefined;
      do {
        const query = { open: 'true' as const, ...(cursor !== undefined && { cursor }) };
        const page = await answerOf(api.GET('/alerts', { params: { query } }));
        found.push(...page.alerts);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return found;
    },
    acknowledge: async (alertId: string, { keepalive = false }: Sending = {}) =>
      (
        await answerOf(
          api.POST('/alerts/{alertId}/acknowledge', { params: { path: { alertId } }, keepalive }),
        )
      ).alert,

    step: (
      visit: Seen,
      status: Status,
      more: { reason?: string; anyway?: boolean } = {},
      { keepalive = false }: Sending = {},
    ) =>
      visitOf(
        answerOf(
          api.POST('/visits/{visitId}/status', {
            params: { path: of(visit), header: { ...seen(visit), ...once() } },
            body: { status, ...more },
            keepalive,
          }),
        ),
      ),
    hold: (visit: Seen, reason: string) =>
      visitOf(
        answerOf(
          api.POST('/visits/{visitId}/hold', {
            params: { path: of(visit), header: { ...seen(visit), ...once() } },
            body: { reason },
          }),
        ),
      ),
    release: (visit: Seen) =>
      visitOf(
        answerOf(
          api.DELETE('/visits/{visitId}/hold', {
            params: { path: of(visit), header: seen(visit) },
            body: {},
          }),
        ),
      ),
    /** Who goes, and when: two changes at most, the second one of what the first has made. */
    async edit(
      visit: Visit,
      { technicianIds, window }: Edit,
      { keepalive = false }: Sending = {},
    ): Promise<Visit> {
      let now = visit;
      if (technicianIds) {
        const params = { path: of(now), header: seen(now) };
        const body = { technicianIds: [...technicianIds] };
        now = await visitOf(answerOf(api.PUT('/visits/{visitId}/technicians', { params, body, keepalive })));
      }
      if (window) {
        const params = { path: of(now), header: seen(now) };
        now = await visitOf(
          answerOf(api.PATCH('/visits/{visitId}', { params, body: { window }, keepalive })),
        );
      }
      return now;
    },

    change: (visit: Seen, body: Changes) =>
      visitOf(
        answerOf(api.PATCH('/visits/{visitId}', { params: { path: of(visit), header: seen(visit) }, body })),
      ),

    link: (visitId: string): Promise<Link> =>
      answerOf(api.GET('/visits/{visitId}/link', { params: { path: { visitId } } })),
    replaceLink: (visitId: string): Promise<Link> =>
      answerOf(api.POST('/visits/{visitId}/link', { params: { path: { visitId }, header: once() } })),
    textLink: (visitId: string) =>
      visitOf(
        answerOf(api.POST('/visits/{visitId}/link/text', { params: { path: { visitId }, header: once() } })),
      ),
    map: (visitId: string, side: number) =>
      answerOf(
        api.GET('/visits/{visitId}/map', {
          params: { path: { visitId }, query: { side: String(side) as '2400' } },
        }),
      ),
    readiness: (visitId: string) =>
      answerOf(api.GET('/visits/{visitId}/readiness', { params: { path: { visitId } } })),
    timeline: async (visitId: string) =>
      (await answerOf(api.GET('/visits/{visitId}/timeline', { params: { path: { visitId } } }))).entries,
    messages: async (visitId: string) =>
      (await answerOf(api.GET('/visits/{visitId}/messages', { params: { path: { visitId } } }))).messages,
    write: async (visitId: string, text: string) =>
      (
        await answerOf(
          api.POST('/visits/{visitId}/messages', {
            params: { path: { visitId }, header: once() },
            body: { text },
          }),
        )
      ).message,
    resend: async (visitId: string, messageId: string) =>
      (
        await answerOf(
          api.POST('/visits/{visitId}/messages/{messageId}/resend', {
            params: { path: { visitId, messageId }, header: once() },
          }),
        )
      ).message,
  };
}

export type Calls = ReturnType<typeof createCalls>;
