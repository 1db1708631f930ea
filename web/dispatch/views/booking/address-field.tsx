import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import type { RefObject } from 'react';
import { addressesOf, type Remembered } from '../../rules/booking.ts';
import { useOffice } from '../../state/office.ts';
import { LinkIcon, NoPinIcon, SearchIcon, VerifiedIcon } from '../icons.tsx';
import { useSettled } from '../use-settled.ts';
import { FaultLine } from './field.tsx';
import type { FieldProps } from './form.ts';
import { Lookup } from './lookup.tsx';
import { useBookingWords } from './use-words.ts';

/** The service suggests nothing for fewer letters. */
const SHORTEST = 3;
const PAUSE = 200;
const BEFORE = 4;
const AS_TYPED = 'as typed';
const keyOf = ({ line }: Remembered): string => `before ${line}`;

interface AddressFieldProps extends FieldProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onNext: () => void;
}

/** Where: a place the customer was visited at, one that is suggested, or what was typed. */
export function AddressField({ draft, set, faultOf, leave, input, onNext }: AddressFieldProps) {
  const { calls } = useOffice();
  const words = useBookingWords();
  const typed = draft.isChosen ? '' : draft.line.trim();
  const asked = useSettled(typed, PAUSE);
  const before = useVisited(draft.known?.customerId).filter(({ line }) =>
    line.toLowerCase().includes(typed.toLowerCase()),
  );
  const { data, isFetching } = useQuery({
    queryKey: ['addresses', asked],
    queryFn: () => calls.addresses(asked),
    enabled: asked.length >= SHORTEST,
    placeholderData: keepPreviousData,
  });
  const suggested = (typed.length >= SHORTEST ? (data ?? []) : []).filter(
    ({ line }) => !before.some((one) => one.line === line),
  );
  const isAsking = isFetching || asked !== typed;
  const likeliest = before[0] ? keyOf(before[0]) : isAsking ? '' : (suggested[0]?.line ?? AS_TYPED);
  const fault = faultOf('address');
  const take = (line: string, more: { place?: Remembered['place']; isPrecise: boolean }) => {
    set({ line, isChosen: true, place: more.place, isPrecise: more.isPrecise });
    onNext();
  };
  return (
    <section className="booking-part">
      <h3>{words.address.label}</h3>
      <Lookup
        field="address"
        label={words.address.label}
        hint={words.address.hint}
        input={input}
        first={likeliest}
        value={draft.line}
        fault={fault}
        onChange={(line) => set({ line, isChosen: false, place: undefined, isPrecise: false })}
        onLeave={() => leave('address')}
        mark={<Mark isChosen={draft.isChosen} isVerified={draft.place !== undefined} />}
      >
        {!draft.isChosen && (before.length > 0 || typed) && (
          <>
            {before.slice(0, BEFORE).map(({ line, place }, index) => (
              <Command.Item
                key={line}
                value={keyOf({ line })}
                onSelect={() => take(line, { place, isPrecise: true })}
              >
                {place ? <VerifiedIcon /> : <NoPinIcon />}
                <span className="grow">{line}</span>
                <span className="muted">
                  {index === 0 && !typed ? words.address.last : words.address.before}
                </span>
              </Command.Item>
            ))}
            {suggested.map(({ line, precise }) => (
              <Command.Item
                key={line}
                value={line}
                onSelect={() => {
                  if (precise) return take(line, { isPrecise: true });
                  // A street is no address yet: the number is still to be typed.
                  set({ line, isChosen: false, place: undefined, isPrecise: false });
                }}
              >
                {precise ? <VerifiedIcon /> : <SearchIcon />}
                <span className="grow">{line}</span>
                {!precise && <span className="muted">{words.address.noNumber}</span>}
              </Command.Item>
            ))}
            {typed && (
              <Command.Item value={AS_TYPED} onSelect={() => take(typed, { isPrecise: false })}>
                <NoPinIcon />
                <span className="grow muted">
                  {words.address.asTyped(typed)}: {words.address.ifNotFound}
                </span>
              </Command.Item>
            )}
          </>
        )}
      </Lookup>
      <FaultLine fault={fault} words={words} />
    </section>
  );
}

function Mark({ isChosen, isVerified }: { readonly isChosen: boolean; readonly isVerified: boolean }) {
  const words = useBookingWords();
  if (!isChosen) return null;
  const said = isVerified ? words.address.verified : words.address.willLookUp;
  return (
    <span className={isVerified ? 'lookup-mark verified' : 'lookup-mark'} title={said}>
      {isVerified ? <VerifiedIcon /> : <LinkIcon />}
      <span className="unseen">{said}</span>
    </span>
  );
}

const NOWHERE: readonly Remembered[] = [];

function useVisited(customerId: string | undefined): readonly Remembered[] {
  const { calls } = useOffice();
  const { data } = useQuery({
    queryKey: ['customer', customerId],
    queryFn: () => calls.customer(customerId ?? ''),
    enabled: customerId !== undefined,
  });
  return data ? addressesOf(data.visits) : NOWHERE;
}
