/** Runs one at a time over all tabs, so that an answer cannot set its cookies over those of a later one. */
export async function lockSession<Result>(run: () => Promise<Result>): Promise<Result> {
  // Only pages that came by https or from this machine have locks.
  const locks: LockManager | null | undefined = navigator.locks;
  return locks ? await locks.request("cloudshop-session", run) : run();
}
