/** Functions that are called whenever something has happened. */
export class Listeners {
  private readonly all = new Set<() => void>();

  /** Calls the listener every time, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.all.add(listener);
    return () => this.all.delete(listener);
  };

  /** Calls the listeners. */
  readonly notify = (): void => {
    for (const listener of this.all) listener();
  };
}
