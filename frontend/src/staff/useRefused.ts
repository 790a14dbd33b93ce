import { useState } from "react";
import { isChangedMeanwhile } from "../api/problem";

/** Takes the outcome of a change of what was `seen`: its problem, or null. */
export type Report<Data> = (problem: unknown, seen: Data) => void;

/** Remembers what a person saw when a change of theirs was refused, because someone else had made one first. */
export function useRefused<Data>() {
  const [refused, setRefused] = useState<Data | null>(null);
  const report: Report<Data> = (problem, seen) => setRefused(isChangedMeanwhile(problem) ? seen : null);
  return { refused, report };
}
