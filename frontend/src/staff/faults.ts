import { ShopProblem } from "../api/problem";

/** What is wrong with a cell of a file. */
export interface Fault {
  readonly line: number;
  readonly field: string;
  readonly problem: string;
}

/** The faults that a refusal tells, and how many there are; null for every other problem. */
export function faultsIn(problem: unknown): { told: readonly Fault[]; total: number } | null {
  if (!(problem instanceof ShopProblem) || problem.slug !== "file-refused") return null;
  const told = (problem.members.errors ?? []) as Fault[];
  return { told, total: Number(problem.members.errors_total ?? told.length) };
}
