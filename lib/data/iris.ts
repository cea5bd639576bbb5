import source from './iris.json';

export const SPECIES = ['setosa', 'versicolor', 'virginica'] as const;
/** The columns, in cm. */
export const COLUMNS = {
  sepalLength: 'Sepal length',
  sepalWidth: 'Sepal width',
  petalLength: 'Petal length',
  petalWidth: 'Petal width',
} as const;
export type IrisColumn = keyof typeof COLUMNS;

/**
 * Two columns of the 150 irises as points, 50 of each species: data of R. A. Fisher 1936, UCI Machine Learning Repository,
 * doi 10.24432/C56C76, CC BY 4.0, with the two records in which that copy differs from the paper set right.
 */
export function irises(x: IrisColumn, y: IrisColumn): [x: number, y: number][][] {
  const [i, j] = [x, y].map((name) => Object.keys(COLUMNS).indexOf(name)) as [number, number];
  return SPECIES.map((species) => source[species].map((row) => [row[i] as number, row[j] as number]));
}
