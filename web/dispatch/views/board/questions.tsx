import * as Popover from '@radix-ui/react-popover';
import { useMemo } from 'react';
import type { Visit } from '../../api/types.ts';
import type { Row } from '../../rules/rows.ts';
import { firstName } from '../../rules/visit.ts';
import { useTold } from '../../state/office.ts';
import { type Question, ui, useUi } from '../../state/ui.ts';
import { AssignQuestion } from './assign-question.tsx';
import { MessageQuestion } from './message-question.tsx';
import { ReasonQuestion } from './reason-question.tsx';
import { ReassignQuestion } from './reassign-question.tsx';
import { RescheduleQuestion } from './reschedule-question.tsx';

interface QuestionsProps {
  readonly visits: readonly Visit[];
  readonly rows: readonly Row[];
}

/** What has to be known before something is done is asked beside the visit, and nothing else is in the way. */
export default function Questions({ visits, rows }: QuestionsProps) {
  const question = useUi((state) => state.question);
  const visit = visits.find(({ visitId }) => visitId === question?.visitId);
  const anchor = useMemo(
    () => ({ current: { getBoundingClientRect: () => placeOf(question?.visitId) } }),
    [question],
  );
  const { words } = useTold();
  const close = () => ui.set({ question: undefined });
  return (
    <Popover.Root
      open={question !== undefined && (visit !== undefined || question.kind === 'message')}
      onOpenChange={(open) => open || close()}
    >
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        {question && (visit || question.kind === 'message') && (
          <Popover.Content
            className="question"
            aria-label={words.menu.label(visit ? firstName(visit.customer.name) : namedIn(question))}
            align="start"
            sideOffset={6}
            collisionPadding={12}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              blockOf(question.visitId)?.focus();
            }}
          >
            <Asked
              key={`${question.kind} ${question.visitId}`}
              question={question}
              visit={visit}
              rows={rows}
              onClose={close}
            />
          </Popover.Content>
        )}
      </Popover.Portal>
    </Popover.Root>
  );
}

interface AskedProps {
  readonly question: Question;
  readonly visit: Visit | undefined;
  readonly rows: readonly Row[];
  readonly onClose: () => void;
}

function Asked({ question, visit, rows, onClose }: AskedProps) {
  if (question.kind === 'message')
    return <MessageQuestion memberId={question.memberId} name={question.name} onClose={onClose} />;
  if (!visit) return null;
  switch (question.kind) {
    case 'reason':
      return <ReasonQuestion visit={visit} deed={question.deed} onClose={onClose} />;
    case 'assign':
      return (
        <AssignQuestion
          visit={visit}
          row={question.row}
          joins={question.joins === true}
          rows={rows}
          onClose={onClose}
        />
      );
    case 'reschedule':
      return <RescheduleQuestion visit={visit} onClose={onClose} />;
    case 'reassign':
      return <ReassignQuestion visit={visit} edit={question.edit} rows={rows} onClose={onClose} />;
  }
}

const namedIn = (question: Question): string => ('name' in question ? firstName(question.name) : '');

const blockOf = (visitId: string | undefined): HTMLElement | null =>
  document.querySelector(`.scroller [data-visit="${CSS.escape(visitId ?? '')}"]`);

/** Beside its block; where that is out of sight, in the middle of the board's head. */
function placeOf(visitId: string | undefined): DOMRect {
  const block = blockOf(visitId)?.getBoundingClientRect();
  const isSeen =
    block && block.bottom > 0 && block.top < innerHeight && block.right > 0 && block.left < innerWidth;
  return isSeen ? block : new DOMRect(innerWidth / 2 - 180, 120, 1, 1);
}
