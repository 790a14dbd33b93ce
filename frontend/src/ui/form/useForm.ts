import { type FormEvent, useEffect, useRef, useState } from "react";

/** Whether a check found a problem; a field without one is null, undefined or missing. */
export function hasProblems(problems: object): boolean {
  return Object.values(problems).some(Boolean);
}

/** Checks a form before it is sent. Problems show after the first attempt, and the first wrong field gets the focus. */
export function useForm<Values, Problems extends object>(
  values: Values,
  check: (values: Values) => Problems,
  send: (values: Values) => void,
) {
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);

  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [attempts]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setAttempts(attempts + 1);
    if (!hasProblems(check(values))) send(values);
  };
  const problems: Partial<Problems> = attempts > 0 ? check(values) : {};
  return { problems, props: { ref: form, onSubmit, noValidate: true } };
}
