import { useState } from "react";
import type { OwnPasskey } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { useTexts } from "../../i18n/useTexts";
import { Loaded } from "../../queries/Loaded";
import { Skeleton } from "../../ui/feedback/Skeleton";
import { Button } from "../../ui/form/Button";
import { Card } from "../../ui/page/Card";
import { PasswordDialog } from "../form/PasswordDialog";
import styles from "../sessions/SessionsCard.module.css";
import { useSessions } from "../sessions/useSessions";
import { AddPasskeyDialog } from "./AddPasskeyDialog";
import { hasPasskeys } from "./credentials";
import { usePasskeyRemoval } from "./usePasskeys";

/** The passkeys of the account, by their names; each can be removed, and more can be added. */
export function PasskeysCard() {
  const t = useTexts("logIn", "passkeys");
  const query = useSessions();
  const [isAdding, add] = useState(false);
  return (
    <Card title={t("passkeys")}>
      <p>{t("lead")}</p>
      <Loaded query={query} skeleton={<Skeleton shape="block" />}>
        {({ passkeys }) => (
          <>
            <ul className={styles.sessions}>
              {passkeys.map((passkey) => (
                <PasskeyRow key={passkey.id} passkey={passkey} />
              ))}
            </ul>
            {/* It comes with the list, so that nothing moves under the pointer. */}
            {hasPasskeys() ? (
              <div>
                <Button kind="secondary" onClick={() => add(true)}>
                  {t("add")}
                </Button>
              </div>
            ) : (
              <p>{t("not-here")}</p>
            )}
          </>
        )}
      </Loaded>
      {isAdding && <AddPasskeyDialog onClose={() => add(false)} />}
    </Card>
  );
}

function PasskeyRow({ passkey }: { passkey: OwnPasskey }) {
  const t = useTexts("logIn", "passkeys");
  const removal = usePasskeyRemoval(passkey.id);
  const [isAsked, ask] = useState(false);
  const { name, added_at, last_used_at } = passkey;
  return (
    <li className={styles.session}>
      <div>
        <strong dir="auto">{name}</strong>
        <p className={styles.times}>
          {t("added")} <Moment at={added_at} /> ·{" "}
          {last_used_at === null ? (
            t("never-used")
          ) : (
            <>
              {t("last-used")} <Moment at={last_used_at} />
            </>
          )}
        </p>
      </div>
      <Button kind="quiet" aria-label={t("remove-one", { name })} onClick={() => ask(true)}>
        {t("remove")}
      </Button>
      {isAsked && (
        <PasswordDialog
          title={t("ask-remove", { name })}
          intro={<p>{t("remove-effect")}</p>}
          submit={t("remove")}
          cancel={t("keep")}
          kind="danger"
          busy={removal.isPending}
          problem={removal.error}
          onSubmit={({ password }) => removal.mutate(password)}
          onClose={() => ask(false)}
        />
      )}
    </li>
  );
}
