import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigation } from 'react-router';

import { LONGEST_SEARCH } from '../lib/list-state';
import { useShortcut } from '../lib/shortcut';

const TYPING_PAUSE_MS = 200;

interface SearchBoxParts {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

/** Searches when the typing pauses; `/` puts the cursor here. */
export function SearchBox({ label, value, onSearch }: SearchBoxParts) {
  const input = useRef<InputRef>(null);
  const [text, setText] = useState(value);
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });
  // Back and forward in the history change what is searched for, too.
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  // Whoever has pressed for another page meanwhile is let go there.
  const isLeaving = useNavigation().state !== 'idle';
  useEffect(() => {
    if (isLeaving || text.trim() === value.trim()) return;
    const timer = window.setTimeout(() => latest.current(text.trim()), TYPING_PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text, value, isLeaving]);
  useShortcut(['/'], () => input.current?.focus({ cursor: 'all' }));
  return (
    <Input
      ref={input}
      className="search-box"
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      allowClear
      autoComplete="off"
      spellCheck={false}
      maxLength={LONGEST_SEARCH}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
