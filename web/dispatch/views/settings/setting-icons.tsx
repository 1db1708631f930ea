import { icon } from '../icons.tsx';

export const CompanyIcon = icon('M4 10.5 12 4l8 6.5M6 9v11h12V9M10 20v-6h4v6');
export const MessageIcon = icon('M4.5 5h15v11h-8L7 19.5V16H4.5z');
export const PinIcon = icon(
  'M12 21s-6.5-5.5-6.5-10.5a6.5 6.5 0 0 1 13 0C18.5 15.5 12 21 12 21zM12 12.8a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z',
);
export const StarIcon = icon('m12 4 2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.5L4 9.7 9.6 9z');
export const ShieldIcon = icon('M12 3.5 5 6v5.5c0 4.3 2.9 7.4 7 9 4.1-1.6 7-4.7 7-9V6z');
export const PulseIcon = icon('M3.5 12.5h4l2.5-6 4 11 2.5-5h4');
