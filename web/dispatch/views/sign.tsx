import type { Look } from '../rules/visit.ts';

const PATHS: Readonly<Record<Look | 'late', React.ReactNode>> = {
  pending_dispatch: <circle cx="8" cy="8" r="5.6" className="line dashed" />,
  dispatched: (
    <>
      <circle cx="8" cy="8" r="5.6" className="line" />
      <circle cx="8" cy="8" r="2.4" className="solid" />
    </>
  ),
  en_route: <path d="M14 2 2 7.2l5.2 1.6L8.8 14z" className="solid" />,
  arrived: (
    <path
      d="M8 1.5a5 5 0 0 1 5 5c0 3.7-5 8-5 8s-5-4.3-5-8a5 5 0 0 1 5-5zm0 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"
      className="solid"
      fillRule="evenodd"
    />
  ),
  completed: (
    <>
      <circle cx="8" cy="8" r="6.2" className="ground" />
      <path d="m5 8.2 2.2 2.2L11 6" className="line" />
    </>
  ),
  cancelled: <path d="m4 4 8 8M12 4l-8 8" className="line" />,
  held: <path d="M5.5 3v10M10.5 3v10" className="line thick" />,
  late: (
    <>
      <circle cx="8" cy="8" r="5.6" className="line" />
      <path d="M8 5v3.2l2 1.2" className="line" />
    </>
  ),
};

/** What a status looks like where there is no room for its colour alone. */
export const Sign = ({ look }: { readonly look: Look | 'late' }) => (
  <svg className={`sign sign-${look}`} viewBox="0 0 16 16" aria-hidden="true">
    {PATHS[look]}
  </svg>
);
