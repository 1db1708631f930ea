import { type Html, verbatim } from '../../kernel/html.ts';

const icon = (paths: string): Html =>
  verbatim(`<svg class="line" width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`);

export const SHARE_ICON = icon('<path d="M12 15V3m-4 4 4-4 4 4M6 11H5v9h14v-9h-1"/>');
export const CLOCK_ICON = icon('<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>');
export const CALL_ICON = icon(
  '<path d="M6.6 3.5 9 4l1 4.2-2 1.6a13 13 0 0 0 6.2 6.2l1.6-2 4.2 1 .5 2.4a2 2 0 0 1-2 2.4A15.5 15.5 0 0 1 4.2 5.5a2 2 0 0 1 2.4-2z"/>',
);

/** A van from the side, as small as an icon. */
export const VAN_ICON = verbatim(
  '<svg class="line" width="46" height="24" viewBox="0 0 46 24" aria-hidden="true"><path d="M7 18H3V4q0-2 2-2h23q2 0 3 1.5l5 6.5 6 2q2 .5 2 2.5v3h-4M15 18h17M30 3v7h6"/><circle cx="11" cy="18.5" r="3.5"/><circle cx="36" cy="18.5" r="3.5"/></svg>',
);

export const CHECK_MARK = verbatim(
  '<svg class="mark" viewBox="0 0 72 72" aria-hidden="true"><circle cx="36" cy="36" r="36"/><path d="m23 37 9 9 18-20"/></svg>',
);

/** A van from above, 30 by 50, looking up; and the circle within which it may be when it was not heard of. */
export const VAN = verbatim(
  '<circle class="doubt" r="28"/><g id="nose"><rect class="shade" x="-11" y="-20" width="25" height="46" rx="7"/><rect class="body" x="-12.5" y="-24" width="25" height="47" rx="7"/><path class="glass" d="M-9.5-13q9.5-5 19 0l-2 7h-15zM-9.5-5l2 2v9h-2zM9.5-5l-2 2v9h2zM-8 18h16v2.5h-16z"/><rect class="roof" x="-5.5" y="1" width="11" height="11" rx="3"/></g>',
);

export const HOME = verbatim(
  '<circle class="pulse" r="24"/><circle class="disc" r="16"/><path class="house" d="M-7-.5 0-7l7 6.5M-5-2v8.5H5V-2"/>',
);

export const BACK_ICON = icon('<path d="m15 5-7 7 7 7"/>');
export const CENTRE_ICON = icon('<circle cx="12" cy="12" r="6"/><path d="M12 2v4m0 12v4M2 12h4m12 0h4"/>');
export const GROW_ICON = icon('<path d="M14 4h6v6m0-6-7 7M10 20H4v-6m0 6 7-7"/>');
