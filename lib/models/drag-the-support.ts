import { range, sum } from 'd3-array';
import { moons, raster } from '../data/points.ts';
import { type Diagnosis, defineFormula, type Point, param } from '../sim/index.ts';
