import { MINUTE } from '../../../../shared/kernel/time.ts';
import { NO_FILTER } from '../../rules/filter.ts';
import { useNow } from '../../state/clock.ts';
import { useTold } from '../../state/office.ts';
import { ui } from '../../state/ui.ts';

const SHAPES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** Rows as grey shapes; for the first moment nothing at all, for most days are there by then. */
export function LoadingBoard() {
  const { words } = useTold();
  return (
    <div className="loading" role="status">
      <span className="unseen">{words.board.loading}</span>
      {SHAPES.map((shape) => (
        <div key={shape} className="loading-row" aria-hidden="true">
          <i />
          <b style={{ width: `${70 + ((shape * 37) % 60)}px` }} />
          <u style={{ marginLeft: `${(shape * 83) % 320}px`, width: `${120 + ((shape * 53) % 140)}px` }} />
        </div>
      ))}
    </div>
  );
}

/** What is shown is old, and says so. */
export function StaleLine({ at, onRetry }: { readonly at: number; readonly onRetry: () => void }) {
  const { words } = useTold();
  const now = useNow(MINUTE);
  return (
    <div className="notice" role="status">
      <span>{words.board.failed(words.live.updated(Math.floor((now - at) / MINUTE)).toLowerCase())}</span>
      <button type="button" className="button small" onClick={onRetry}>
        {words.board.retry}
      </button>
    </div>
  );
}

export function DayFailed({ onRetry }: { readonly onRetry: () => void }) {
  const { words } = useTold();
  return (
    <div className="nothing" role="alert">
      <p>{words.board.failedFirst}</p>
      <button type="button" className="button" onClick={onRetry}>
        {words.board.retry}
      </button>
    </div>
  );
}

/** One line over the empty board, and the way on. */
export function NothingShown({ isFiltered }: { readonly isFiltered: boolean }) {
  const { words } = useTold();
  return (
    <div className="nothing-line" role="status">
      <span>{isFiltered ? words.filters.none : words.board.empty}</span>
      {isFiltered && (
        <button type="button" className="button small" onClick={() => ui.set({ filter: NO_FILTER })}>
          {words.filters.clear}
        </button>
      )}
    </div>
  );
}
