import { XMLParser } from 'fast-xml-parser';
import type { Shape } from './service-model.ts';

const parser = new XMLParser({
  parseTagValue: false,
  isArray: (name) => name === 'member' || name === 'entry',
});

/** What a service of the Query protocol answered, as the value its model describes. */
export function fromXml(shape: Shape, operation: string, xml: string): unknown {
  const answer = parser.parse(xml)[`${operation}Response`];
  return toValue(shape, answer?.[`${operation}Result`]);
}

// biome-ignore lint/suspicious/noExplicitAny: the parser's tree has no type.
function toValue(shape: Shape | undefined, node: any): unknown {
  if (shape?.kind === 'structure') {
    const members = new Map(shape.members().map((member) => [member.wireName, member.shape]));
    return Object.fromEntries(
      Object.entries(node || {}).map(([name, value]) => [name, toValue(members.get(name), value)]),
    );
  }
  if (shape?.kind === 'list') return (node.member ?? []).map((one: unknown) => toValue(shape.of, one));
  if (shape?.kind === 'map')
    return Object.fromEntries(
      (node.entry ?? []).map(({ key, value }: Record<string, string>) => [key, value]),
    );
  if (shape?.kind === 'boolean') return node === 'true' || node === 'false' ? node === 'true' : node;
  return shape?.kind === 'number' ? Number(node) : node;
}
