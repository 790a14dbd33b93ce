import { LOCALES } from "./languages";
import { useLanguage } from "./useLanguage";

const FORMAT: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "medium" };

/** A date and time as the reader's language writes it. */
export function Moment({ at, className }: { at: string; className?: string | undefined }) {
  const { language } = useLanguage();
  return (
    <time className={className} dateTime={at}>
      {new Intl.DateTimeFormat(LOCALES[language], FORMAT).format(new Date(at))}
    </time>
  );
}
