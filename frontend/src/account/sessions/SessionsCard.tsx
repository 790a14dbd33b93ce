import type { OwnSession } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { useTexts } from "../../i18n/useTexts";
import { Loaded } from "../../queries/Loaded";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { Skeleton } from "../../ui/feedback/Skeleton";
import { Button } from "../../ui/form/Button";
import { Card } from "../../ui/page/Card";
import styles from "./SessionsCard.module.css";
import { useSessionEnd, useSessions } from "./useSessions";

/** The devices that are logged in to the account; each of the others can be logged out, or all at once. */
export function SessionsCard() {
  const t = useTexts("account", "sessions");
  const query = useSessions();
  const ending = useSessionEnd();
  return (
    <Card title={t("sessions")}>
      <Loaded query={query} skeleton={<Skeleton shape="block" />}>
        {({ items }) => (
          <>
            <ul className={styles.sessions}>
              {items.map((session) => (
                <SessionRow key={session.id} session={session} ending={ending} />
              ))}
            </ul>
            {items.some((session) => !session.is_current) && (
              <Button kind="secondary" busy={ending.isPending} onClick={() => ending.mutate({})}>
                {t("end-others")}
              </Button>
            )}
          </>
        )}
      </Loaded>
      {ending.isError && <ProblemNotice problem={ending.error} />}
    </Card>
  );
}

function SessionRow({ session, ending }: { session: OwnSession; ending: ReturnType<typeof useSessionEnd> }) {
  const t = useTexts("account", "sessions");
  const device = session.device ?? t("unknown-device");
  return (
    <li className={styles.session}>
      <div>
        <strong>{device}</strong> {session.is_current && t("this-device")}
        <p className={styles.times}>
          {t("logged-in")} <Moment at={session.started_at} /> · {t("last-used")} <Moment at={session.last_used_at} />
        </p>
      </div>
      {!session.is_current && (
        <Button
          kind="quiet"
          busy={ending.isPending}
          aria-label={t("end-device", { device })}
          onClick={() => ending.mutate({ id: session.id })}
        >
          {t("end")}
        </Button>
      )}
    </li>
  );
}
