import { useMemo, useState } from 'react';
import { SignedOut } from '../../../session/session.ts';
import { Refused } from '../../api/client.ts';
import type { NewVisit, Problem, Visit } from '../../api/types.ts';
import {
  bodyOf,
  type Draft,
  type Fault,
  type Field,
  faultsOf,
  refusalsOf,
  type Terms,
} from '../../rules/booking.ts';
import { access } from '../../state/access.ts';
import { useBookingDraft } from '../../state/booking-draft.ts';
import { useOffice } from '../../state/office.ts';
import type { FieldProps } from './form.ts';
import { useBookingWords } from './use-words.ts';

/** The field that a part of a draft stands in. */
const FIELD_OF: Readonly<Partial<Record<keyof Draft, Field>>> = {
  known: 'customer',
  lookup: 'customer',
  isNew: 'customer',
  line: 'address',
  place: 'address',
  slot: 'window',
  from: 'window',
  until: 'window',
  technicianId: 'technician',
  others: 'technician',
};

const NO_FAULTS: readonly Fault[] = [];

interface Saved {
  readonly visit: Visit;
  /** It was not there before. */
  readonly isNew: boolean;
}

/** A new visit while it is typed: what is wrong with it, and how it is saved. Nothing that was typed is lost on the way. */
export function useBooking(terms: Terms, onFaults: (first: Field) => void) {
  const { calls, told } = useOffice();
  const words = useBookingWords();
  const [draft, keep, clear] = useBookingDraft();
  const [left, setLeft] = useState<ReadonlySet<Field>>(new Set());
  const [isTried, setTried] = useState(false);
  const [refused, setRefused] = useState(NO_FAULTS);
  const [notice, setNotice] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const body = useMemo(() => bodyOf(draft, terms), [draft, terms]);
  const faults = useMemo(() => faultsOf(body), [body]);

  const set = (patch: Partial<Draft>): void => {
    const changed = Object.keys(patch).map((key) => FIELD_OF[key as keyof Draft] ?? key);
    setRefused((all) => all.filter(({ field }) => !changed.includes(field)));
    setNotice(undefined);
    keep(patch);
  };
  const reset = (): void => {
    clear();
    setLeft(new Set());
    setTried(false);
    setRefused(NO_FAULTS);
    setNotice(undefined);
  };
  const explain = (error: unknown): void => {
    if (error instanceof SignedOut) access.expire();
    else if (error instanceof Refused) point(error.problem);
    else setNotice(words.notSaved);
  };
  /** Each word of the service goes to its field; what belongs to none is said below. */
  const point = (problem: Problem): void => {
    const refusals = refusalsOf(problem.errors ?? []);
    setRefused(refusals.faults);
    const [first] = refusals.faults;
    const other = refusals.others.join(' ') || (first ? words.look : told.words.problem(problem));
    setNotice(other);
    if (first) onFaults(first.field);
  };
  /** The same key for the same content: what was sent and not answered is not made twice. */
  const keyOf = (content: NewVisit): string => {
    const of = JSON.stringify(content);
    const key = draft.attempt?.of === of ? draft.attempt.key : crypto.randomUUID();
    keep({ attempt: { key, of } });
    return key;
  };
  const save = async (): Promise<Saved | undefined> => {
    if (isSaving) return undefined;
    setTried(true);
    setRefused(NO_FAULTS);
    const [first] = faults;
    if (first) {
      setNotice(words.look);
      onFaults(first.field);
      return undefined;
    }
    setNotice(undefined);
    setSaving(true);
    try {
      return await calls.book(body, keyOf(body));
    } catch (error) {
      explain(error);
      return undefined;
    } finally {
      setSaving(false);
    }
  };
  const fields: FieldProps = {
    draft,
    set,
    faultOf: (field) =>
      refused.find((fault) => fault.field === field) ??
      (isTried || left.has(field) ? faults.find((fault) => fault.field === field) : undefined),
    leave: (field) => setLeft((all) => (all.has(field) ? all : new Set([...all, field]))),
  };
  return { fields, save, reset, notice, isSaving };
}
