import { icon } from '../icons.tsx';

export const VanIcon = icon(
  'M3 6.5h11v9.5H3zM14 9.5h3.7L21 13v3h-7M7 18.2a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM17 18.2a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
);
export const HandIcon = icon(
  'M8 12.5V6.6a1.4 1.4 0 0 1 2.8 0V11m0-5.4a1.4 1.4 0 0 1 2.8 0V11m0-3.8a1.4 1.4 0 0 1 2.8 0V12m0-2.6a1.3 1.3 0 0 1 2.6 0V14a6.5 6.5 0 0 1-6.5 6.5c-2.6 0-4.2-1.2-5.3-3.2L4.5 13.2a1.4 1.4 0 0 1 2.3-1.5L8 13.3',
);
export const LassoIcon = icon(
  'M12 4.5c4.7 0 8.5 2.5 8.5 5.7s-3.8 5.7-8.5 5.7-8.5-2.5-8.5-5.7S7.3 4.5 12 4.5zM8.5 15.5c-1.8.4-2.8 1.4-2.5 2.6.3 1.1 1.9 1.5 3.3.8 1.3-.7 1.3-2.1.5-3.1M6 18.5c-.3 1.2-.9 2-1.5 2.5',
);
export const PolygonIcon = icon('M5 9.5 12.5 4.5l7 5-2.5 9.5H7.5z');
export const RectangleIcon = icon('M4.5 6.5h15v11h-15z');
export const CircleIcon = icon('M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z');
export const StopsIcon = icon('m12 4.5 8 4-8 4-8-4zM4.5 12.5l7.5 3.7 7.5-3.7M4.5 16.3l7.5 3.7 7.5-3.7');
export const PlusIcon = icon('M12 6v12M6 12h12');
export const MinusIcon = icon('M6 12h12');
export const FitIcon = icon('M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15');
export const HomeIcon = icon('m4 11.5 8-7 8 7M6.5 10v9.5h11V10');
