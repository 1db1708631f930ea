import { type Html, html, verbatim } from '../../kernel/html.ts';

/** A whole page, and what its content security policy has to allow by hash. */
export interface Page {
  readonly markup: string;
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
  /** It has a form, which comes back to us. */
  readonly hasForm?: boolean;
  /** Where its map tiles come from; only on the large map. */
  readonly mapOrigin?: string;
}

interface Framed {
  readonly language: string;
  readonly title: string;
  readonly styles: readonly string[];
  readonly body: Html;
  readonly head?: Html;
}

/** What every page of a link has around its body; what others may know of it, its headers say. */
export const frame = ({ language, title, styles, body, head }: Framed): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<title>${title}</title>
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="data:,">
${styles.map((style) => html`<style>${verbatim(style)}</style>`)}${head}
</head>
<body>
${body}
</body>
</html>
`.markup;
