const icon = (paths: string) => () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths} />
  </svg>
);

export const NavigateIcon = icon('M12 3 5 20l7-3.5L19 20z');
export const CallIcon = icon(
  'M6.6 3.5 9 4l1 4.2-2 1.6a13 13 0 0 0 6.2 6.2l1.6-2 4.2 1 .5 2.4a2 2 0 0 1-2 2.4A15.5 15.5 0 0 1 4.2 5.5a2 2 0 0 1 2.4-2z',
);
export const ClockIcon = icon('M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4v5l3 2');
export const NoteIcon = icon('M5 4h14v10l-5 5H5zm14 10h-5v5');
export const CheckIcon = icon('m5 12.5 4.5 4.5L19 7.5');
export const VanIcon = icon(
  'M3 16V6h11v10M14 9h4l3 4v3h-2M9 16h6M7 14.2a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm10 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM3 16h2',
);
export const HouseIcon = icon('m4 11 8-7 8 7M6 9.5V20h12V9.5');
export const LockIcon = icon('M6 11h12v9H6zm2 0V8a4 4 0 0 1 8 0v3');
export const PinIcon = icon(
  'M12 21s7-6.3 7-11.5a7 7 0 0 0-14 0C5 14.7 12 21 12 21zm0-14a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
);
export const PauseIcon = icon('M9 6v12M15 6v12');
export const CrossIcon = icon('m7 7 10 10M17 7 7 17');
export const WarnIcon = icon('M12 4 2.5 20h19zM12 10v4.5M12 17.2v.1');
export const CutIcon = icon(
  'M4 4l16 16M5 12a10 10 0 0 1 4-2.3M2 8.5a14 14 0 0 1 5-2.8M11 5a14 14 0 0 1 11 3.5M14.5 10.2A10 10 0 0 1 19 12M8.5 15.5a5 5 0 0 1 7 0M12 19v.1',
);
export const PhoneIcon = icon('M8 3h8v18H8zM11 18h2');
export const UndoIcon = icon('M9 5 4 9.5 9 14M4 9.5h9a5 5 0 0 1 0 10h-3');
export const BatteryIcon = icon('M3 8h15v8H3zm18 3v2M6 11v2');
export const CalendarIcon = icon('M4 6h16v14H4zm0 5h16M8 3v4M16 3v4');
