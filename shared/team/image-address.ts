import { publicOrigin } from '../kernel/public-origin.ts';

/** An image for who reads it elsewhere than on our pages: one that was uploaded is known by its path alone. */
export const imageAddress = (image: string): string =>
  image.startsWith('/') ? `${publicOrigin()}${image}` : image;
