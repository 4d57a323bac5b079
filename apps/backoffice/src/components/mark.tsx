export function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" className="mark-ground" />
      <path d="M18 4 8 18h6l-2 10 11-15h-7z" className="mark-bolt" />
    </svg>
  );
}
