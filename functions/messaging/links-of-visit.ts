import { linkToken, linkUrl } from '../../shared/visits/link-token.ts';

/** Makes the links of a visit again, each from its generation. */
export const linksOf =
  (visitId: string, secret: string) =>
  (generation: number): string =>
    linkUrl(linkToken(secret, visitId, generation));
