import type { ReactNode } from "react";
import { ProblemNotice } from "./ProblemNotice";

interface Query<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Shows the data of a query: first the skeleton, then the data, or the problem with a way to try again. */
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
