import { createRequire } from 'node:module';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Role, routes } from '../functions/routes.ts';

// Its types tell a default where Node finds the function itself.
const addFormats: typeof import('ajv-formats').default = createRequire(import.meta.url)('ajv-formats');

export type Schema = { readonly [keyword: string]: unknown };

/** A schema of the document, and what says whether a value fits it. */
export interface Checked {
  readonly schema: Schema;
  readonly fits: ValidateFunction;
}

export interface Parameter extends Checked {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
}

interface Response {
  /** By media type; undefined for one without a schema. */
  readonly content: Readonly<Record<string, Checked | undefined>>;
  readonly headers: Readonly<Record<string, { readonly required: boolean; readonly checked: Checked }>>;
}

/** One operation as the document tells it, and who may ask for it. */
export interface Operation {
  /** As in the table of routes: `GET /visits/{visitId}`. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  /** Of the parameters in the path, in order. */
  readonly names: readonly string[];
  readonly staff: boolean;
  readonly roles: readonly Role[];
  readonly parameters: readonly Parameter[];
  readonly body?: Checked;
  readonly needsBody: boolean;
  readonly responses: Readonly<Record<string, Response>>;
}

// biome-ignore lint/suspicious/noExplicitAny: a document as it comes; what it lacks is found out by asking.
type Json = any;

/** Every operation of an OpenAPI 3.1 document, in its order. */
export function operationsOf(document: Json): Operation[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  // As JSON Schema keeps what is named: each schema then stands alone, for whoever reads it.
  const { paths, components } = JSON.parse(
    JSON.stringify(document).replaceAll('#/components/schemas/', '#/$defs/'),
  );
  const checked = (schema: Schema): Checked => {
    const whole = { ...schema, $defs: components.schemas };
    return { schema: whole, fits: ajv.compile(whole) };
  };
  return Object.entries<Json>(paths).flatMap(([path, item]) =>
    Object.entries<Json>(item).map(([method, told]) =>
      operationOf(path, method.toUpperCase(), told, checked),
    ),
  );
}

function operationOf(
  path: string,
  method: string,
  told: Json,
  checked: (schema: Schema) => Checked,
): Operation {
  const key = `${method} ${path}`;
  const body = told.requestBody?.content?.['application/json']?.schema;
  return {
    key,
    method,
    path,
    names: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
    staff: told.security.length > 0,
    roles: routes[key]?.roles ?? [],
    parameters: (told.parameters ?? []).map((one: Json) => ({
      name: one.name,
      in: one.in,
      required: one.required ?? false,
      ...checked(one.schema),
    })),
    ...(body && { body: checked(body) }),
    needsBody: told.requestBody?.required ?? false,
    responses: mapped(told.responses, (response) => ({
      content: mapped(response.content, ({ schema }) => schema && checked(schema)),
      headers: mapped(response.headers, ({ required = false, schema }) => ({
        required,
        checked: checked(schema),
      })),
    })),
  };
}

const mapped = <T>(record: Json, map: (value: Json) => T): Record<string, T> =>
  Object.fromEntries(Object.entries<Json>(record ?? {}).map(([name, value]) => [name, map(value)]));
