import { cellButton } from './cells.ts';
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
    /** Makes the pictures buttons, one stop of the Tab key with arrow keys between them. */
    onSelect?: (image: number) => void;
    selected?: number | null;
  },
) {
  const { images, columns, across, palette = 'ink', smooth = false, onSelect, selected } = props;
  const place = (i: number) => [Math.floor(i / across), i % across] as const;
  return (
    <Plot {...props}>
      <ul className="images cells" style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}>
        {images.map((image, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an image is its place
          <li key={i}>
            <div
              {...(onSelect &&
                cellButton({
                  at: place(i),
                  selected: selected == null ? null : place(selected),
                  size: [Math.ceil(images.length / across), across],
                  label: image.caption ?? `picture ${i + 1}`,
                  onSelect: (row, column) => onSelect(Math.min(images.length - 1, row * across + column)),
                }))}
            >
              <Pixels values={image.values} columns={columns} palette={palette} smooth={smooth} />
              {image.caption && <span>{image.caption}</span>}
            </div>
          </li>
        ))}
      </ul>
    </Plot>
  );
}
