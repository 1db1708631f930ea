/** What customers, or the team, notice while something is parked for good, by where it was to go. */
const NOTICED: Readonly<Record<string, string>> = {
  'publish-facts': 'no texts and no arrivals for some visits; links still show the right status.',
  'on-positions': "some technicians' vans stand still on the map, and arrivals are not told.",
  'show-drive': 'some open pages lag behind; looking anew shows the truth.',
  'show-link': 'some open pages show an old status, or stay open after their link has died.',
  'show-fact': "the office's open boards lag behind; looking anew shows the truth.",
  'place-fence': 'an arrival is not noticed by itself, or a fence stays up after the visit.',
  'sweep-fences': 'nothing; fences that nobody needs are left standing, and paid for.',
  'keep-time': 'nothing; the time of some technicians at some sites is missing or too long.',
  'keep-report': 'nothing; the office’s reports count some visits as they were before.',
  'start-next': 'after some visits the next one did not begin by itself, and nobody was asked.',
  'show-vehicle': 'on some links the van is still the one of before, until the next step.',
  'draw-sketches': 'the map on some pages shows the route without the streets around it.',
  'on-geofence-event': 'an arrival is told late or has to be marked by hand.',
  'send-texts': 'a customer did not get a text.',
  'note-mails':
    'nothing; the office sees of some mails that they left, and not whether they came back, and more go there.',
  'note-webhooks': 'nothing; some of their company’s own systems are not told of some facts.',
  'send-webhooks': 'nothing; some of their company’s own systems wait for some facts.',
  'note-deliveries': 'nothing; the office sees of some texts that they left, and not whether they arrived.',
  'hear-replies':
    'what a customer answered is not shown to the office, and a STOP is known to the network alone.',
  timers: 'nobody is told that a technician is late or silent, and visits that were forgotten stay open.',
  'timers-lost': 'the same, of single visits; reminders and texts that quiet hours held back are not sent.',
  stray: 'nothing; an alarm reached nobody.',
};

/** The sentence for an alarm; a subscription without one is a mistake of ours, found at synthesis. */
export function noticedWhenParked(name: string): string {
  const sentence = NOTICED[name];
  if (!sentence) throw new Error(`Say in lib/noticed.ts what customers notice when ${name} fails for good.`);
  return sentence;
}
