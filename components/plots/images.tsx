import { type Palette, Pixels } from './pixels.tsx';
import { Plot, type PlotProps } from './plot.tsx';

export interface SmallImage {
  /** Whole numbers 0 … 255, row by row. */
  values: readonly number[];
  caption?: string;
}

/** Small pictures in rows: digits, filters, or the map of each unit. */
export function Images(
  props: PlotProps & {
    images: readonly SmallImage[];
    /** Pixels in a row of one image. */
    columns: number;
    /** Images side by side. */
    across: number;
    palette?: Palette;
    smooth?: boolean;
  },
) {
  const { images, columns, across, palette = 'ink', smooth = false } = props;
  return (
    <Plot {...props}>
      <ul className="images" style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}>
        {images.map((image, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an image is its place
          <li key={i}>
            <Pixels values={image.values} columns={columns} palette={palette} smooth={smooth} />
            {image.caption && <span>{image.caption}</span>}
          </li>
        ))}
      </ul>
    </Plot>
  );
}
