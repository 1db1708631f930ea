import { useState } from 'react';
import { CloseIcon } from '../icons.tsx';

interface TagsFieldProps {
  readonly tags: readonly string[];
  readonly isFixed: boolean;
  readonly words: {
    readonly none: string;
    readonly add: string;
    readonly addOne: string;
    readonly taken: string;
    readonly remove: (tag: string) => string;
  };
  readonly labelledBy: string;
  readonly onChange: (tags: readonly string[]) => void;
}

/** As the service has it for a tag or a skill. */
const LONGEST = 50;

/** Short words: taken away with a press, added by their name. */
export function TagsField({ tags, isFixed, words, labelledBy, onChange }: TagsFieldProps) {
  const [name, setName] = useState('');
  const tag = name.trim();
  const isTaken = tags.includes(tag);
  const add = (): void => {
    if (!tag || isTaken) return;
    setName('');
    onChange([...tags, tag]);
  };
  return (
    <div className="tags">
      <ul aria-labelledby={labelledBy}>
        {tags.length === 0 && <li className="muted">{words.none}</li>}
        {tags.map((one) => (
          <li key={one} className="tag">
            {one}
            {!isFixed && (
              <button
                type="button"
                aria-label={words.remove(one)}
                onClick={() => onChange(tags.filter((other) => other !== one))}
              >
                <CloseIcon />
              </button>
            )}
          </li>
        ))}
      </ul>
      {!isFixed && (
        <div className="tags-add">
          <input
            aria-label={words.addOne}
            placeholder={words.addOne}
            maxLength={LONGEST}
            value={name}
            onChange={({ currentTarget: { value } }) => setName(value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              add();
            }}
          />
          <button type="button" className="button" disabled={!tag || isTaken} onClick={add}>
            {words.add}
          </button>
        </div>
      )}
      {isTaken && (
        <p className="bad" role="alert">
          {words.taken}
        </p>
      )}
    </div>
  );
}
