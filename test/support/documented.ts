import * as z from 'zod';
import { openApiDocument } from '../../shared/public/openapi.ts';

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}
interface Document {
  readonly paths: Record<string, Record<string, { readonly responses: Readonly<Record<string, Response>> }>>;
  readonly components: { readonly schemas: object };
}

/** As a reader of `/openapi.json` has it, with the schemas where a JSON Schema keeps its own. */
const { paths, components }: Document = JSON.parse(
  JSON.stringify(openApiDocument()).replaceAll('#/components/schemas/', '#/$defs/'),
);

export interface Answered {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: unknown;
}

/**
 * Holds what a route answered against the document: the status, the media type, and the body's schema.
 * @param key as in `routes`, `GET /visits`
 * @throws Error for an answer that no reader of the document would expect
 */
export function mustBeDocumented(key: string, { status, type, body }: Answered): void {
  const [method = '', path = ''] = key.split(' ');
  const responses = paths[path]?.[method.toLowerCase()]?.responses;
  // What breaks on our side is for no document; other tests see to it that it does not.
  if (!responses || status >= 500) return;
  const undocumented = (what: string) => new Error(`${key} answers ${status} ${what}, says no document.`);
  const response = responses[status];
  if (!response) throw undocumented('');
  const media = type?.split(';')[0];
  if (!response.content || media === undefined) {
    if (response.content || (body !== undefined && body !== '')) throw undocumented('with this body');
    return;
  }
  const told = response.content[media];
  if (!told) throw undocumented(`as ${media}`);
  if (!told.schema || method === 'HEAD') return;
  const result = schemaOf(`${key} ${status} ${media}`, told.schema).safeParse(body);
  if (!result.success) throw undocumented(`with ${z.prettifyError(result.error)}`);
}

const schemas = new Map<string, z.ZodType>();

function schemaOf(name: string, schema: object): z.ZodType {
  const known = schemas.get(name);
  if (known) return known;
  const made = z.fromJSONSchema({ ...schema, $defs: components.schemas } as z.core.JSONSchema.JSONSchema);
  schemas.set(name, made);
  return made;
}
