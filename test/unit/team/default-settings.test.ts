import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/team/default-settings.ts';

const FILLED: Readonly<Record<string, string>> = {
  company: "Mike's Contracting",
  technician: 'Marcus',
  window: 'Fri, Nov 20, 9:00 AM - 11:00 AM',
  start: '9:00 AM',
  eta: '9:15 AM',
  link: 'https://track.example.com/t/AAAAAAAAAAAAAAAAAAAAAA',
  officePhone: '+14155550142',
  reviewLink: 'https://example.com/review',
};
const { messages } = defaultSettings({ name: 'x', phone: '+14155550142', timeZone: 'UTC' });

describe.each(Object.entries(messages))('the text for %s', (kind, { text }) => {
  it.each(Object.entries(text))('in %s is GSM-7, and short', (_, template) => {
    const filled = template.replace(/\{(\w+)\}/g, (placeholder, name) => FILLED[name] ?? placeholder);
    const message = new SegmentedMessage(filled);
    expect(message.encodingName, filled).toBe('GSM-7');
    expect(message.segmentsCount, filled).toBeLessThanOrEqual(kind === 'late' ? 2 : 1);
    expect(filled).not.toMatch(/[{}]/);
  });
});
