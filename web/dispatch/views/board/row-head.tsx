import { SECOND } from '../../../../shared/kernel/time.ts';
import type { Position, Technician } from '../../api/types.ts';
import { fitOf, roundedOverlap } from '../../rules/fit.ts';
import { chargeOf, freshness, type RowState, ringOf, rowState } from '../../rules/row-state.ts';
import { openIn, type Row } from '../../rules/rows.ts';
import { endOf, initialsOf, isOverdue, startOf } from '../../rules/visit.ts';
import { useNow } from '../../state/clock.ts';
import { useDrag } from '../../state/drag.ts';
import { useTold } from '../../state/office.ts';
import { planning } from '../../state/plan.ts';
import { usePosition } from '../../state/positions.ts';
import { ui } from '../../state/ui.ts';
import { NoPinIcon, PersonIcon, PlanIcon } from '../icons.tsx';
import { useNarrow } from '../use-narrow.ts';

interface RowHeadProps {
  readonly row: Row;
  readonly isFocus: boolean;
  readonly now: number;
}

/** Whose row it is, what they do, and how fresh that is. */
export function RowHead({ row, isFocus, now }: RowHeadProps) {
  const common = {
    role: 'rowheader',
    tabIndex: isFocus ? 0 : -1,
    onFocus: () => ui.set({ focus: { row: row.id } }),
    onContextMenu: (event: React.MouseEvent) => {
      event.preventDefault();
      ui.set({ rowMenu: { row: row.id, x: event.clientX, y: event.clientY } });
    },
  } as const;
  return (
    <div className="row-head" {...common}>
      {row.technician ? (
        <TechnicianHead technician={row.technician} row={row} />
      ) : (
        <UnassignedHead row={row} now={now} isFocus={isFocus} />
      )}
    </div>
  );
}

function UnassignedHead({ row, now, isFocus }: RowHeadProps) {
  const { words } = useTold();
  const overdue = row.placed.filter(({ visit }) => isOverdue(visit, now)).length;
  const open = openIn(row);
  return (
    <>
      <span className="photo nobody" aria-hidden="true">
        <PersonIcon />
      </span>
      <span className="who">
        <b>{words.board.unassigned}</b>
        <span>{open === 0 ? words.board.nobody : words.board.open(open, overdue)}</span>
      </span>
      {open > 0 && (
        <button
          type="button"
          className="icon-button plan-button"
          tabIndex={isFocus ? 0 : -1}
          aria-label={words.board.assignAll}
          title={words.board.assignAll}
          onClick={() => planning.begin(row.id)}
        >
          <PlanIcon />
        </button>
      )}
    </>
  );
}

/** Drawn anew with each of their positions, and as its age grows; the board is not. */
function TechnicianHead({ technician, row }: { readonly technician: Technician; readonly row: Row }) {
  const position = usePosition(technician.memberId);
  const now = useNow(SECOND);
  const state = rowState(row, position, now);
  return (
    <>
      <Photo technician={technician} ring={ringOf(state)} />
      <span className="who">
        <b>{technician.name}</b>
        <StateLine row={row} state={state} position={position} />
      </span>
      <Health position={position} now={now} />
    </>
  );
}

/** How old their last position is, and how long their phone will go on telling. */
export function Health({ position, now }: { readonly position: Position | undefined; readonly now: number }) {
  const { words } = useTold();
  return (
    <span className="health">
      <Seen position={position} now={now} />
      {position?.battery !== undefined && (
        <span className={`battery ${chargeOf(position.battery)}`} title={words.row.battery(position.battery)}>
          <i aria-hidden="true" style={{ '--charge': position.battery / 100 } as React.CSSProperties} />
          <span className="unseen">{words.row.battery(position.battery)}</span>
          <span aria-hidden="true">{Math.round(position.battery)}%</span>
        </span>
      )}
    </span>
  );
}

interface PhotoProps {
  readonly technician: Technician;
  readonly ring: string;
}

/** Pictures come from our host alone: who looks at the board is told to nobody. */
export const Photo = ({ technician: { name, photoUrl }, ring }: PhotoProps) => (
  <span className={`photo ring-${ring} hue-${hueOf(name)}`} aria-hidden="true">
    {photoUrl?.startsWith(`${location.origin}/`) ? <img src={photoUrl} alt="" /> : initialsOf(name)}
  </span>
);

const HUES = 5;

/** The same pale ground for the same name, so that a face is found again. */
const hueOf = (name: string): number =>
  [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % HUES;

interface StateLineProps {
  readonly row: Row;
  readonly state: RowState;
  readonly position: Position | undefined;
}

/** One line: how what is in the hand would fit, else what they do. */
function StateLine({ row, state, position }: StateLineProps) {
  const told = useTold();
  const isBrief = useNarrow(NARROW);
  const drag = useDrag((one) => one.drag);
  if (drag) {
    const { visit, start } = drag;
    const fit = fitOf(visit, { start, end: start + endOf(visit) - startOf(visit) }, row, position);
    if (fit.clash)
      return <span>{told.words.row.overlaps(told.duration(roundedOverlap(fit.clash.ms) * 60_000))}</span>;
    const words =
      fit.meters === undefined ? told.words.row.fitsPlain : told.words.row.fits(told.distance(fit.meters));
    return <span className="fits">{words}</span>;
  }
  return <span className={`state-${state.kind}`}>{stateInWords(state, told, isBrief)}</span>;
}

/** Below it a head has room for half a line. */
const NARROW = 1180;

/** @param isBrief where there is room for half a line */
export function stateInWords(state: RowState, told: ReturnType<typeof useTold>, isBrief: boolean): string {
  const { row } = told.words;
  switch (state.kind) {
    case 'silent':
      return row.silent;
    case 'location_off':
      return row.locationOff;
    case 'en_route':
      if (!state.eta) return row.enRoute;
      return (isBrief ? row.etaBrief : row.eta)(told.clock(Date.parse(state.eta)));
    case 'on_site':
      return (isBrief ? row.onSiteBrief : row.onSite)(told.duration(state.ms));
    case 'busy':
      return row.busy(state.title, told.clock(state.until));
    case 'due':
      return row.due(told.clock(state.since));
    case 'free':
      return state.until === undefined ? row.free : row.freeUntil(told.clock(state.until));
  }
}

function Seen({ position, now }: { readonly position: Position | undefined; readonly now: number }) {
  const told = useTold();
  const { words } = told;
  if (!position) return <span className="seen old">{words.row.never}</span>;
  if (position.permission === 'denied')
    return (
      <span className="seen off">
        <NoPinIcon />
        {words.row.off}
      </span>
    );
  const age = told.age(position.at, now);
  return (
    <span className={`seen ${freshness(position.at, now)}`}>
      <i aria-hidden="true" />
      <span className="unseen">{words.row.lastSeen(age)}</span>
      <span aria-hidden="true">{age}</span>
    </span>
  );
}
