import type { Resolver, Template } from './resolve.ts';
import type { Structure } from './structure.ts';

/** A resource with every intrinsic function resolved. */
export interface Resolved {
  readonly logicalId: string;
  readonly type: string;
  readonly ref: string;
  readonly properties: Structure;
  attribute(name: string): string;
}

/** Finds resources by type. */
export type Resources = (...types: string[]) => readonly Resolved[];

/** The resources of a template that exist under its conditions, each resolved when it is first asked for. */
export function createResources(template: Template, resolver: Resolver): Resources {
  const made = new Map<string, Resolved>();
  const resolved = (logicalId: string, type: string, properties: unknown): Resolved => {
    const known = made.get(logicalId);
    if (known) return known;
    const identity = resolver.identity(logicalId);
    const one: Resolved = {
      logicalId,
      type,
      ref: identity.ref,
      properties: resolver.resolve(properties ?? {}) as Structure,
      attribute: identity.attribute,
    };
    made.set(logicalId, one);
    return one;
  };
  return (...types) =>
    Object.entries(template.Resources)
      .filter(([, resource]) => types.includes(resource.Type) && resolver.holds(resource.Condition))
      .map(([logicalId, { Type, Properties }]) => resolved(logicalId, Type, Properties));
}
