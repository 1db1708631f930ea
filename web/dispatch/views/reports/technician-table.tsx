import { useState } from 'react';
import {
  BEST_FIRST,
  COLUMNS,
  type Column,
  inOrder,
  orderedBy,
  type TechnicianRow,
} from '../../rules/report-table.ts';
import { useTeam } from '../../state/queries.ts';
import { Photo } from '../board/row-head.tsx';
import { FigureCells } from './figure-cells.tsx';
import { useReportNumbers, useReportWords } from './use-words.ts';

/** The same numbers for everybody, in the order of whichever is pressed. */
export function TechnicianTable({ rows }: { readonly rows: readonly TechnicianRow[] }) {
  const words = useReportWords();
  const [order, setOrder] = useState(BEST_FIRST);
  const sortOf = (column: Column) =>
    column === order.by ? (order.isRising ? 'ascending' : 'descending') : undefined;
  return (
    <section className="reports-card by-technician">
      <div className="reports-scroller">
        <table className="reports-table">
          <caption className="unseen">{words.technicians}</caption>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" aria-sort={sortOf(column)}>
                  <button type="button" onClick={() => setOrder(orderedBy(column, order))}>
                    {words.columns[column]}
                    <Arrow sort={sortOf(column)} />
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inOrder(rows, order).map((row) => (
              <Technician key={row.memberId} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const Arrow = ({ sort }: { readonly sort: 'ascending' | 'descending' | undefined }) => (
  <i className={`sorted ${sort ?? ''}`} aria-hidden="true" />
);

function Technician({ row }: { readonly row: TechnicianRow }) {
  const words = useReportWords();
  const numbers = useReportNumbers();
  const known = useTeam()?.find(({ memberId }) => memberId === row.memberId);
  return (
    <tr>
      <th scope="row">
        <span className="named">
          {row.memberId && <Photo technician={known ?? row} ring="none" />}
          {row.name || words.nobody}
        </span>
      </th>
      <td>{numbers.count(row.visits)}</td>
      <FigureCells rates={row} />
    </tr>
  );
}
