import { type FormEvent, useEffect, useRef, useState } from "react";

/** A form whose problems show once somebody has tried to send it; the first field that is wrong gets the focus. */
export function useForm<Values, Problems extends object>(
  values: Values,
  check: (values: Values) => Problems,
  send: (values: Values) => void,
) {
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [tries]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTries(tries + 1);
    if (Object.keys(check(values)).length === 0) send(values);
  };
  const problems: Partial<Problems> = tries > 0 ? check(values) : {};
  return { problems, props: { ref: form, onSubmit, noValidate: true } };
}
