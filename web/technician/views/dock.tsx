import type { Visit } from '../rules/visit.ts';
import type { CardProps } from './card.tsx';
import { CallIcon, ClockIcon, NavigateIcon, NoteIcon } from './icons.tsx';
import { isApple } from './platform.ts';
import { PrimaryAction } from './primary-action.tsx';

interface DockProps extends CardProps {
  readonly onLate: () => void;
  readonly onNotes: () => void;
}

/** Below, in the same place whatever happens: the way there, the customer, and the next step. */
export function Dock({ onLate, onNotes, ...props }: DockProps) {
  const { visit, told } = props;
  const { words } = told;
  const onSite = visit.status === 'arrived';
  return (
    <footer class="dock">
      <div class="tools">
        <a class="tool first" href={navigateTo(visit)} target="_blank" rel="noreferrer">
          <NavigateIcon />
          {words.navigate}
        </a>
        <a class="tool" href={`tel:${visit.customer.phone}`}>
          <CallIcon />
          {words.call}
        </a>
        <button type="button" class="tool" onClick={onSite ? onNotes : onLate}>
          {onSite ? <NoteIcon /> : <ClockIcon />}
          {onSite ? words.notes : words.late}
        </button>
      </div>
      <PrimaryAction {...props} />
    </footer>
  );
}

/** A link that the phone hands to its maps app. */
function navigateTo({ address: { line, lat, lng } }: Visit): string {
  const destination = lat === undefined || lng === undefined ? line : `${lat},${lng}`;
  if (isApple()) return `https://maps.apple.com/?${new URLSearchParams({ daddr: destination })}`;
  return `https://www.google.com/maps/dir/?${new URLSearchParams({ api: '1', destination })}`;
}

/** When there is nothing to do, there is still somebody to call. */
export function IdleDock({
  told,
  phone,
}: {
  readonly told: DockProps['told'];
  readonly phone: string | undefined;
}) {
  return (
    <footer class="dock">
      {phone && (
        <a class="plain tall" href={`tel:${phone}`}>
          <CallIcon />
          {told.words.callOffice}
        </a>
      )}
      <p class="consequence">{told.words.sheet.noWork().join('. ')}</p>
    </footer>
  );
}
