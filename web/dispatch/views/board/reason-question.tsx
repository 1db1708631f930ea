import type { Visit } from '../../api/types.ts';
import type { Deed } from '../../rules/steps.ts';
import { firstName } from '../../rules/visit.ts';
import { useDraft } from '../../state/drafts.ts';
import { useOffice } from '../../state/office.ts';

interface ReasonQuestionProps {
  readonly visit: Visit;
  readonly deed: Deed;
  readonly onClose: () => void;
}

/** Why: one tap for what is said most, a field for the rest. */
export function ReasonQuestion({ visit, deed, onClose }: ReasonQuestionProps) {
  const { desk, told } = useOffice();
  const { ask, deeds } = told.words;
  const [other, setOther] = useDraft(`${deed}-${visit.visitId}`);
  const give = (reason: string): void => {
    onClose();
    setOther('');
    void desk.deed(visit, deed, reason);
  };
  const tells = ask.told[deed]?.(firstName(visit.customer.name));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (other.trim()) give(other.trim());
      }}
    >
      <h2>{ask.reason[deed]}</h2>
      {tells && <p className="meta muted">{tells}</p>}
      <div className="presets">
        {(ask.presets[deed] ?? []).map((preset) => (
          <button key={preset} type="button" className="button" onClick={() => give(preset)}>
            {preset}
          </button>
        ))}
      </div>
      <label className="field">
        <span>{ask.other}</span>
        <input value={other} maxLength={500} onChange={({ currentTarget: { value } }) => setOther(value)} />
      </label>
      <div className="answers">
        <button type="button" className="button" onClick={onClose}>
          {ask.back}
        </button>
        <button
          type="submit"
          className={`button ${deed === 'cancel' ? 'grave' : 'primary'}`}
          disabled={other.trim() === ''}
        >
          {deeds[deed]}
        </button>
      </div>
    </form>
  );
}
