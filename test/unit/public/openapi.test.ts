import { describe, expect, it } from 'vitest';
import { routes } from '../../../functions/routes.ts';
import { openApiDocument } from '../../../shared/public/openapi.ts';

type Json = Record<string, unknown>;
const document = JSON.parse(JSON.stringify(openApiDocument())) as Json & {
  paths: Record<string, Record<string, Json>>;
};
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    key: `${method.toUpperCase()} ${path}`,
    path,
    operation,
  })),
);

describe('the OpenAPI document', () => {
  it('has every route, and no other', () => {
    const served = Object.keys(routes).filter((key) => key !== '$default');
    // The document itself is a file, which no route serves.
    expect(operations.map(({ key }) => key).sort()).toEqual([...served, 'GET /openapi.json'].sort());
  });

  it('asks for a token exactly where the gateway does', () => {
    for (const { key, operation } of operations) {
      expect(operation['security'], key).toEqual(routes[key]?.access === 'staff' ? [{ staff: [] }] : []);
    }
  });

  it('names every parameter of a path, and each operation once', () => {
    for (const { key, path, operation } of operations) {
      const named = ((operation['parameters'] ?? []) as Json[])
        .filter((parameter) => parameter['in'] === 'path')
        .map((parameter) => `{${parameter['name']}}`);
      expect(named, key).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
    const ids = operations.map(({ operation }) => operation['operationId']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers only to what it contains', () => {
    const text = JSON.stringify(document);
    const schemas = (document['components'] as { schemas: Json }).schemas;
    for (const [, name = ''] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
      expect(Object.keys(schemas)).toContain(name);
    }
  });

  it('gives each operation a good answer and its refusals as problems', () => {
    for (const { key, operation } of operations) {
      const responses = operation['responses'] as Record<string, Json>;
      expect(
        Object.keys(responses).some((status) => status.startsWith('2')),
        key,
      ).toBe(true);
      if (routes[key]?.access === 'staff') expect(Object.keys(responses), key).toContain('403');
    }
  });
});
