import type { ComponentProps } from "react";
import { type Described, FieldFrame } from "./FieldFrame";

interface Props extends Described, Omit<ComponentProps<"textarea">, "id"> {
  onType: (text: string) => void;
}

/** A labelled input of several lines, with a hint and a problem. */
export function TextArea({ label, hint, problem, onType, ...input }: Props) {
  return (
    <FieldFrame label={label} hint={hint} problem={problem}>
      {(connection) => (
        <textarea dir="auto" onChange={(event) => onType(event.target.value)} {...input} {...connection} />
      )}
    </FieldFrame>
  );
}
