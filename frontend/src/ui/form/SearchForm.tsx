import { type ComponentProps, type ReactNode, useId } from "react";
import { SearchIcon } from "../icons";
import styles from "./SearchForm.module.css";

interface Props extends Omit<ComponentProps<"input">, "onSubmit" | "onBlur"> {
  /** What the field is called; it is also shown in it while it is empty. */
  label: string;
  button: string;
  onSubmit: NonNullable<ComponentProps<"form">["onSubmit"]>;
  onBlur?: ComponentProps<"form">["onBlur"];
  /** What belongs to the field, such as its suggestions. */
  children?: ReactNode;
}

/** A search field with its button in it. */
export function SearchForm({ label, button, onSubmit, onBlur, children, ...input }: Props) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> would be one more box around the form.
    <form role="search" className={styles.search} onSubmit={onSubmit} onBlur={onBlur}>
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <input
        id={id}
        className={styles.input}
        type="search"
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        placeholder={label}
        {...input}
      />
      <button type="submit" className={styles.button} aria-label={button}>
        <SearchIcon />
      </button>
      {children}
    </form>
  );
}
