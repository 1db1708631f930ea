import { icon } from '../icons.tsx';

export const CompanyIcon = icon('M4 10.5 12 4l8 6.5M6 9v11h12V9M10 20v-6h4v6');
export const MessageIcon = icon('M4.5 5h15v11h-8L7 19.5V16H4.5z');
export const PinIcon = icon(
  'M12 21s-6.5-5.5-6.5-10.5a6.5 6.5 0 0 1 13 0C18.5 15.5 12 21 12 21zM12 12.8a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z',
);
export const StarIcon = icon('m12 4 2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.5L4 9.7 9.6 9z');
export const ShieldIcon = icon('M12 3.5 5 6v5.5c0 4.3 2.9 7.4 7 9 4.1-1.6 7-4.7 7-9V6z');
export const PulseIcon = icon('M3.5 12.5h4l2.5-6 4 11 2.5-5h4');
export const VanIcon = icon(
  'M3.5 6.5h10.5v10H3.5zM14 10h3.7l2.8 3.4v3.1H14M7.5 18.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM16.8 18.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
);
export const PhoneIcon = icon('M7.5 3.5h9v17h-9zM11 17.5h2');
export const HookIcon = icon(
  'M12 9.5a3 3 0 1 0-2.6-1.5L6.5 13M6.5 19.5a3 3 0 1 1 2.9-3.8H15M17.5 19.5a3 3 0 1 0-1.6-5.5L13 8.6',
);
