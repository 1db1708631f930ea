import { useEffect, useRef } from 'react';
import { mailParts } from '../../../rules/mail-parts.ts';

/**
 * A mail as it is drawn, in a tree of its own so that its styles and ours leave each other alone. The page's policy
 * allows no style that stands in markup; those of the mail are therefore set one by one. It is for looking at: its text
 * stands beside it for who listens.
 */
export function MailSheet({ html }: { readonly html: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const { sheets, markup } = mailParts(html);
    const mail = new DOMParser().parseFromString(markup, 'text/html');
    for (const script of mail.querySelectorAll('script')) script.remove();
    root.adoptedStyleSheets = sheets.map(sheetOf);
    const body = document.createElement('div');
    body.style.cssText = mail.body.dataset['style'] ?? '';
    body.append(...[...mail.body.childNodes].map((node) => document.importNode(node, true)));
    for (const element of body.querySelectorAll<HTMLElement>('[data-style]'))
      element.style.cssText = element.dataset['style'] ?? '';
    root.replaceChildren(body);
  }, [html]);
  return <div ref={host} className="mail-sheet" inert aria-hidden="true" />;
}

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
