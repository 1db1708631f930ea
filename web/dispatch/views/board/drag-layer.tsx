import { useEffect } from 'react';
import { dropOf } from '../../rules/drop.ts';
import { fitOf, roundedOverlap } from '../../rules/fit.ts';
import type { Row } from '../../rules/rows.ts';
import { endOf, lookOf, startOf, UNASSIGNED } from '../../rules/visit.ts';
import { type Drag, useDrag } from '../../state/drag.ts';
import { useTold } from '../../state/office.ts';
import { positionOf } from '../../state/positions.ts';
import { say } from '../../state/toasts.ts';
import { WarnIcon } from '../icons.tsx';
import { BlockFace } from './block.tsx';
import { LAYER_ID } from './use-dragging.ts';

interface DragLayerProps {
  readonly rows: readonly Row[];
  readonly hour: number;
}

/** What is in the hand, and beside it what letting go would mean. */
export function DragLayer({ rows, hour }: DragLayerProps) {
  const drag = useDrag((state) => state.drag);
  const told = useTold();
  const said = drag && landingInWords(drag, rows, told);
  const spoken = said ? [said.title, said.warning ?? ''].filter(Boolean).join('. ') : '';
  useEffect(() => {
    if (spoken) say(spoken);
  }, [spoken]);
  if (!drag || !said) return null;
  const { visit, start } = drag;
  const range = told.range({
    start: new Date(start).toISOString(),
    end: new Date(start + endOf(visit) - startOf(visit)).toISOString(),
  });
  return (
    <div
      id={LAYER_ID}
      className="drag-layer"
      aria-hidden="true"
      style={{ '--hour': hour } as React.CSSProperties}
    >
      <div className={`block look-${lookOf(visit)} in-hand`}>
        <BlockFace visit={visit} late={undefined} hasFailedText={false} row={UNASSIGNED} time={range} />
      </div>
      <div className="drag-says">
        <b>{said.title}</b>
        {said.warning && (
          <span className="warning">
            <WarnIcon />
            {said.warning}
          </span>
        )}
        <span className="quiet">{drag.free ? told.words.drag.moved : told.words.drag.kept}</span>
      </div>
    </div>
  );
}

function landingInWords(drag: Drag, rows: readonly Row[], told: ReturnType<typeof useTold>) {
  const { words } = told;
  const { visit, from, to, start } = drag;
  const row = rows.find(({ id }) => id === to);
  const span = { start, end: start + endOf(visit) - startOf(visit) };
  const range = told.range({
    start: new Date(span.start).toISOString(),
    end: new Date(span.end).toISOString(),
  });
  const title = `${row?.technician?.name ?? words.board.unassigned} · ${range}`;
  const { refusal } = dropOf(visit, from, to, start);
  if (refusal) return { title, warning: words.drag.refusals[refusal] };
  const clash = row && to !== UNASSIGNED ? fitOf(visit, span, row, positionOf(to)).clash : undefined;
  if (!clash) return { title };
  const long = told.duration(roundedOverlap(clash.ms) * 60_000);
  return { title, warning: words.drag.overlaps(clash.name, long) };
}
