/** The address of a picture that staff have uploaded; functions/catalog/pictures/names.py makes such addresses. */
const UPLOADED = /^\/api\/pictures\/[0-9a-f]{32}-[0-9a-f]{8}-(\d+)x\d+\//;
const WIDTHS = [320, 640, 1280];
const WIDEST = 1280;
const FORMATS = ["avif", "webp"] as const;

export interface Source {
  readonly type: string;
  readonly srcSet: string;
}

/** The smaller sizes of an uploaded picture, the best format first; none of a picture from elsewhere. */
export function sourcesOf(url: string): Source[] {
  const found = UPLOADED.exec(url);
  if (found === null) return [];
  const [folder = ""] = found;
  const width = Number(found[1]);
  const widths = [...WIDTHS.filter((each) => each < width && each < WIDEST), Math.min(width, WIDEST)];
  return FORMATS.map((format) => ({
    type: `image/${format}`,
    srcSet: widths.map((each) => `${folder}${each}.${format} ${each}w`).join(", "),
  }));
}
