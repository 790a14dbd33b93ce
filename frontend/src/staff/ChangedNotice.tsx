import { useTexts } from "../i18n/useTexts";
import { Notice } from "../ui/feedback/Notice";

/** Lists what another person has changed, because of which a change was refused. */
export function ChangedNotice({ changes }: { changes: readonly string[] }) {
  const t = useTexts("staff/console", "console");
  if (changes.length === 0) return null;
  return (
    <Notice tone="warning" urgent>
      <p>{t("changed")}</p>
      <ul>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </Notice>
  );
}
