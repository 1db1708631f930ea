import { type BrandColors, brandColors } from '../brand-colors.ts';

/** The page's look. Brand colours come from `brandStyle`, so that this stays the same for everybody. */
export const STYLE = `
:root{color-scheme:light dark;--page:#fff;--card:#fff;--text:#14161c;--muted:#5b6070;--line:#e6e8ee;--tint:#f4f5f9;--accent:var(--on-light)}
@media(prefers-color-scheme:dark){:root{--page:#12141a;--card:#181b22;--text:#f3f4f7;--muted:#a7adbb;--line:#2c313c;--tint:#1f232c;--accent:var(--on-dark)}}
*{box-sizing:border-box;margin:0}
html{-webkit-text-size-adjust:100%}
body{background:var(--page);color:var(--text);font:16px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
#page{max-width:560px;min-height:100vh;min-height:100dvh;margin:auto;padding:14px 20px 0;display:flex;flex-direction:column}
header{display:flex;gap:12px;align-items:center}
.logo{flex:none;width:36px;height:36px;border-radius:10px;background:var(--brand);color:var(--ink);display:grid;place-items:center;font-weight:700;object-fit:cover}
.company{font-size:15px;font-weight:650}
.about{font-size:13px;color:var(--muted)}
main{flex:1;padding:22px 0}
.now{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:end;gap:4px 16px}
.eyebrow{font-size:15px;color:var(--muted)}
h1{font-size:clamp(30px,9.5vw,44px);line-height:1.1;font-weight:700;letter-spacing:-.03em;font-variant-numeric:tabular-nums}
.long h1{font-size:clamp(26px,7.5vw,34px);letter-spacing:-.02em;text-wrap:balance}
.aside{font-weight:650;font-size:20px;line-height:1.15;color:var(--accent)}
.aside span{display:block;font-size:15px;font-weight:400;color:var(--muted)}
ol{list-style:none;padding:0;margin:20px 0 4px;display:grid;grid-template-columns:repeat(4,1fr);gap:6px;font-size:13px}
li::before{content:"";display:block;height:6px;border-radius:3px;background:var(--line);margin-bottom:6px}
li.done::before,li[aria-current]::before{background:var(--accent)}
li[aria-current]{color:var(--accent);font-weight:650}
.notes{margin-top:18px;display:grid;gap:4px;color:var(--muted)}
.fresh{display:inline-flex;align-items:center;gap:8px;margin-top:14px;padding:6px 12px;border-radius:99px;background:var(--tint);font-size:13px}
.fresh::before{content:"";width:8px;height:8px;border-radius:50%;background:#8a90a0}
.fresh.live::before{background:#1f9d55}
.card{margin-top:22px;padding:16px;border:1px solid var(--line);border-radius:20px;background:var(--card);display:flex;align-items:center;gap:14px}
.face{flex:none;width:52px;height:52px;border-radius:50%;border:2px solid var(--brand);background:var(--tint);display:grid;place-items:center;font-weight:650;font-size:20px;object-fit:cover}
.card h2{font-size:19px;font-weight:680;line-height:1.25}
.card p{font-size:14px;color:var(--muted)}
.over{text-align:center;display:grid;align-content:center;justify-items:center}
.over .now{justify-content:center}
.over .mark{width:72px;margin-bottom:20px}
.mark circle{fill:var(--tint)}
.mark path{fill:none;stroke:var(--accent);stroke-width:5;stroke-linecap:round;stroke-linejoin:round}
.call{display:flex;align-items:center;justify-content:center;min-height:54px;padding:8px 16px;border-radius:16px;background:var(--brand);color:var(--ink);font-size:17px;font-weight:620;text-decoration:none;text-align:center}
main .call{margin-top:20px;justify-self:stretch}
.refresh{display:inline-block;margin-top:18px;padding:10px 0;color:var(--accent)}
a:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
footer{position:sticky;bottom:0;background:var(--page);padding:10px 0 max(14px,env(safe-area-inset-bottom))}
footer p{margin-top:8px;font-size:12.5px;line-height:1.35;color:var(--muted);text-align:center}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media(max-height:600px){footer{position:static}}
`.trim();

/** The company's colours, as the style sheet asks for them. */
export function brandStyle(brandColor: string): string {
  const { brand, ink, onLight, onDark }: BrandColors = brandColors(brandColor);
  return `:root{--brand:${brand};--ink:${ink};--on-light:${onLight};--on-dark:${onDark}}`;
}
