import { mapped, TARGETS, type Target } from '../../rules/importing/columns.ts';
import type { DayOrder } from '../../rules/importing/moments.ts';
import type { Choices, Table } from '../../rules/importing/rows.ts';
import { useOffice } from '../../state/office.ts';
import { Tick } from '../settings/fields.tsx';
import { useImportWords } from './use-words.ts';

interface ColumnsProps {
  readonly table: Table;
  readonly choices: Choices;
  readonly isFixed: boolean;
  readonly onChange: (patch: Partial<Choices>) => void;
}

const ORDERS: readonly DayOrder[] = ['month_first', 'day_first'];

/** What each column is, guessed and to be corrected, and how days are written. */
export function ColumnsCard({ table, choices, isFixed, onChange }: ColumnsProps) {
  const { settings, me, told } = useOffice();
  const words = useImportWords();
  const mayText = me.role === 'owner' || settings.permissions.dispatchersSendLinks;
  const { mapping, order, sendLink } = choices;
  return (
    <section className="import-card" aria-label={words.columns}>
      <h2>{words.columns}</h2>
      <p className="muted">{words.columnsHint}</p>
      <div className="import-scroller">
        <table className="import-table">
          <thead>
            <tr>
              <th scope="col">{words.heading}</th>
              <th scope="col">{words.sample}</th>
              <th scope="col">{words.means}</th>
            </tr>
          </thead>
          <tbody>
            {table.headings.map((heading, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same heading.
              <tr key={column}>
                <th scope="row">{heading}</th>
                <td className="muted">{table.rows[0]?.[column]}</td>
                <td>
                  <select
                    aria-label={`${words.means}: ${heading}`}
                    value={mapping[column] ?? ''}
                    disabled={isFixed}
                    onChange={({ currentTarget: { value } }) =>
                      onChange({
                        mapping: mapped(mapping, column, (value || undefined) as Target | undefined),
                      })
                    }
                  >
                    <option value="">{words.ignore}</option>
                    {TARGETS.map((target) => (
                      <option key={target} value={target}>
                        {words.targets[target]}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <label className="import-order">
        <span>{words.order}</span>
        <select
          value={order}
          disabled={isFixed}
          onChange={({ currentTarget: { value } }) => onChange({ order: value as DayOrder })}
        >
          {ORDERS.map((one) => (
            <option key={one} value={one}>
              {words.orders[one]}
            </option>
          ))}
        </select>
      </label>
      <p className="muted meta">{words.zone(told.place.timeZone)}</p>
      {mayText && (
        <Tick
          label={words.text}
          hint={words.textHint}
          isOn={sendLink}
          isFixed={isFixed}
          onToggle={(isOn) => onChange({ sendLink: isOn })}
        />
      )}
    </section>
  );
}
