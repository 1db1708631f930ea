/** A drawing of lines on a ground of 24 steps. */
export const icon = (paths: string) => () => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths} />
  </svg>
);

export const CalendarIcon = icon(
  'M4 6.5h16V20H4zm0 4.5h16M8 3.5v5M16 3.5v5M8 14.5h.01M12 14.5h.01M16 14.5h.01M8 17h.01M12 17h.01',
);
export const MapIcon = icon('m3.5 6.5 5.5-2 6 2 5.5-2v13l-5.5 2-6-2-5.5 2zM9 4.5v13M15 6.5v13');
export const HelpIcon = icon(
  'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9.6 9.5a2.4 2.4 0 1 1 3.5 2.2c-.7.4-1.1.9-1.1 1.8M12 16.6v.01',
);
export const LeftIcon = icon('m14.5 6-6 6 6 6');
export const RightIcon = icon('m9.5 6 6 6-6 6');
export const DownIcon = icon('m7 10 5 5 5-5');
export const SearchIcon = icon('M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM16 16l4.5 4.5');
export const RowsIcon = icon('M4.5 5.5h15v13h-15zM4.5 10h15M4.5 14.5h15');
export const BellIcon = icon('M6.5 16V11a5.5 5.5 0 0 1 11 0v5l1.5 2H5zM10 20.5h4');
export const CloseIcon = icon('m6.5 6.5 11 11M17.5 6.5l-11 11');
export const MoreIcon = icon(
  'M5 12a.6.6 0 1 0 1.2 0A.6.6 0 0 0 5 12zM11.4 12a.6.6 0 1 0 1.2 0 .6.6 0 0 0-1.2 0zM17.8 12a.6.6 0 1 0 1.2 0 .6.6 0 0 0-1.2 0z',
);
export const CallIcon = icon(
  'M6.6 3.5 9 4l1 4.2-2 1.6a13 13 0 0 0 6.2 6.2l1.6-2 4.2 1 .5 2.4a2 2 0 0 1-2 2.4A15.5 15.5 0 0 1 4.2 5.5a2 2 0 0 1 2.4-2z',
);
export const WriteIcon = icon('M4.5 5h15v11h-8L7 19.5V16H4.5z');
export const UndoIcon = icon('M9 5 4.5 9.5 9 14M4.5 9.5H14a5 5 0 0 1 0 10h-3');
export const CopyIcon = icon('M9 9h10.5v10.5H9zM6 15H4.5V4.5H15V6');
export const LinkIcon = icon(
  'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
);
export const ResendIcon = icon('M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4.5V9H15');
export const WarnIcon = icon('M12 4.5 3 19.5h18zM12 10.5v4M12 17v.01');
export const FailedIcon = icon('M4.5 5h15v11h-8L7 19.5V16H4.5zM12 7.5v3.5M12 13.2v.01');
export const ClockIcon = icon('M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 8v4.3l2.7 1.7');
export const VerifiedIcon = icon(
  'M12 3.5 14.3 5l2.7.3.9 2.6 2 1.9-.9 2.6.2 2.7-2.3 1.5-1.4 2.4-2.7-.3L12 20.5l-2.1-1.8-2.7.3-1.4-2.4L3.5 15l.2-2.7-.9-2.6 2-1.9.9-2.6 2.7-.3zM8.5 12.2l2.4 2.3 4.6-4.7',
);
export const NoPinIcon = icon(
  'M5 4l14 16M8 5.3A6.5 6.5 0 0 1 18.5 10.5c0 1.5-.6 3-1.5 4.5M14.8 17.8C13.4 19.6 12 21 12 21s-6.5-5.5-6.5-10.5c0-.8.1-1.5.4-2.2',
);
export const PersonIcon = icon(
  'M12 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM6 19.5c0-3.2 2.6-5.2 6-5.2s6 2 6 5.2',
);
export const CheckIcon = icon('m5.5 12.5 4.2 4.2 8.8-9.2');
/** Two stops and the way between them. */
export const PlanIcon = icon(
  'M6 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18 20.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8.5 6H15a3.5 3.5 0 0 1 0 7H9a3.2 3.2 0 0 0 0 5.5h6.5',
);
export const EnterIcon = icon('M19 5v8H6M10 9l-4 4 4 4');
export const ShiftIcon = icon('M12 4 4.5 12H9v7h6v-7h4.5z');
export const FilterIcon = icon(
  'M4.5 7h9M17.5 7h2M4.5 12h2M10.5 12h9M4.5 17h7M15.5 17h4M13.5 5v4M6.5 10v4M11.5 15v4',
);
export const ChartIcon = icon('M4.5 4.5v15h15M9 16v-3.5M13 16V7.5M17 16v-6');
export const DownloadIcon = icon('M12 4.5v10M8 11l4 4 4-4M4.5 16v3.5h15V16');
export const PeopleIcon = icon(
  'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM3 19.5c0-3.2 2.6-5.2 6-5.2s6 2 6 5.2M15.5 4.9a3.2 3.2 0 0 1 0 5.8M17.5 14.7c2.1.7 3.5 2.4 3.5 4.8',
);
export const GearIcon = icon(
  'M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM10.3 3.5h3.4l.5 2.3 1.7 1 2.3-.7 1.7 2.9-1.7 1.6v2l1.7 1.6-1.7 2.9-2.3-.7-1.7 1-.5 2.3h-3.4l-.5-2.3-1.7-1-2.3.7-1.7-2.9 1.7-1.6v-2L4.1 9l1.7-2.9 2.3.7 1.7-1z',
);
