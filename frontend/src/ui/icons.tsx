const OUTLINE = { viewBox: "0 0 24 24", width: 22, height: 22, fill: "none", stroke: "currentColor", strokeWidth: 1.8 };

export function CartIcon() {
  return (
    <svg {...OUTLINE} aria-hidden="true">
      <path d="M5 8h14l-1.3 12H6.300zM9 8V7a3 3 0 0 1 6 0v1" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  );
}

export function PersonIcon() {
  return (
    <svg {...OUTLINE} aria-hidden="true">
      <circle cx="12" cy="8" r="3.6" />
      <path d="M4.8 20a7.2 7.2 0 0 1 14.4 0" strokeLinecap="round" />
    </svg>
  );
}

export function SearchIcon() {
  return (
    <svg {...OUTLINE} aria-hidden="true">
      <circle cx="10.5" cy="10.5" r="6" />
      <path d="m15 15 5 5" strokeLinecap="round" />
    </svg>
  );
}

export function CloudIcon() {
  return (
    <svg viewBox="0 0 32 32" width={32} height={32} fill="currentColor" aria-hidden="true">
      <path d="M9 25a6 6 0 0 1 .8-12 8.6 8.6 0 0 1 16.3-1.600A6.9 6.9 0 0 1 25 25z" />
    </svg>
  );
}
