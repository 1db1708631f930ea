interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly isFixed: boolean;
  readonly onToggle: (on: boolean) => void;
}

/** On or off, and saved as it is thrown. */
export const Switch = ({ label, isOn, isFixed, onToggle }: SwitchProps) => (
  <button
    type="button"
    role="switch"
    className="switch"
    aria-checked={isOn}
    aria-label={label}
    disabled={isFixed}
    onClick={() => onToggle(!isOn)}
  >
    <i aria-hidden="true" />
  </button>
);
