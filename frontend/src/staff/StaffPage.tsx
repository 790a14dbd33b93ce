import type { ReactNode } from "react";
import { Page } from "../ui/Page";
import { StaffNav } from "./StaffNav";

/** A page of the staff's, with the way to the others. */
export function StaffPage({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <>
      <StaffNav />
      <Page title={title} lead={lead}>
        {children}
      </Page>
    </>
  );
}
