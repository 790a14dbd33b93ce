import { Listeners } from "../api/listeners";
import type { SessionView } from "../api/schema";

type Role = SessionView["role"];
type SecondFactor = SessionView["second_factor"];

/** What a log-in or a refresh says of the session. */
interface Opened {
  readonly role: Role;
  readonly permissions?: readonly string[];
  readonly second_factor?: SecondFactor;
  readonly session_expires_at: string;
}

/** What scripts may know of a session. It grants nothing: the API checks the cookies. */
export interface Session {
  readonly role: Role;
  /** What the role of staff permits; missing in a session of the release before. */
  readonly permissions?: readonly string[];
  /** What staff have to do about their second factor; missing in a session of the release before. */
  readonly secondFactor?: SecondFactor;
  /** Names the session: its log-in in this browser; missing in a session of the release before. */
  readonly begunAt?: number;
  /** Moves with each renewal, as a session that is not used ends earlier. */
  readonly endsAt: number;
  readonly renewedAt: number;
  /** It ended before its time: its account was changed or its tokens were withdrawn. */
  readonly isWithdrawn?: boolean;
}

const KEY = "cloudshop.session";
/** What only says how this browser shows the shop, and a guest's cart; an account has taken over its own. */
const KEPT = /^cloudshop\.(cart-token|currency|languages?|table\..+|theme)$/;

/** Keeps the session across reloads and tabs. The tokens themselves are in cookies that no script can read. */
export class SessionStore {
  private readonly listeners = new Listeners();
  private parsed: { text: string | null; session: Session | null } = { text: null, session: null };

  constructor(
    private readonly storage: Storage,
    private readonly now: () => number = Date.now,
  ) {}

  /** Calls the listener whenever the session may have changed, until the returned function is called. */
  readonly subscribe = this.listeners.subscribe;

  /** The session that was begun last and not logged out of; the same object until it changes, as React requires. */
  readonly last = (): Session | null => {
    const text = this.storage.getItem(KEY);
    if (text !== this.parsed.text) this.parsed = { text, session: parseSession(text) };
    return this.parsed.session;
  };

  /** The last session if it has not ended, or null. */
  readonly current = (): Session | null => (this.hasLapsed() ? null : this.last());

  /** Whether the last session has ended without a log-out: the person may still be here, and does not know. */
  readonly hasLapsed = (): boolean => {
    const last = this.last();
    return last !== null && (last.isWithdrawn === true || last.endsAt <= this.now());
  };

  /** Begins the session of a log-in. */
  begin(opened: Opened): void {
    this.save(opened, this.now());
  }

  /** Goes on with the session, of which the API has said more. */
  renew(opened: Opened): void {
    this.save(opened, nameOf(this.last()) || this.now());
  }

  /** Remembers that the session has ended by itself. */
  withdraw(): void {
    const last = this.last();
    if (last !== null) this.storage.setItem(KEY, JSON.stringify({ ...last, isWithdrawn: true }));
    this.notify();
  }

  /** Forgets the session and its person, who has logged out or goes on as a guest. */
  end(): void {
    for (const key of Object.keys(this.storage))
      if (key.startsWith("cloudshop.") && !KEPT.test(key)) this.storage.removeItem(key);
    this.notify();
  }

  /** Calls the listeners after this tab or another has changed the storage. */
  readonly notify = this.listeners.notify;

  private save({ role, permissions, second_factor: secondFactor, session_expires_at }: Opened, begunAt: number): void {
    const endsAt = Date.parse(session_expires_at);
    const session: Session = { role, permissions, secondFactor, begunAt, endsAt, renewedAt: this.now() };
    this.storage.setItem(KEY, JSON.stringify(session));
    this.notify();
  }
}

/** What distinguishes a session from all before and after it in this browser; 0 of none. */
export function nameOf(session: Session | null): number {
  return session?.begunAt ?? session?.endsAt ?? 0;
}

function parseSession(text: string | null): Session | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as Session;
  } catch {
    return null;
  }
}
