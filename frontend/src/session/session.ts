import type { SessionView } from "../api/schema";

/** What scripts may know of a log-in: that there is one, as whom, and until when. Nothing is granted because of it. */
export interface Session {
  readonly role: Role;
  readonly endsAt: number;
  readonly renewedAt: number;
}

export type Role = SessionView["role"];

const KEY = "cloudshop.session";

/** Remembers the session across reloads and tabs; the tokens themselves are in cookies that no script can read. */
export class SessionStore {
  private readonly listeners = new Set<() => void>();
  private kept: { text: string | null; session: Session | null } = { text: null, session: null };

  constructor(
    private readonly storage: Storage,
    private readonly now: () => number = Date.now,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The session, if somebody is logged in; the same object until it changes. */
  readonly current = (): Session | null => {
    const text = this.storage.getItem(KEY);
    if (text !== this.kept.text) this.kept = { text, session: readSession(text) };
    const session = this.kept.session;
    return session !== null && session.endsAt > this.now() ? session : null;
  };

  begin(answer: { role: Role; session_expires_at: string }): void {
    const session = { role: answer.role, endsAt: Date.parse(answer.session_expires_at), renewedAt: this.now() };
    this.storage.setItem(KEY, JSON.stringify(session));
    this.announce();
  }

  end(): void {
    this.storage.removeItem(KEY);
    this.announce();
  }

  /** Tells listeners that the storage has changed, by this tab or another. */
  readonly announce = (): void => {
    for (const listener of this.listeners) listener();
  };
}

function readSession(text: string | null): Session | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as Session;
  } catch {
    return null;
  }
}
