import { icon } from '../icons.tsx';

export const MessageIcon = icon('M4.5 5h15v11h-8L7 19.5V16H4.5z');
