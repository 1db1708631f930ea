import type { Visit } from '../api/types.ts';

/** What of a visit is typed over, as it stands in the fields. */
export interface Fields {
  readonly job: string;
  readonly address: string;
  readonly notes: string;
  /** With commas between them. */
  readonly tags: string;
  readonly priority: Visit['priority'];
}

export const fieldsOf = ({ job = '', address, notes = '', tags, priority }: Visit): Fields => ({
  job,
  address: address.line,
  notes,
  tags: tags.join(', '),
  priority,
});

/** What is to be changed of a visit; null takes away. */
export interface Changes {
  readonly job?: string | null;
  readonly address?: { readonly line: string };
  readonly notes?: string | null;
  readonly tags?: string[];
  readonly priority?: Visit['priority'];
}

/** Only what was touched: what somebody else changes meanwhile in another field stays theirs. */
export function changesOf(before: Visit, fields: Fields): Changes {
  const was = fieldsOf(before);
  const touched = (name: keyof Fields): boolean => fields[name] !== was[name];
  return {
    ...(touched('job') && { job: fields.job.trim() || null }),
    ...(touched('address') && { address: { line: fields.address.trim() } }),
    ...(touched('notes') && { notes: fields.notes.trim() || null }),
    ...(touched('tags') && { tags: tagsIn(fields.tags) }),
    ...(touched('priority') && { priority: fields.priority }),
  };
}

const tagsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];
