import { useState } from "react";
import { useParams } from "react-router";
import { useSession } from "../session/useSession";
import { useShop } from "../shop/useShop";
import { GuestOrders } from "./guestOrders";
import { LookUpPage } from "./LookUpPage";
import { ShownOrder } from "./ShownOrder";

/** /orders/:number — mails lead here. A guest tells the e-mail address once; an account's order needs its log-in. */
export default function OrderPage() {
  const { number = "" } = useParams();
  return <OrderOf key={number} number={number} />;
}

function OrderOf({ number }: { number: string }) {
  const { tab } = useShop();
  const isGuest = useSession() === null;
  const [email, setEmail] = useState(() => new GuestOrders(tab).emailFor(number));
  if (isGuest && email === null) return <LookUpPage number={number} onFound={setEmail} />;
  return <ShownOrder number={number} email={email} onFound={setEmail} />;
}
