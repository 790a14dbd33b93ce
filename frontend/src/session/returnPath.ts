/** The log-in page, which leads to `path` afterwards. */
export function logInPath(path: string): string {
  return `/log-in?${new URLSearchParams({ to: path })}`;
}

/** Where to go after the log-in. Only paths of this shop count, so that no link from outside leads elsewhere. */
export function returnPath(searchParams: URLSearchParams): string {
  const path = searchParams.get("to");
  return path !== null && /^\/(?![/\\])/.test(path) ? path : "/account";
}
