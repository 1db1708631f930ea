import { expect, it } from 'vitest';
import { groupTexts } from '../../../local/home/browser/group-texts.ts';
import type { Visit } from '../../../local/home/browser/stack.ts';

const visitTo = (visitId: string, phone: string) =>
  ({ visitId, customer: { phone, email: `${visitId}@example.org` } }) as Visit;

it('puts a text without a link with the visit of that number whose link was texted last', () => {
  const visits = [visitTo('first', '+1'), visitTo('other', '+2'), visitTo('second', '+1')];
  const links = new Map(visits.map(({ visitId }) => [visitId, `https://tracker/t/${visitId}`]));
  const sent = [
    ['+1', 'On the way: https://tracker/t/second'],
    ['+1', 'Has arrived.'],
    ['+2', 'Has arrived.'],
    ['+1', 'On the way: https://tracker/t/first'],
    ['+1', 'Has arrived, too.'],
    ['+3', 'Of another day.'],
    ['other@example.org', 'By mail.'],
  ].map(([to = '', text = '']) => ({ channel: 'sms', to, text, at: '' }));
  const groups = [...groupTexts(sent, visits, links)].map(([visit, texts]) => [
    visit?.visitId,
    texts.map(({ text }) => text.split(':')[0]),
  ]);
  expect(groups).toEqual([
    ['second', ['On the way', 'Has arrived.']],
    ['other', ['Has arrived.', 'By mail.']],
    ['first', ['On the way', 'Has arrived, too.']],
    [undefined, ['Of another day.']],
  ]);
});
