import { type Language, LOCALES } from "./languages";
import { isolated } from "./merchantText";

/** A message as the build has compiled it (icu.ts): text, or parts of which each is text or an argument. */
export type Message = string | readonly (string | Argument)[];
/** A value's name; with `forms`, the message for it: by its plural in the language, by itself, or `other`. */
type Argument = readonly [name: string, forms?: Readonly<Record<string, Message>>];
export type Values = Readonly<Record<string, string | number>>;

/** The message with its values filled in; a placeholder without a value stays, so that it is seen. */
export function format(message: Message, language: Language, values: Values): string {
  if (typeof message === "string") return message;
  const say = (part: string | Argument) => (typeof part === "string" ? part : fill(part, language, values));
  return message.map(say).join("");
}

function fill([name, forms]: Argument, language: Language, values: Values): string {
  const value = values[name];
  if (forms) return format(formOf(value, forms, language), language, values);
  if (value === undefined) return `{${name}}`;
  return typeof value === "number" ? value.toLocaleString(LOCALES[language]) : isolated(value);
}

function formOf(value: Values[string] | undefined, forms: Readonly<Record<string, Message>>, language: Language) {
  const form = typeof value === "number" ? new Intl.PluralRules(LOCALES[language]).select(value) : String(value);
  return forms[`=${value}`] ?? forms[form] ?? forms.other ?? "";
}
