import type { Visit } from '../../api/types.ts';
import type { Edit } from '../../rules/drop.ts';
import type { Row } from '../../rules/rows.ts';
import { firstName } from '../../rules/visit.ts';
import { useOffice } from '../../state/office.ts';

interface ReassignQuestionProps {
  readonly visit: Visit;
  readonly edit: Edit;
  readonly rows: readonly Row[];
  readonly onClose: () => void;
}

/** Somebody who was told loses the visit, and the customer sees it: once asked, in place. */
export function ReassignQuestion({ visit, edit, rows, onClose }: ReassignQuestionProps) {
  const { desk, told } = useOffice();
  const { ask } = told.words;
  const loser = rows.find(({ id }) => id === visit.technicianIds[0])?.technician?.name;
  const customer = firstName(visit.customer.name);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onClose();
        desk.edit(visit, edit);
      }}
    >
      <h2>{loser ? ask.reassign(firstName(loser), customer) : ask.reassignNobody(customer)}</h2>
      <div className="answers">
        <button type="button" className="button" onClick={onClose}>
          {ask.back}
        </button>
        <button type="submit" className="button primary">
          {ask.yes}
        </button>
      </div>
    </form>
  );
}
