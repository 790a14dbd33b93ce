import type { ReactNode } from "react";
import { ProblemNotice } from "./ProblemNotice";

interface Query<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** What a query brought; until then its `skeleton`, and where it failed the problem with a way to try again. */
export function Loaded<Data>({
  query,
  skeleton,
  children,
}: {
  query: Query<Data>;
  skeleton: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemNotice problem={query.error} retry={() => query.refetch()} />;
  return <div aria-busy="true">{skeleton}</div>;
}
