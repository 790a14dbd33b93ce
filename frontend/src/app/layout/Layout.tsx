import { Footer } from "./Footer";
import { Frame } from "./Frame";
import { Header } from "./Header";

/** Surrounds every page of the shop with its header and footer. */
export function Layout() {
  return <Frame header={<Header />} footer={<Footer />} />;
}
