/** Where carriers show a parcel, by how the carrier's name begins, in small letters; the code follows. */
const TRACKING_PAGES: Readonly<Record<string, string>> = {
  chronopost: "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=",
  colissimo: "https://www.laposte.fr/outils/suivre-vos-envois?code=",
  dhl: "https://www.dhl.com/global-en/home/tracking.html?submit=1&tracking-id=",
  fedex: "https://www.fedex.com/fedextrack/?trknbr=",
  gls: "https://gls-group.eu/EU/en/parcel-tracking?match=",
  "la poste": "https://www.laposte.fr/outils/suivre-vos-envois?code=",
  ups: "https://www.ups.com/track?tracknum=",
};

/** The carrier's page about the parcel; null for a carrier without a known one. */
export function trackingUrl(carrier: string, code: string): string | null {
  const name = carrier.trim().toLowerCase();
  const known = Object.keys(TRACKING_PAGES).find((one) => name === one || name.startsWith(`${one} `));
  return known ? `${TRACKING_PAGES[known]}${encodeURIComponent(code)}` : null;
}
