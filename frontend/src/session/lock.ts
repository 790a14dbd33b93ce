/** Runs one function at a time over all tabs, so that an earlier response never overwrites a later one's cookies. */
export async function lockSession<Result>(run: () => Promise<Result>): Promise<Result> {
  // Browsers have locks on secure pages only: those from https or from this machine.
  const locks: LockManager | null | undefined = navigator.locks;
  return locks ? await locks.request("cloudshop-session", run) : run();
}
