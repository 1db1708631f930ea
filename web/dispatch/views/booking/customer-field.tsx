import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useEffect, useRef } from 'react';
import type { Customer } from '../../api/types.ts';
import type { Draft } from '../../rules/booking.ts';
import { dialled, looksLikePhone, phoneInWords } from '../../rules/phone.ts';
import { useOffice } from '../../state/office.ts';
import { Photo } from '../board/row-head.tsx';
import { PersonIcon } from '../icons.tsx';
import { useSettled } from '../use-settled.ts';
import { FaultLine, TextField } from './field.tsx';
import type { FieldProps } from './form.ts';
import { Lookup } from './lookup.tsx';
import { useBookingWords } from './use-words.ts';

/** Shorter names fit everybody. */
const SHORTEST = 2;
const PAUSE = 150;
/** So many are shown; who is not among them needs another letter. */
const SHOWN = 6;
const NEW = 'new';

interface CustomerFieldProps extends FieldProps {
  /** Somebody known was chosen: on with where they live. */
  readonly onNext: () => void;
}

/** Who is visited: somebody known, found by name or number, or somebody new. */
export function CustomerField(props: CustomerFieldProps) {
  const { draft } = props;
  const words = useBookingWords();
  return (
    <section className="booking-part">
      <h3 id="book-customer-label">{draft.isNew ? words.customer.isNew : words.customer.label}</h3>
      {draft.known ? <Known {...props} /> : draft.isNew ? <New {...props} /> : <LookUp {...props} />}
    </section>
  );
}

function LookUp({ draft, set, faultOf, leave, onNext }: CustomerFieldProps) {
  const { calls, settings } = useOffice();
  const words = useBookingWords();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const asked = useSettled(draft.lookup.trim(), PAUSE);
  const query = looksLikePhone(asked) ? dialled(asked, settings.company.phone) : asked;
  const { data, isFetching } = useQuery({
    queryKey: ['customers', query],
    queryFn: () => calls.customers(query),
    enabled: query.length >= SHORTEST,
    placeholderData: keepPreviousData,
  });
  const found = asked.length >= SHORTEST ? (data ?? []).slice(0, SHOWN) : [];
  const isAsking = isFetching || asked !== draft.lookup.trim();
  const fault = faultOf('customer');
  const take = ({ customerId, name, phone, language }: Customer) => {
    set({ known: { customerId, name, phone, language } });
    onNext();
  };
  return (
    <>
      <Lookup
        field="customer"
        label={words.customer.label}
        hint={words.customer.hint}
        input={input}
        first={isAsking ? '' : (found[0]?.customerId ?? NEW)}
        value={draft.lookup}
        fault={fault}
        onChange={(lookup) => set({ lookup })}
        onLeave={() => leave('customer')}
      >
        {found.map((customer) => (
          <Command.Item key={customer.customerId} value={customer.customerId} onSelect={() => take(customer)}>
            <Photo technician={{ memberId: customer.customerId, name: customer.name }} ring="none" />
            <b className="grow">{customer.name}</b>
            <span className="muted">{phoneInWords(customer.phone)}</span>
          </Command.Item>
        ))}
        <Command.Item value={NEW} onSelect={() => set(asNew(draft))}>
          <span className="photo nobody">
            <PersonIcon />
          </span>
          <span className="grow">{words.customer.add(draft.lookup.trim())}</span>
        </Command.Item>
      </Lookup>
      <FaultLine fault={fault} words={words} />
    </>
  );
}

/** What was looked for is the name or the number of who is new. */
function asNew({ lookup }: Draft): Partial<Draft> {
  const text = lookup.trim();
  return { isNew: true, ...(looksLikePhone(text) ? { phone: text } : { name: text }) };
}

function Known({ draft, set }: CustomerFieldProps) {
  const { calls, told } = useOffice();
  const words = useBookingWords();
  const { known } = draft;
  const customerId = known?.customerId ?? '';
  const { data } = useQuery({
    queryKey: ['customer', customerId],
    queryFn: () => calls.customer(customerId),
  });
  if (!known) return null;
  const [last] = data?.visits ?? [];
  const count = data && (data.cursor ? words.customer.manyVisits(data.visits.length) : data.visits.length);
  const visited =
    data &&
    (last
      ? words.customer.visits(count as number, told.dayOf(last.window.start, Date.now()))
      : words.customer.noVisits);
  return (
    <div className="card-line">
      <Photo technician={{ memberId: customerId, name: known.name }} ring="none" />
      <span className="grow">
        <b>{known.name}</b>
        <span className="meta muted">{[phoneInWords(known.phone), visited].filter(Boolean).join(' · ')}</span>
      </span>
      <button
        type="button"
        className="text-button"
        onClick={() => set({ known: undefined, lookup: known.name })}
      >
        {words.customer.change}
      </button>
    </div>
  );
}

function New({ draft, set, faultOf, leave }: CustomerFieldProps) {
  const words = useBookingWords();
  const part = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const fields = [...(part.current?.querySelectorAll('input') ?? [])];
    fields.find(({ value }) => value === '')?.focus();
  }, []);
  const field = (name: 'name' | 'phone' | 'email') => ({
    field: name,
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
    onLeave: () => leave(name),
    fault: faultOf(name),
    words,
  });
  return (
    <div ref={part} className="new-customer">
      <TextField label={words.customer.name} {...field('name')} />
      <TextField label={words.customer.phone} type="tel" {...field('phone')} />
      <TextField label={words.customer.email} hint={words.optional} type="email" {...field('email')} />
      <button type="button" className="text-button" onClick={() => set({ isNew: false })}>
        {words.customer.lookUp}
      </button>
    </div>
  );
}
