import { useEffect, useRef } from 'react';
import { useOffice } from '../../state/office.ts';
import { goTo } from '../../state/route.ts';
import { CloseIcon } from '../icons.tsx';

interface SidePanelProps {
  readonly title: string;
  readonly children: React.ReactNode;
}

/** Beside the team, and not over it; Esc closes it. */
export function SidePanel({ title, children }: SidePanelProps) {
  const { told } = useOffice();
  const heading = useRef<HTMLHeadingElement>(null);
  const close = () => goTo({ page: 'team' });
  useEffect(() => heading.current?.focus(), []);
  return (
    <aside
      className="side-panel"
      aria-label={title}
      onKeyDown={({ key, defaultPrevented }) => key === 'Escape' && !defaultPrevented && close()}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="icon-button" aria-label={told.words.drawer.close} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      {children}
    </aside>
  );
}
