interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly all: readonly T[];
  readonly shown: T;
  readonly onShow: (one: T) => void;
  readonly children: (one: T) => React.ReactNode;
}

/** One of a few, side by side. */
export const Segmented = <T extends string>({ label, all, shown, onShow, children }: SegmentedProps<T>) => (
  <fieldset className="segmented" aria-label={label}>
    {all.map((one) => (
      <button key={one} type="button" aria-pressed={one === shown} onClick={() => onShow(one)}>
        {children(one)}
      </button>
    ))}
  </fieldset>
);
