import type { ComponentProps } from "react";
import { type Described, FieldFrame } from "./FieldFrame";

export interface FieldProps extends Described, Omit<ComponentProps<"input">, "id"> {
  onType?: (text: string) => void;
}

/** A labelled input with a hint and a problem. */
export function Field({ label, hint, problem, onType, ...input }: FieldProps) {
  return (
    <FieldFrame label={label} hint={hint} problem={problem}>
      {(connection) => (
        <input dir="auto" onChange={onType && ((event) => onType(event.target.value))} {...input} {...connection} />
      )}
    </FieldFrame>
  );
}
