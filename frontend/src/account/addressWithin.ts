/** Where to go next, if that is a page of this shop: a link from outside must not lead on to somewhere else. */
export function addressWithin(address: string | null): string {
  return address !== null && /^\/(?![/\\])/.test(address) ? address : "/account";
}
