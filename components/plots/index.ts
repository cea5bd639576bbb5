export { type BarDatum, Bars } from './bars.tsx';
export { type Axis, type Curve, Curves } from './curves.tsx';
export { formatNumber } from './format.ts';
export { Images, type SmallImage } from './images.tsx';
export { Matrix } from './matrix.tsx';
export { Pixels } from './pixels.tsx';
export { Arrow, Contours, Dots, Handle, Plane, Trail } from './plane.tsx';
export { type Ink, inkOf, Plot } from './plot.tsx';
