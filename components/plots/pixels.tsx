import { useLayoutEffect, useRef } from 'react';

type Rgba = readonly [number, number, number, number];

/** Colours with opacity over the page's paper, so that one picture serves light and dark. */
const PALETTES = {
  /** 0 blue, 128 paper, 255 vermilion: the class probabilities and signed values. */
  diverging: (v: number): Rgba => {
    const strength = Math.round((Math.abs(v - 127.5) / 127.5) * 150);
    return v < 127.5 ? [0, 114, 178, strength] : [213, 94, 0, strength];
  },
  /** 0 paper, 255 ink. */
  ink: (v: number): Rgba => [0, 0, 0, v],
};
export type Palette = keyof typeof PALETTES | 'rgb';

/**
 * A picture of whole numbers 0 … 255, row by row from the top, `columns` a row; scaled by CSS. With the palette 'rgb' each
 * pixel is three of them, its red, green and blue, in light and dark alike.
 */
export function Pixels(props: {
  values: readonly number[];
  columns: number;
  palette?: Palette;
  /** Blend neighbours when enlarged (fields) or keep the pixels apart (images). */
  smooth?: boolean;
}) {
  const { values, columns, palette = 'diverging', smooth = false } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const rows = Math.ceil(values.length / (palette === 'rgb' ? 3 : 1) / columns);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(columns, rows);
    for (let i = 0; i < columns * rows; i++)
      image.data.set(
        palette === 'rgb' ? [...values.slice(3 * i, 3 * i + 3), 255] : PALETTES[palette](values[i] ?? 0),
        4 * i,
      );
    context.putImageData(image, 0, 0);
  }, [values, columns, rows, palette]);
  return (
    <canvas
      ref={canvas}
      width={columns}
      height={rows}
      className={`pixels pixels-${palette} ${smooth ? 'pixels-smooth' : ''}`}
    />
  );
}
